import { useComputed } from "@preact/signals";
import type { Assessment, GradebookStudent } from "../../lib/gradebook_types.ts";
import { averageOf } from "./averages_view.ts";
import { cellText, cellWords } from "./cell_syntax.ts";
import type { GradebookStore } from "./gradebook_store.ts";
import { AVERAGE_COLUMN, blockOf, NAME_COLUMN } from "./grid_cursor.ts";
import { cellAt, type GridCell, stateOf } from "./grid_state.ts";
import styles from "./grid.module.css";
import type { GridControl } from "./grid_control.ts";

interface GridRowProps {
  student: GradebookStudent;
  row: number;
  store: GradebookStore;
  control: GridControl;
  onWhy(student: GradebookStudent): void;
}

/** One child. It is drawn anew when one of its own cells changes or the cursor comes or goes. */
export function GridRow({ student, row, store, control, onWhy }: GridRowProps) {
  const { student_id, name, left } = student;
  const { assessments, rules } = store.about.value;
  const cells = store.row(student_id).value;
  const labels = rules.labels.map(({ label }) => label);
  const here = useComputed(() => {
    const { row: at, column } = control.cursor.value;
    return at === row ? column : null;
  }).value;
  // A text, so that the row is only drawn anew when its own part of the selection is another.
  const selected = useComputed(() => {
    const cursor = control.cursor.value;
    const block = cursor.anchor && blockOf(cursor);
    return block && block.top <= row && row <= block.bottom ? `${block.left} ${block.right}` : "";
  }).value;
  const [from, to] = selected === "" ? [Infinity, -Infinity] : selected.split(" ").map(Number);
  return (
    <tr role="row" class={styles.row} data-row={row} data-left={left ? "" : undefined}>
      <th role="rowheader" scope="row" class={styles.name}>
        <a href={`/students/${student_id}`} tabIndex={here === NAME_COLUMN ? 0 : -1}>{name}</a>
        {left && <small>Left the class</small>}
      </th>
      <AverageCell
        {...{ student, store, control, onWhy }}
        here={here === AVERAGE_COLUMN}
      />
      {assessments.map((assessment, column) => {
        const cell = cellAt(cells, assessment.assessment_id);
        const state = stateOf(cell);
        const text = shortened(shownText(cell, labels));
        return (
          <td
            key={assessment.assessment_id}
            role="gridcell"
            class={styles.cell}
            tabIndex={here === column ? 0 : -1}
            data-state={state === "saved" ? undefined : state}
            data-kind={cell.now && state !== "wrong" ? cell.now.state : undefined}
            data-bare={text === "L" || text === "Late" ? "" : undefined}
            aria-label={`${name}, ${assessment.title}: ${words(cell, { text, assessment })}`}
            aria-selected={from <= column && column <= to ? "true" : undefined}
            aria-invalid={state === "wrong" ? "true" : undefined}
            aria-describedby={state === "wrong"
              ? wrongId(assessment.assessment_id, student_id)
              : undefined}
            aria-readonly={left ? "true" : undefined}
          >
            {text}
          </td>
        );
      })}
    </tr>
  );
}

interface AverageCellProps extends Omit<GridRowProps, "row"> {
  here: boolean;
}

/** Follows each key that is typed into a cell of this child. */
function AverageCell({ student, store, control, here, onWhy }: AverageCellProps) {
  const { student_id, name } = student;
  const draft = useComputed(() => {
    const now = control.draft.value;
    return now?.student_id === student_id ? now : null;
  }).value;
  const { percent, text, grade } = averageOf(
    store.about.value,
    store.row(student_id).value,
    draft,
  );
  return (
    <td role="gridcell" class={styles.average}>
      <button
        type="button"
        class={styles.why}
        tabIndex={here ? 0 : -1}
        onClick={() => onWhy(student)}
      >
        <span class="sr_only">{`Average of ${name}: `}</span>
        <span>{text}</span>
        <span class="sr_only">{percent === null ? " none yet. " : " percent, "}</span>
        <small>{grade}</small>
        <span class="sr_only">{` Why`}</span>
      </button>
    </td>
  );
}

/** What is seen; that a score is late stands behind it by style, as a screen reader hears it. */
function shownText({ now, wrong, theirs }: GridCell, labels: string[]): string {
  if (wrong) return wrong.text;
  const is_late = now?.state === "late" && (now.score !== null || now.label !== null);
  const mine = cellText(is_late ? { ...now, state: "scored" } : now, labels);
  return theirs ? `${mine || "–"} ≠ ${cellText(theirs.now, labels) || "–"}` : mine;
}

/** What is longer is seen whole while it is edited; nothing clips it in its cell. */
function shortened(text: string): string {
  return text.length > 11 ? `${text.slice(0, 10)}…` : text;
}

function words(
  { now, wrong, theirs }: GridCell,
  { text, assessment }: { text: string; assessment: Assessment },
): string {
  const { maximum, extra_credit } = assessment;
  if (wrong) return `"${wrong.text}", not saved`;
  const mine = cellWords(now, maximum) + (extra_credit && now ? ", extra credit" : "");
  if (!theirs) return mine;
  const who = theirs.changed_by ?? "someone else";
  return `${text}, yours ${mine}, ${who} saved ${cellWords(theirs.now, maximum)}, F2 to choose`;
}

/** Where the message about a cell stands. */
export function wrongId(assessment_id: number, student_id: number): string {
  return `wrong_${assessment_id}_${student_id}`;
}
