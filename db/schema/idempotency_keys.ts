import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { moment } from "./columns.ts";

/** The answer once given to a POST, kept a day. `scope` is whose key it is: `user:7` or `public`. */
export const idempotency_keys = sqliteTable("idempotency_keys", {
  scope: text().notNull(),
  key: text().notNull(),
  request_hash: text().notNull(),
  status: integer().notNull(),
  response: text().notNull(),
  student_id: integer(),
  created_at: moment().notNull(),
}, (table) => [
  primaryKey({ columns: [table.scope, table.key] }),
  index("idempotency_keys_age").on(table.created_at),
]);
