import { type AnyColumn, Column, is, type SQL, sql } from "drizzle-orm";
import { decodeBase64Url, encodeBase64Url } from "./access/encoding.ts";
import { badInput } from "./errors.ts";

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** What a page ends at: the values of the columns that order it. */
export type Key = (string | number | null)[];

/**
 * The condition that a row comes after the cursor's, in the order of the columns (all
 * ascending or all descending); undefined on the first page.
 * @throws {Refusal} 400 where the cursor is another list's
 */
export function after(
  cursor: Key | undefined,
  columns: readonly (AnyColumn | SQL)[],
  direction: "asc" | "desc" = "asc",
): SQL | undefined {
  if (cursor === undefined) return undefined;
  if (cursor.length !== columns.length) {
    throw refuseCursor();
  }
  const names = sql.join(columns.map((column) => sql`${column}`), sql`, `);
  const values = sql.join(cursor.map((value) => sql`${value}`), sql`, `);
  const [comes, from] = direction === "asc" ? [sql`>`, sql`>=`] : [sql`<`, sql`<=`];
  const follows = sql`(${names}) ${comes} (${values})`;
  // SQLite finds the place in an index of an expression only by that expression alone; and where
  // the second column is the table's own id, by the first alone, walking all that are equal in it.
  return is(columns[0], Column)
    ? follows
    : sql`(${columns[0]} ${from} ${cursor[0]} and ${follows})`;
}

/** The answer to a cursor that is another list's. */
export const refuseCursor = () =>
  badInput([{ path: "query.cursor", message: "Send a next_cursor of this same list" }]);

/** Makes a page of `limit + 1` rows; `keyOf` gives the columns that `after` compares. */
export function page<T>(rows: T[], limit: number, keyOf: (row: T) => Key): Page<T> {
  const data = rows.slice(0, limit);
  const more = rows.length > limit;
  return { data, next_cursor: more ? encodeCursor(keyOf(data[limit - 1])) : null };
}

function encodeCursor(key: Key): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify(key)));
}

/** The key that a cursor stands for; null where it is none of ours. */
export function keyOfCursor(cursor: string): Key | null {
  try {
    const key = JSON.parse(new TextDecoder().decode(decodeBase64Url(cursor)!));
    return Array.isArray(key) && key.length > 0 && key.every(isPart) ? key : null;
  } catch {
    return null;
  }
}

function isPart(part: unknown): boolean {
  return typeof part === "string" || Number.isFinite(part) || part === null;
}
