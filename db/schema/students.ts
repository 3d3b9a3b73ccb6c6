import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { day, id, moment, timestamps } from "./columns.ts";
import { users } from "./users.ts";

export const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;

/** Added to an id, so that all have as many digits. */
const FIRST = 1_000_000_000_000;

/**
 * A child on the roll. The name lives in `users`; `sort_name` is its folded copy
 * (kept in step by the same batch that changes the name), so that a page of the
 * roll is one walk of one index.
 */
export const students = sqliteTable("students", {
  student_id: id(),
  user_id: integer().notNull().references(() => users.user_id),
  sort_name: text().notNull(),
  date_of_birth: day(),
  gender: text(),
  address: text(),
  contact_number: text(),
  guardian_name: text(),
  guardian_contact: text(),
  student_number: text(),
  grade_level: text(),
  photo_key: text(),
  photo_type: text({ enum: PHOTO_TYPES }),
  photo_sha256: text(),
  photo: text().generatedAlwaysAs(
    sql`iif(photo_key is null, null, '/api/students/' || student_id || '/photo')`,
  ),
  archived_at: moment(),
  ...timestamps(),
}, (table) => [
  uniqueIndex("students_user").on(table.user_id),
  uniqueIndex("students_photo").on(table.photo_key).where(sql`${table.photo_key} is not null`),
  uniqueIndex("students_number").on(table.student_number),
  ...orders("students", table, sql`${table.archived_at} is null`),
  ...orders("students_left", table, sql`${table.archived_at} is not null`),
]);

/** The orders of the list, for those at school and again for those who have left: neither walks past the other. */
function orders(name: string, table: Record<Ordering, AnySQLiteColumn>, which: SQL) {
  const { student_id, sort_name, student_number, grade_level } = table;
  return [
    index(`${name}_sort_name`).on(sort_name, student_id).where(which),
    index(`${name}_number_order`).on(numberOrder({ student_number, student_id }), student_id)
      .where(which),
    index(`${name}_grade_level`).on(grade_level, sort_name, student_id).where(which),
    index(`${name}_grade_level_number`)
      .on(grade_level, numberOrder({ student_number, student_id }), student_id).where(which),
  ];
}

type Ordering = "student_id" | "sort_name" | "student_number" | "grade_level";

/**
 * How students sort by number; those without one come first, as they came to the school. It is
 * another for each, so that a page deep among those without is found at once. As in the indexes.
 */
export const student_number_order = numberOrder(students);

/** The same of a row. */
export function numberOrderOf(
  { student_number, student_id }: { student_number: string | null; student_id: number },
): string {
  return student_number ?? `\u0001${FIRST + student_id}`;
}

/** A number is a line of text, so none begins with the character 1. */
function numberOrder(
  { student_number, student_id }: { student_number: AnyColumn; student_id: AnyColumn },
): SQL<string> {
  // A `case`, for drizzle-kit takes the comma of an `ifnull` for the end of the column.
  return sql<string>`case when ${student_number} is null then char(1) || (${student_id} + ${
    sql.raw(String(FIRST))
  }) else ${student_number} end`;
}
