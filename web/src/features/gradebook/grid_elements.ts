import { HEADING_ROW, isScoreCell } from "./grid_cursor.ts";
import type { Place } from "./grid_entries.ts";

/** The grid's elements on the page, and which place each stands for. */
export function gridElements() {
  const frame = { current: null as HTMLDivElement | null };
  const body = { current: null as HTMLTableSectionElement | null };
  const head = { current: null as HTMLTableRowElement | null };
  /** Where a cell in conflict asks whose entry counts. */
  const choice = { current: null as HTMLDivElement | null };

  function placeOf(target: EventTarget | null): Place | null {
    const cell = (target as Element | null)?.closest?.("td, th");
    const line = cell?.parentElement;
    if (!cell || line?.dataset.row === undefined) return null;
    return { row: Number(line.dataset.row), column: [...line.children].indexOf(cell) - 2 };
  }

  return {
    frame,
    body,
    head,
    choice,
    placeOf,
    scorePlaceOf(target: EventTarget | null): Place | null {
      const place = placeOf(target);
      return place && isScoreCell(place) ? place : null;
    },
    /** What takes the focus at a place. */
    elementAt({ row, column }: Place): HTMLElement | null {
      const line = row === HEADING_ROW ? head.current : body.current?.children[row];
      const cell = line?.children[column + 2] as HTMLElement | undefined;
      return cell?.querySelector<HTMLElement>("a, button") ?? cell ?? null;
    },
    rowsInSight(): number {
      const { clientHeight } = frame.current!;
      const { offsetHeight } = body.current!.children[0] as HTMLElement;
      return Math.max(1, Math.floor(clientHeight / offsetHeight) - 4);
    },
  };
}
