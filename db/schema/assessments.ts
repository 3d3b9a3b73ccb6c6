import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";
import { classes } from "./classes.ts";
import { day, id, oneOf, timestamps } from "./columns.ts";
import { students } from "./students.ts";
import { terms } from "./terms.ts";

export const SCORE_STATES = ["scored", "missing", "exempt", "late"] as const;

/** A column of a class's gradebook: a test, an essay, a project. */
export const assessments = sqliteTable("assessments", {
  assessment_id: id(),
  class_id: integer().notNull().references(() => classes.class_id),
  term_id: integer().notNull().references(() => terms.term_id),
  title: text().notNull(),
  category: text(),
  date: day().notNull(),
  maximum: real().notNull(),
  ...timestamps(),
}, (table) => [
  index("assessments_class").on(table.class_id, table.term_id, table.date, table.assessment_id),
  check("assessments_maximum_positive", sql`${table.maximum} > 0`),
]);

/** A cell of the gradebook. No row is a blank, and a blank is not a zero. */
export const scores = sqliteTable("scores", {
  assessment_id: integer().notNull().references(() => assessments.assessment_id, {
    onDelete: "cascade",
  }),
  student_id: integer().notNull().references(() => students.student_id),
  state: text({ enum: SCORE_STATES }).notNull(),
  score: real(),
  ...timestamps(),
}, (table) => [
  primaryKey({ columns: [table.assessment_id, table.student_id] }),
  index("scores_student").on(table.student_id, table.assessment_id),
  check("scores_state_known", sql`${table.state} in (${oneOf(SCORE_STATES)})`),
]);
