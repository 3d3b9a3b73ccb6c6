/**
 * Where the focus is in a grid of `rows` × `columns` score cells. Row −1 holds the headings;
 * column −2 holds the name and −1 the average. A block runs from the anchor to the cursor and
 * holds score cells only.
 */
export interface Cursor {
  row: number;
  column: number;
  anchor: { row: number; column: number } | null;
}

export interface Size {
  rows: number;
  columns: number;
}

export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const HEADING_ROW = -1;
export const NAME_COLUMN = -2;
export const AVERAGE_COLUMN = -1;

export function isScoreCell({ row, column }: { row: number; column: number }): boolean {
  return row >= 0 && column >= 0;
}

/** Goes to a cell, or to the nearest there is; `extend` keeps or sets the anchor of a block. */
export function goTo(
  from: Cursor,
  to: { row: number; column: number; extend?: boolean },
  size: Size,
): Cursor {
  const extend = to.extend === true && isScoreCell(from);
  const least = extend ? { row: 0, column: 0 } : { row: HEADING_ROW, column: NAME_COLUMN };
  return {
    row: clamp(to.row, least.row, size.rows - 1),
    column: clamp(to.column, least.column, size.columns - 1),
    anchor: extend ? from.anchor ?? { row: from.row, column: from.column } : null,
  };
}

/** Along the row and on to the next; null where that would leave the score cells. */
export function nextByTab({ row, column }: Cursor, by: 1 | -1, size: Size): Cursor | null {
  let next = { row, column: column + by };
  if (next.column >= size.columns) next = { row: row + 1, column: 0 };
  if (next.column < 0) next = { row: row - 1, column: size.columns - 1 };
  if (row < 0 || next.row < 0 || next.row >= size.rows) return null;
  return { ...next, anchor: null };
}

/** The selected block, or the one cell; null on a heading, a name or an average. */
export function blockOf(cursor: Cursor): Block | null {
  if (!isScoreCell(cursor)) return null;
  const { row, column, anchor } = cursor;
  const other = anchor ?? cursor;
  return {
    top: Math.min(row, other.row),
    bottom: Math.max(row, other.row),
    left: Math.min(column, other.column),
    right: Math.max(column, other.column),
  };
}

export function cellsOf({ top, bottom, left, right }: Block): { row: number; column: number }[] {
  const found = [];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) found.push({ row, column });
  }
  return found;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
