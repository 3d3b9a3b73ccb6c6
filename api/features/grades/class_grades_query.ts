import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { build, columns, select } from "../../../db/query.ts";
import { classes, enrollments, grades, students, terms, users } from "../../../db/schema/mod.ts";
import { inClassNow } from "../classes/class_query.ts";
import { ownSubject } from "./class_result.ts";

const marks = alias(grades, "marks");

/** A column of marks: what one subject earned in one term in one class. */
export interface Column {
  class_id: number;
  term_id: number;
  subject: string;
}

/** The column as one row: every child who is in the class now, by name, with or without a mark. */
export function classGradesQuery({ class_id, term_id, subject }: Column) {
  const markOf = (whose: SQL) =>
    build.select({ grade_id: marks.grade_id }).from(marks).where(and(
      eq(marks.class_id, class_id),
      eq(marks.term_id, term_id),
      eq(marks.student_id, enrollments.student_id),
      whose,
    ));
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
        sql`${grades.grade_id} = iif(${eq(ownSubject, subject)}, ${
          markOf(sql`${marks.class_result}`)
        }, ${markOf(eq(marks.subject, subject))})`,
      )
      .where(and(eq(enrollments.class_id, class_id), inClassNow()))
      .orderBy(asc(students.sort_name), asc(students.student_id)),
  }).from(classes).innerJoin(terms, eq(terms.term_id, term_id))
    .where(eq(classes.class_id, class_id));
}
