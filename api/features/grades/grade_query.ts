import { and, eq, type SQL, sql } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { grades, grading_scales, settings, terms, users } from "../../../db/schema/mod.ts";
import { scaleColumns } from "../scales/scale_query.ts";

/** Grades as the API shows them; add `where`, `orderBy` and `limit`. */
export function gradeRows() {
  return select({
    ...columns(
      grades,
      "grade_id",
      "student_id",
      "subject",
      "grade",
      "points",
      "credits",
      "level",
      "term_id",
      "class_id",
      "comment",
      "percent",
      "entered_by",
    ),
    entered_by_name: sql<string | null>`${users.name}`,
    ...columns(grades, "created_at", "updated_at"),
  }).from(grades).leftJoin(users, eq(users.user_id, grades.entered_by));
}

/** One grade of a student: the row, or none. Whether the student is within reach is asked apart. */
export function gradeQuery(student_id: number, grade_id: number | SQL<number>) {
  return gradeRows().where(and(eq(grades.student_id, student_id), eq(grades.grade_id, grade_id)));
}

/** The scale that marks are entered on: the school's choice, always one row. */
export function scaleInForce() {
  return select(scaleColumns).from(settings).innerJoin(
    grading_scales,
    eq(grading_scales.scale_id, settings.scale_id),
  );
}

/** The term that a mark names, and whether it is closed; none where there is no such term. */
export function termRef(term_id: number | null) {
  return select(columns(terms, "term_id", "closed_at")).from(terms)
    .where(eq(terms.term_id, term_id!));
}

/** The same, of a mark that is there. */
export function termOfGrade(grade_id: number) {
  return select(columns(terms, "term_id", "closed_at")).from(grades)
    .innerJoin(terms, eq(terms.term_id, grades.term_id))
    .where(eq(grades.grade_id, grade_id));
}
