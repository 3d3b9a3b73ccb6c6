import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { day, id, moment } from "./columns.ts";
import { students } from "./students.ts";

export const activities = sqliteTable("activities", {
  activity_id: id(),
  student_id: integer().notNull().references(() => students.student_id),
  activity_name: text().notNull(),
  participation_date: day().notNull(),
  role: text(),
  achievement: text(),
  created_at: moment().notNull(),
}, (table) => [
  index("activities_student").on(table.student_id, table.participation_date, table.activity_id),
]);
