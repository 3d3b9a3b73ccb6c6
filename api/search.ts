import { and, eq, exists, gte, lt, not, type SQL, sql } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { build } from "../db/query.ts";
import { search_words, type SEARCHED } from "../db/schema/search_words.ts";
import { after, type Key, type Page, page, refuseCursor } from "./paging.ts";
import { fold } from "./schema.ts";

/** What a search goes by: a list, what somebody typed, and where the page before ended. */
interface Search {
  list: (typeof SEARCHED)[number];
  q: string;
  cursor: Key | undefined;
  direction?: "asc" | "desc";
}

/** The order of what a search finds: by the word that it was found by, then by name. */
export const found_order = [search_words.word, search_words.sort_name, search_words.id];

const other = alias(search_words, "other_words");

/**
 * The condition on `search_words` that leaves one word of each row that is found: every word
 * typed begins one of the row's. It walks what the one of them begins that is likely to begin
 * the fewest, and looks the others up.
 * @throws {Refusal} 400 where the cursor is another search's
 */
export function isFound({ list, q, cursor, direction = "asc" }: Search): SQL {
  const [word, ...others] = fold(q).split(/\s+/).filter(Boolean)
    .sort((a, b) => weight(b) - weight(a));
  if (word === undefined) return sql`false`;
  if (cursor && !String(cursor[0]).startsWith(word)) throw refuseCursor();
  const follows = after(cursor, found_order, direction);
  const starts = cursor === undefined || direction === "desc";
  const ends = cursor === undefined || direction === "asc";
  return and(
    eq(search_words.list, list),
    // The cursor is the bound on the side where the walk starts: of two, SQLite might take the wider.
    starts ? gte(search_words.word, word) : undefined,
    ends ? lt(search_words.word, beyond(word)) : undefined,
    follows,
    not(alsoHas(and(gte(other.word, word), lt(other.word, search_words.word))!)),
    ...others.map((part) => alsoHas(and(gte(other.word, part), lt(other.word, beyond(part)))!)),
  )!;
}

/** What the row that is found must be joined by. */
export function foundIs(id: SQLiteColumn): SQL {
  return eq(search_words.id, id);
}

/** Beside each row that a search finds, the place where it stands in the order. */
export const place = {
  word: search_words.word,
  sort_name: search_words.sort_name,
  id: search_words.id,
};

interface Found<T> {
  place: { word: string; sort_name: string; id: number };
  row: T;
}

/** Makes a page of what a search has found. */
export function foundPage<T>(rows: Found<T>[], limit: number): Page<T> {
  const { data, next_cursor } = page(
    rows,
    limit,
    ({ place: { word, sort_name, id } }) => [word, sort_name, id],
  );
  return { data: data.map(({ row }) => row), next_cursor };
}

/** A number, as of a student, is one person's; of names the longer is the rarer. */
function weight(word: string): number {
  return word.length + (/\d/.test(word) ? 100 : 0);
}

function alsoHas(word: SQL): SQL {
  return exists(
    build.select({ one: sql`1` }).from(other)
      .where(and(eq(other.list, search_words.list), eq(other.id, search_words.id), word)),
  );
}

/** Greater than every word that begins so: no character comes after the last of Unicode. */
function beyond(word: string): string {
  return `${word}\u{10ffff}`;
}
