import type { ReadonlySignal } from "@preact/signals";
import type { CellAt, GradebookStudent } from "../../lib/gradebook_types.ts";
import { cellText } from "./cell_syntax.ts";
import { blockText, parseBlock } from "./clipboard.ts";
import type { CellEdit, GradebookStore } from "./gradebook_store.ts";
import { blockOf, cellsOf, type Cursor, type Size } from "./grid_cursor.ts";

export interface Place {
  row: number;
  column: number;
}

interface EntriesOptions {
  store: GradebookStore;
  /** The children in the order in which they stand now. */
  students(): GradebookStudent[];
  cursor: ReadonlySignal<Cursor>;
  read_only(): boolean;
}

export interface Pasted {
  placed: number;
  /** Cells beyond the last child or the last assessment. */
  lost: number;
  selection: Cursor;
}

/** What goes into the selection and comes out of it: each change one step to undo. */
export function gridEntries({ store, students, cursor, read_only }: EntriesOptions) {
  const assessments = () => store.about.peek().assessments;
  const labels = () => store.about.peek().rules.labels.map(({ label }) => label);

  function size(): Size {
    return { rows: students().length, columns: assessments().length };
  }

  function at({ row, column }: Place): CellAt {
    return {
      student_id: students()[row].student_id,
      assessment_id: assessments()[column].assessment_id,
    };
  }

  function textOf(one: CellAt): string {
    const { now, wrong } = store.cell(one);
    return wrong?.text ?? cellText(now, labels());
  }

  /** The cells of a child who left the class stay as they are. */
  function isOpen({ row }: { row: number }): boolean {
    return !read_only() && students()[row]?.left === false;
  }

  function enter(edits: (Place & Pick<CellEdit, "text">)[]) {
    const open = edits.filter(isOpen).map(({ text, ...place }) => ({ ...at(place), text }));
    if (open.length > 0) store.enter(open);
  }

  return {
    size,
    at,
    labels,
    textOf,
    isOpen,
    place({ student_id, assessment_id }: CellAt): Place | null {
      const row = students().findIndex((one) => one.student_id === student_id);
      const column = assessments().findIndex((one) => one.assessment_id === assessment_id);
      return row < 0 || column < 0 ? null : { row, column };
    },
    /** The same rule for every cell of the selection. */
    put(changed: (now: string, labels: string[]) => string) {
      const block = blockOf(cursor.peek());
      if (!block) return;
      enter(
        cellsOf(block).map((place) => ({
          ...place,
          text: changed(textOf(at(place)), labels()),
        })),
      );
    },
    /** From the first row of the selection; one row takes what stands above it. */
    fillDown() {
      const block = blockOf(cursor.peek());
      if (!block) return;
      const source = block.top === block.bottom ? block.top - 1 : block.top;
      if (source < 0) return;
      enter(
        cellsOf(block).filter(({ row }) => row !== source)
          .map((place) => ({ ...place, text: textOf(at({ ...place, row: source })) })),
      );
    },
    copied(): string | null {
      const block = blockOf(cursor.peek());
      if (!block) return null;
      const rows = Map.groupBy(cellsOf(block), ({ row }) => row);
      return blockText([...rows.values()].map((row) => row.map((place) => textOf(at(place)))));
    },
    /**
     * A block from the first cell of the selection on. An empty cell of it leaves what is there: a
     * paste must not take scores away. A single one fills the whole selection.
     */
    paste(text: string): Pasted | null {
      const block = blockOf(cursor.peek());
      if (!block || read_only()) return null;
      const rows = parseBlock(text);
      const single = rows.length === 1 && rows[0].length === 1;
      const given = single
        ? cellsOf(block).map((place) => ({ ...place, text: rows[0][0] }))
        : rows.flatMap((line, down) =>
          line.map((text, along) => ({ row: block.top + down, column: block.left + along, text }))
        );
      const filled = given.filter(({ text }) => text !== "");
      const { rows: height, columns: width } = size();
      const placed = filled.filter(({ row, column }) => row < height && column < width);
      enter(placed);
      const last = (of: (place: Place) => number, most: number) =>
        Math.min(most - 1, Math.max(...given.map(of)));
      return {
        placed: placed.length,
        lost: filled.length - placed.length,
        selection: {
          row: block.top,
          column: block.left,
          anchor: { row: last(({ row }) => row, height), column: last((p) => p.column, width) },
        },
      };
    },
  };
}
