// The cells of the gradebook as one teacher has them on the screen, and how they meet what the
// server has. Pure: each function answers new cells.
import type {
  Cell,
  CellAt,
  Gradebook,
  ScoreConflict,
  ScoreInput,
} from "../../lib/gradebook_types.ts";
import { sameCell } from "./cell_syntax.ts";

export interface Wrong {
  text: string;
  message: string;
}

export interface GridCell {
  /** What the server is known to have. */
  base: Cell | null;
  /** What counts here: in averages, and for the next burst. */
  now: Cell | null;
  /** What was typed and can't stand in a cell. It is shown in place of `now`, and never sent. */
  wrong: Wrong | null;
  /** What someone else saved meanwhile: nothing is sent until one of the two is chosen. */
  theirs: Theirs | null;
  /** What was sent and not answered: the server may have it, or may not. */
  unsure: (Cell | null)[];
}

export type Theirs = Pick<ScoreConflict, "now" | "changed_by" | "changed_at">;

/** One child's cells by assessment; one that is not there is blank and untouched. */
export type RowCells = ReadonlyMap<number, GridCell>;

const BLANK: GridCell = { base: null, now: null, wrong: null, theirs: null, unsure: [] };

export function cellAt(row: RowCells, assessment_id: number): GridCell {
  return row.get(assessment_id) ?? BLANK;
}

/** What counts of a child's cells, as the averages ask for it. */
export function countingCells(row: RowCells): Map<number, Cell> {
  const found = new Map<number, Cell>();
  for (const [assessment_id, { now }] of row) if (now) found.set(assessment_id, now);
  return found;
}

export function rowsOf({ students, scores }: Gradebook): Map<number, RowCells> {
  const rows = new Map<number, Map<number, GridCell>>(
    students.map(({ student_id }) => [student_id, new Map()]),
  );
  for (const { assessment_id, student_id, state, score, label } of scores) {
    const cell = { state, score, label };
    rows.get(student_id)?.set(assessment_id, { ...BLANK, base: cell, now: cell });
  }
  return rows;
}

export function needsSaving({ base, now, theirs, unsure }: GridCell): boolean {
  return theirs === null && (!sameCell(base, now) || unsure.length > 0);
}

/** Whether anything here would be lost with the page. */
export function isUnsaved(cell: GridCell): boolean {
  return cell.wrong !== null || cell.theirs !== null || needsSaving(cell);
}

export type CellState = "wrong" | "conflict" | "unsaved" | "saved";

export function stateOf(cell: GridCell): CellState {
  if (cell.wrong) return "wrong";
  if (cell.theirs) return "conflict";
  return needsSaving(cell) ? "unsaved" : "saved";
}

/** A new entry. Where it is what someone else saved, the conflict is no more. */
export function entered(cell: GridCell, entry: Cell | null | Wrong): GridCell {
  if (entry && "message" in entry) return { ...cell, wrong: entry };
  if (cell.theirs && sameCell(cell.theirs.now, entry)) return settledAs(cell, "theirs");
  return { ...cell, now: entry, wrong: null };
}

/** Puts the server's answer to a burst in: `sent` is now what the server has. */
export function confirmed(cell: GridCell, sent: Cell | null): GridCell {
  return { ...cell, base: sent, unsure: [] };
}

/**
 * Someone else's change met mine. Where the server has what I want, or what I sent before and
 * never heard of, there is nothing to choose.
 */
export function contested(cell: GridCell, { now, changed_by, changed_at }: Theirs): GridCell {
  if (sameCell(now, cell.now) || cell.unsure.some((sent) => sameCell(sent, now))) {
    return { ...cell, base: now, unsure: [] };
  }
  return { ...cell, unsure: [], theirs: { now, changed_by, changed_at } };
}

export function settledAs(cell: GridCell, whose: "mine" | "theirs"): GridCell {
  const { theirs } = cell;
  if (!theirs) return cell;
  const kept = whose === "mine" ? cell.now : theirs.now;
  return { ...cell, base: theirs.now, now: kept, wrong: null, theirs: null };
}

/** Before a burst goes out: its value may reach the server even if no answer comes back. */
export function onItsWay(cell: GridCell): GridCell {
  return { ...cell, unsure: [...cell.unsure, cell.now] };
}

/** The server refused the burst whole: what it held was certainly not saved. */
export function refused(cell: GridCell, sent: Cell | null): GridCell {
  const at = cell.unsure.findLastIndex((known) => sameCell(known, sent));
  return { ...cell, unsure: cell.unsure.filter((_, i) => i !== at) };
}

/** Refused, and this cell is why. It counts as what it was; what was typed since stays. */
export function refusedAs(cell: GridCell, sent: Cell | null, wrong: Wrong): GridCell {
  const known = refused(cell, sent);
  return sameCell(cell.now, sent) ? { ...known, now: known.base, wrong } : known;
}

/** A newer reading of the server: what is untouched here follows it, what was changed stays. */
export function merged(
  mine: RowCells | undefined,
  fresh: RowCells,
  assessments: { assessment_id: number }[],
): RowCells {
  const row = new Map(fresh);
  for (const { assessment_id } of assessments) {
    const cell = mine?.get(assessment_id);
    if (!cell || !isUnsaved(cell)) continue;
    const theirs = cellAt(fresh, assessment_id).base;
    const caught_up = !cell.theirs && sameCell(theirs, cell.now);
    row.set(assessment_id, caught_up ? { ...cell, base: theirs, unsure: [] } : cell);
  }
  return row;
}

export function inputOf(at: CellAt, { base, now }: GridCell): ScoreInput {
  const { state, score, label } = now ?? { state: null, score: null, label: null };
  return { ...at, state, score, label, was: base };
}

export function cellOf({ state, score, label }: Omit<ScoreInput, keyof CellAt | "was">) {
  return state === null ? null : { state, score, label };
}
