import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { classes } from "./classes.ts";
import { day, id, oneOf, timestamps } from "./columns.ts";
import { students } from "./students.ts";
import { terms } from "./terms.ts";

export const SCORE_STATES = ["scored", "missing", "exempt", "late"] as const;

/**
 * A kind of work in a class's term: homework, tests. `weight` is its part of the average, of
 * whatever the weights sum to; of each child's scores the `drop_lowest` that cost most count for nothing.
 */
export const categories = sqliteTable("categories", {
  category_id: id(),
  class_id: integer().notNull().references(() => classes.class_id),
  term_id: integer().notNull().references(() => terms.term_id),
  name: text().notNull(),
  weight: real().notNull(),
  drop_lowest: integer().notNull(),
  ...timestamps(),
}, (table) => [
  uniqueIndex("categories_class").on(table.class_id, table.term_id, table.name),
  index("categories_term").on(table.term_id),
  check("categories_weight_not_negative", sql`${table.weight} >= 0`),
  check("categories_drop_lowest_not_negative", sql`${table.drop_lowest} >= 0`),
]);

/** A column of a class's gradebook: a test, an essay, a project. */
export const assessments = sqliteTable("assessments", {
  assessment_id: id(),
  class_id: integer().notNull().references(() => classes.class_id),
  term_id: integer().notNull().references(() => terms.term_id),
  title: text().notNull(),
  category_id: integer().references(() => categories.category_id),
  date: day().notNull(),
  maximum: real().notNull(),
  /** Adds to what is earned and not to what could be. */
  extra_credit: integer({ mode: "boolean" }).notNull().default(false),
  ...timestamps(),
}, (table) => [
  index("assessments_category").on(table.category_id),
  index("assessments_term").on(table.term_id),
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
  /** The label of the scale that was entered in place of a number. */
  label: text(),
  ...timestamps(),
}, (table) => [
  primaryKey({ columns: [table.assessment_id, table.student_id] }),
  index("scores_student").on(table.student_id, table.assessment_id),
  check("scores_state_known", sql`${table.state} in (${oneOf(SCORE_STATES)})`),
]);
