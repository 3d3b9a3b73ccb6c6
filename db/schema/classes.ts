import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { day, id, moment, timestamps } from "./columns.ts";
import { students } from "./students.ts";
import { users } from "./users.ts";

/** How hard a course is; a weighted GPA adds for the harder ones. */
export const LEVELS = ["Regular", "Honors", "AP"] as const;

/**
 * A group of children taught together: a form ("3A") or a section of a subject.
 * `subject`, `credits` and `level` are what a mark given in it starts from. `meets_on` are
 * ISO weekdays (Monday is 1); null is every school day, `[]` never.
 */
export const classes = sqliteTable("classes", {
  class_id: id(),
  name: text().notNull(),
  sort_name: text().notNull(),
  subject: text(),
  grade_level: text(),
  credits: real().notNull(),
  level: text({ enum: LEVELS }).notNull(),
  meets_on: text({ mode: "json" }).$type<number[]>(),
  archived_at: moment(),
  /** How many children are in it now. Triggers keep it, with whatever puts a child in or takes one out. */
  student_count: integer().notNull().default(0),
  ...timestamps(),
}, (table) => [
  index("classes_sort_name").on(table.sort_name, table.class_id)
    .where(sql`${table.archived_at} is null`),
  index("classes_archived_sort_name").on(table.sort_name, table.class_id)
    .where(sql`${table.archived_at} is not null`),
]);

export const class_teachers = sqliteTable("class_teachers", {
  class_id: integer().notNull().references(() => classes.class_id),
  user_id: integer().notNull().references(() => users.user_id),
  created_at: moment().notNull(),
}, (table) => [
  primaryKey({ columns: [table.class_id, table.user_id] }),
  index("class_teachers_user").on(table.user_id, table.class_id),
]);

/** A child in a class; `ended_on` is the first day they no longer are, null while they are. */
export const enrollments = sqliteTable("enrollments", {
  enrollment_id: id(),
  class_id: integer().notNull().references(() => classes.class_id),
  student_id: integer().notNull().references(() => students.student_id),
  started_on: day().notNull(),
  ended_on: day(),
  created_at: moment().notNull(),
}, (table) => [
  uniqueIndex("enrollments_class").on(table.class_id, table.student_id),
  index("enrollments_student").on(table.student_id, table.class_id),
]);
