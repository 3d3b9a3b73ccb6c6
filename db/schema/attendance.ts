import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { classes } from "./classes.ts";
import { day, id, oneOf, timestamps } from "./columns.ts";
import { students } from "./students.ts";

export const ATTENDANCE_STATUSES = ["Present", "Absent", "Excused"] as const;

/** A mark in the register; `class_id` null is the whole day. No row means not marked, never absent. */
export const attendance = sqliteTable("attendance", {
  attendance_id: id(),
  student_id: integer().notNull().references(() => students.student_id),
  date: day().notNull(),
  status: text({ enum: ATTENDANCE_STATUSES }).notNull(),
  minutes_late: integer(),
  reason: text(),
  class_id: integer().references(() => classes.class_id),
  ...timestamps(),
}, (table) => [
  uniqueIndex("attendance_day").on(table.student_id, table.date)
    .where(sql`${table.class_id} is null`),
  uniqueIndex("attendance_lesson").on(table.student_id, table.date, table.class_id)
    .where(sql`${table.class_id} is not null`),
  index("attendance_student").on(table.student_id, table.date, table.attendance_id),
  index("attendance_class").on(table.class_id, table.date, table.student_id),
  check("attendance_status_known", sql`${table.status} in (${oneOf(ATTENDANCE_STATUSES)})`),
  check(
    "attendance_late_is_present",
    sql`${table.minutes_late} is null or (${table.minutes_late} > 0 and ${table.status} = 'Present')`,
  ),
]);
