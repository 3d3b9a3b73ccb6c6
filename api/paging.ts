import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { decodeBase64Url, encodeBase64Url } from "./access/encoding.ts";
import { badInput } from "./errors.ts";

/** A page that was asked for. */
export interface PageInput {
  limit: number;
  cursor?: string;
}

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

type Key = (string | number | null)[];

/**
 * The condition that a row comes after the cursor's, in the order of the columns (all
 * ascending or all descending); undefined on the first page.
 * @throws {Refusal} 400 where the cursor is not one of ours
 */
export function after(
  cursor: string | undefined,
  columns: readonly (AnyColumn | SQL)[],
  direction: "asc" | "desc" = "asc",
): SQL | undefined {
  if (cursor === undefined) return undefined;
  const key = decodeCursor(cursor, columns.length);
  const names = sql.join(columns.map((column) => sql`${column}`), sql`, `);
  const values = sql.join(key.map((value) => sql`${value}`), sql`, `);
  return direction === "asc" ? sql`(${names}) > (${values})` : sql`(${names}) < (${values})`;
}

/** Makes a page of `limit + 1` rows; `keyOf` gives the columns that `after` compares. */
export function page<T>(rows: T[], limit: number, keyOf: (row: T) => Key): Page<T> {
  const data = rows.slice(0, limit);
  const more = rows.length > limit;
  return { data, next_cursor: more ? encodeCursor(keyOf(data[limit - 1])) : null };
}

function encodeCursor(key: Key): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify(key)));
}

function decodeCursor(cursor: string, length: number): Key {
  try {
    const key = JSON.parse(new TextDecoder().decode(decodeBase64Url(cursor)!));
    const usable = Array.isArray(key) && key.length === length &&
      key.every((value) => ["string", "number"].includes(typeof value) || value === null);
    if (usable) return key;
  } catch {
    // Falls through to the answer below.
  }
  throw badInput([{ path: "query.cursor", message: "Send a next_cursor as it was answered" }]);
}
