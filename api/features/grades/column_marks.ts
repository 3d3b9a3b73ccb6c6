import { and, eq, type SQL, sql } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { grades } from "../../../db/schema/mod.ts";
import type { Column } from "./class_grades_query.ts";

/** `grade_id` is null where the child has none in the column yet. */
type NewMark = Omit<typeof grades.$inferInsert, "grade_id"> & {
  grade_id: number | null;
  class_result: boolean;
};

/**
 * Enters marks of a column, or replaces those that are there, which the rows name by `grade_id`.
 * Subject, credits and level are what a new mark starts from; one that is there keeps its own.
 * @param percent what becomes of the average that a mark was posted from
 */
export function putMarks(rows: NewMark[], percent: SQL) {
  return build.insert(grades).values(rows as (typeof grades.$inferInsert)[]).onConflictDoUpdate({
    target: grades.grade_id,
    set: {
      grade: sql`excluded.grade`,
      points: sql`excluded.points`,
      comment: sql`excluded.comment`,
      percent,
      entered_by: sql`excluded.entered_by`,
      updated_at: sql`excluded.updated_at`,
    },
  });
}

/** The id that a mark of this batch was given. */
export function idOfMark({ class_id, term_id, subject }: Column, student_id: number) {
  return sql`${
    build.select({ grade_id: grades.grade_id }).from(grades).where(and(
      eq(grades.class_id, class_id),
      eq(grades.term_id, term_id),
      eq(grades.subject, subject),
      eq(grades.student_id, student_id),
    ))
  }`;
}
