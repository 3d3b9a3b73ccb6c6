import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { moment } from "./columns.ts";
import { students } from "./students.ts";
import { users } from "./users.ts";

/** Which parent may see which child. The school makes the link, never the parent. */
export const guardians = sqliteTable("guardians", {
  user_id: integer().notNull().references(() => users.user_id),
  student_id: integer().notNull().references(() => students.student_id),
  relationship: text(),
  created_at: moment().notNull(),
}, (table) => [
  primaryKey({ columns: [table.user_id, table.student_id] }),
  index("guardians_student").on(table.student_id, table.user_id),
]);
