import { index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { day, id, moment, timestamps } from "./columns.ts";

/** A marking period, both days included. Once closed, nothing of its marks changes until it is opened. */
export const terms = sqliteTable("terms", {
  term_id: id(),
  name: text().notNull(),
  starts_on: day().notNull(),
  ends_on: day().notNull(),
  closed_at: moment(),
  ...timestamps(),
}, (table) => [
  uniqueIndex("terms_name").on(table.name),
  index("terms_start").on(table.starts_on, table.term_id),
]);
