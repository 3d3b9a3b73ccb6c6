import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Where a word leads to: the rows of a table, apart as the lists are apart. */
export const SEARCHED = [
  "users",
  "students",
  "archived students",
  "classes",
  "archived classes",
] as const;

/**
 * Every word by which a list finds a row: of its folded name, its number, its email. A search
 * walks the words that begin so, in the order of the word and then of the name.
 *
 * Triggers keep it, whoever writes a name: they and the views that take a name apart stand in
 * the migration `0003_search_words`. A migration that makes `users`, `students` or `classes`
 * anew must make their triggers anew too. It is a table `without rowid`.
 */
export const search_words = sqliteTable("search_words", {
  list: text({ enum: SEARCHED }).notNull(),
  word: text().notNull(),
  sort_name: text().notNull(),
  id: integer().notNull(),
}, (table) => [
  primaryKey({ columns: [table.list, table.word, table.sort_name, table.id] }),
  index("search_words_of").on(table.list, table.id, table.word),
]);
