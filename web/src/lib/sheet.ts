// A list of children with something to enter for each: a register, a column of marks.
// Pure: what was read, what was typed, and how the two meet what someone else has saved.

export interface SheetRow {
  student_id: number;
  name: string;
}

type Value = string | null;
export type SheetEntry<Field extends string = string> = Record<Field, Value>;

export interface Sheet<Row extends SheetRow, Entry extends SheetEntry> {
  rows: Row[];
  /** What the server had when the rows were read. */
  base: Record<number, Entry>;
  /** What the screen began with: the base, and what was put in where there was nothing. */
  proposed: Record<number, Entry>;
  /** What is on the screen. */
  entries: Record<number, Entry>;
}

export interface SheetConflict<Entry extends SheetEntry> {
  student_id: number;
  name: string;
  mine: Entry;
  theirs: Entry;
}

export function sheetOf<Row extends SheetRow, Entry extends SheetEntry>(
  rows: Row[],
  entryOf: (row: Row) => Entry,
): Sheet<Row, Entry> {
  const base = Object.fromEntries(rows.map((row) => [row.student_id, entryOf(row)]));
  return { rows, base, proposed: base, entries: { ...base } };
}

/** Puts an entry on the screen for everyone of whom `base` says nothing: saved with the rest, not before. */
export function withProposal<Row extends SheetRow, Entry extends SheetEntry>(
  sheet: Sheet<Row, Entry>,
  propose: (entry: Entry) => Entry,
): Sheet<Row, Entry> {
  const proposed = Object.fromEntries(
    sheet.rows.map(({ student_id }) => [student_id, propose(sheet.base[student_id])]),
  );
  return { ...sheet, proposed, entries: { ...proposed } };
}

export function withEntry<Row extends SheetRow, Entry extends SheetEntry>(
  sheet: Sheet<Row, Entry>,
  { student_id, patch }: { student_id: number; patch: Partial<Entry> },
): Sheet<Row, Entry> {
  const entry = { ...sheet.entries[student_id], ...patch };
  return { ...sheet, entries: { ...sheet.entries, [student_id]: entry } };
}

/** The children, in their order, for whom the screen says another thing than the server did. */
export function changedIds<Row extends SheetRow, Entry extends SheetEntry>(
  { rows, base, entries }: Sheet<Row, Entry>,
): number[] {
  return idsOf(rows).filter((id) => !same(base[id], entries[id]));
}

/** The children, in their order, for whom someone has entered another thing than was put in for them. */
export function touchedIds<Row extends SheetRow, Entry extends SheetEntry>(
  { rows, proposed, entries }: Sheet<Row, Entry>,
): number[] {
  return idsOf(rows).filter((id) => !same(proposed[id], entries[id]));
}

function idsOf(rows: SheetRow[]): number[] {
  return rows.map(({ student_id }) => student_id);
}

export function undone<Row extends SheetRow, Entry extends SheetEntry>(
  sheet: Sheet<Row, Entry>,
): Sheet<Row, Entry> {
  return { ...sheet, entries: { ...sheet.proposed } };
}

/**
 * Puts what was typed on top of what the server has now. Where only one side changed a child, that
 * side counts; where both did and differ, it is a conflict, and the screen keeps its own for now.
 */
export function rebase<Row extends SheetRow, Entry extends SheetEntry>(
  sheet: Sheet<Row, Entry>,
  fresh: Sheet<Row, Entry>,
): { sheet: Sheet<Row, Entry>; conflicts: SheetConflict<Entry>[] } {
  const entries = { ...fresh.entries };
  const conflicts: SheetConflict<Entry>[] = [];
  for (const { student_id, name } of fresh.rows) {
    const before = sheet.base[student_id];
    const mine = sheet.entries[student_id];
    const theirs = fresh.base[student_id];
    // Who came meanwhile was not on the screen: nothing is put in for them unseen.
    if (mine === undefined) entries[student_id] = theirs;
    if (mine === undefined || same(before, mine)) continue;
    entries[student_id] = mine;
    if (!same(before, theirs) && !same(mine, theirs)) {
      conflicts.push({ student_id, name, mine, theirs });
    }
  }
  return { sheet: { ...fresh, entries }, conflicts };
}

/** Takes the other side's entry for these children. */
export function takeTheirs<Row extends SheetRow, Entry extends SheetEntry>(
  sheet: Sheet<Row, Entry>,
  student_ids: number[],
): Sheet<Row, Entry> {
  const entries = { ...sheet.entries };
  for (const id of student_ids) entries[id] = sheet.base[id];
  return { ...sheet, entries };
}

function same(a: SheetEntry | undefined, b: SheetEntry | undefined): boolean {
  if (!a || !b) return a === b;
  return Object.keys(a).every((field) => a[field] === b[field]);
}
