import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { moment, oneOf } from "./columns.ts";
import { grading_scales } from "./grades.ts";

export const TEACHER_SCOPES = ["all", "classes"] as const;

/** The school's own choices: one row. */
export const settings = sqliteTable("settings", {
  settings_id: integer().primaryKey(),
  school_name: text().notNull(),
  timezone: text().notNull(),
  teacher_scope: text({ enum: TEACHER_SCOPES }).notNull(),
  scale_id: integer().notNull().references(() => grading_scales.scale_id),
  /** ISO weekdays on which there is school (Monday is 1). */
  school_days: text({ mode: "json" }).$type<number[]>().notNull().default([1, 2, 3, 4, 5]),
  /** Whether guardians are told of an absence. */
  absence_notices: integer({ mode: "boolean" }).notNull().default(true),
  /** Whether work that is missing counts as a zero in the gradebook. */
  missing_is_zero: integer({ mode: "boolean" }).notNull().default(false),
  updated_at: moment().notNull(),
}, (table) => [
  check("settings_one_row", sql`${table.settings_id} = 1`),
  check("settings_teacher_scope_known", sql`${table.teacher_scope} in (${oneOf(TEACHER_SCOPES)})`),
]);
