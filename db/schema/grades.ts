import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { classes, LEVELS } from "./classes.ts";
import { id, moment, oneOf, timestamps } from "./columns.ts";
import { students } from "./students.ts";
import { terms } from "./terms.ts";
import { users } from "./users.ts";
import type { ScaleEntry } from "../../api/features/grades/scales.ts";

export const SCALE_KINDS = ["letter", "numeric"] as const;

/** How a mark becomes points. A scale in use is never edited: the school makes another. */
export const grading_scales = sqliteTable("grading_scales", {
  scale_id: id(),
  name: text().notNull(),
  kind: text({ enum: SCALE_KINDS }).notNull(),
  minimum: real().notNull(),
  maximum: real().notNull(),
  pass_mark: real().notNull(),
  honors_bonus: real().notNull(),
  ap_bonus: real().notNull(),
  entries: text({ mode: "json" }).$type<ScaleEntry[]>().notNull(),
  created_at: moment().notNull(),
}, (table) => [
  uniqueIndex("grading_scales_name").on(table.name),
  check("grading_scales_kind_known", sql`${table.kind} in (${oneOf(SCALE_KINDS)})`),
]);

/** An official mark. `points` were resolved when it was entered; null does not count. */
export const grades = sqliteTable("grades", {
  grade_id: id(),
  student_id: integer().notNull().references(() => students.student_id),
  subject: text().notNull(),
  grade: text().notNull(),
  points: real(),
  credits: real(),
  level: text({ enum: LEVELS }).notNull(),
  term_id: integer().references(() => terms.term_id),
  class_id: integer().references(() => classes.class_id),
  comment: text(),
  /** The gradebook's average that the mark was posted from, 0 to 100 and more; null for one entered by hand. */
  percent: real(),
  /**
   * Whether it is the mark of the class's own subject, which the results are posted as: it stays that
   * whatever the subject is called later. A child has one of a class and a term.
   */
  class_result: integer({ mode: "boolean" }).notNull().default(false),
  /** Who entered or last changed it; null for one brought in. */
  entered_by: integer().references(() => users.user_id),
  ...timestamps(),
}, (table) => [
  index("grades_student").on(table.student_id, table.grade_id),
  uniqueIndex("grades_column").on(table.class_id, table.term_id, table.subject, table.student_id)
    .where(sql`${table.class_id} is not null and ${table.term_id} is not null`),
  uniqueIndex("grades_class_result").on(table.class_id, table.term_id, table.student_id)
    .where(sql`${table.class_result}`),
  index("grades_term").on(table.term_id),
  // An account that is deleted is looked for in every mark.
  index("grades_entered_by").on(table.entered_by).where(sql`${table.entered_by} is not null`),
  check("grades_level_known", sql`${table.level} in (${oneOf(LEVELS)})`),
]);
