import { and, asc, eq, sql } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { classes, enrollments, grades, students, terms, users } from "../../../db/schema/mod.ts";
import { inClassNow } from "../classes/class_query.ts";

/** A column of marks: what one subject earned in one term in one class. */
export interface Column {
  class_id: number;
  term_id: number;
  subject: string;
}

/** The column as one row: every child who is in the class now, by name, with or without a mark. */
export function classGradesQuery({ class_id, term_id, subject }: Column) {
  return select({
    ...columns(classes, "class_id"),
    ...columns(terms, "term_id"),
    subject: sql<string>`${subject}`,
    data: select({
      ...columns(students, "student_id"),
      ...columns(users, "name"),
      ...columns(students, "student_number"),
      grade_id: sql<number | null>`${grades.grade_id}`,
      grade: sql<string | null>`${grades.grade}`,
      ...columns(grades, "points", "comment"),
    }).from(enrollments)
      .innerJoin(students, eq(students.student_id, enrollments.student_id))
      .innerJoin(users, eq(users.user_id, students.user_id))
      .leftJoin(
        grades,
        and(
          eq(grades.class_id, class_id),
          eq(grades.term_id, term_id),
          eq(grades.subject, subject),
          eq(grades.student_id, enrollments.student_id),
        ),
      )
      .where(and(eq(enrollments.class_id, class_id), inClassNow()))
      .orderBy(asc(students.sort_name), asc(students.student_id)),
  }).from(classes).innerJoin(terms, eq(terms.term_id, term_id))
    .where(eq(classes.class_id, class_id));
}
