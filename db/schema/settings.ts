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
  updated_at: moment().notNull(),
}, (table) => [
  check("settings_one_row", sql`${table.settings_id} = 1`),
  check("settings_teacher_scope_known", sql`${table.teacher_scope} in (${oneOf(TEACHER_SCOPES)})`),
]);
