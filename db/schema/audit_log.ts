import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, moment } from "./columns.ts";

/**
 * Who did what to which row, and when. Written in the batch of the change itself.
 * `changes` is `{field: [from, to]}`. The ids are no foreign keys: the log outlives
 * what it speaks of.
 */
export const audit_log = sqliteTable("audit_log", {
  audit_id: id(),
  at: moment().notNull(),
  actor_user_id: integer(),
  action: text().notNull(),
  entity: text().notNull(),
  entity_id: integer(),
  student_id: integer(),
  changes: text({ mode: "json" }).$type<Record<string, [unknown, unknown]>>(),
  request_id: text(),
}, (table) => [
  index("audit_log_student").on(table.student_id, table.audit_id),
  index("audit_log_actor").on(table.actor_user_id, table.audit_id),
  index("audit_log_entity").on(table.entity, table.entity_id, table.audit_id),
  index("audit_log_at").on(table.at, table.audit_id),
  index("audit_log_erased").on(table.audit_id).where(sql`${table.action} = 'eraseStudent'`),
]);
