import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, moment } from "./columns.ts";
import { users } from "./users.ts";

/** A file that was brought in: what it was, and what came of it. */
export const imports = sqliteTable("imports", {
  import_id: id(),
  user_id: integer().references(() => users.user_id),
  kind: text().notNull(),
  status: text().notNull(),
  summary: text({ mode: "json" }).$type<Record<string, unknown>>(),
  created_at: moment().notNull(),
}, (table) => [index("imports_user").on(table.user_id)]);

/** Another system's id for a row of ours, so that the same file brought in twice changes nothing. */
export const external_ids = sqliteTable("external_ids", {
  source: text().notNull(),
  entity: text().notNull(),
  external_id: text().notNull(),
  entity_id: integer().notNull(),
}, (table) => [
  primaryKey({ columns: [table.source, table.entity, table.external_id] }),
  index("external_ids_entity").on(table.entity, table.entity_id),
]);
