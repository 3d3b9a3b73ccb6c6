import { and, asc, eq, sql } from "drizzle-orm";
import type { Results as Read } from "../../../db/client.ts";
import { columns, select } from "../../../db/query.ts";
import { grades, users } from "../../../db/schema/mod.ts";
import type { Actor } from "../../access/scope.ts";
import { sheetQueries, type SheetRef } from "./gradebook_query.ts";
import type { Results } from "./results_schema.ts";
import { sheetOf } from "./sheet.ts";

/** All that the results are made of: the gradebook, and the official marks of the column. */
export function resultsQueries(actor: Actor, sheet: SheetRef) {
  return [...sheetQueries(actor, sheet), postedMarks(sheet)] as const;
}

/** The marks of the class's own subject in the term, whatever that was called when they were given. */
export function postedMarks({ class_id, term_id }: SheetRef) {
  return select({
    ...columns(grades, "student_id", "grade_id", "grade", "points", "comment", "percent"),
    ...columns(grades, "updated_at"),
    entered_by_name: sql<string | null>`${users.name}`,
  }).from(grades)
    .leftJoin(users, eq(users.user_id, grades.entered_by))
    .where(and(
      eq(grades.class_id, class_id),
      eq(grades.term_id, term_id),
      sql`${grades.class_result}`,
    )).orderBy(asc(grades.student_id));
}

/**
 * What the answers of `resultsQueries` make: each child's computed mark beside the official one.
 * @throws {Refusal} 404 for the class, 400 for the term
 */
export function resultsOf(read: Read<ReturnType<typeof resultsQueries>>) {
  const [found, term, school, categories, assessments, students, scores, marks] = read;
  const { gradebook, klass } = sheetOf(
    [found, term, school, categories, assessments, students, scores],
  );
  const computed = new Map(gradebook.averages.map((row) => [row.student_id, row]));
  const posted = new Map(marks.map((mark) => [mark.student_id, mark]));
  const results: Results = {
    class_id: gradebook.class_id,
    subject: klass.subject,
    term: gradebook.term,
    data: gradebook.students.filter(({ left }) => !left).map(({ student_id, name }) => {
      const { percent, grade } = computed.get(student_id)!;
      return { student_id, name, percent, grade, posted: shownMark(posted.get(student_id)) };
    }),
  };
  return { results, klass, scale: gradebook.scale, posted };
}

export type PostedMark = Read<[ReturnType<typeof postedMarks>]>[0][number];

function shownMark(mark: PostedMark | undefined): Results["data"][number]["posted"] {
  if (!mark) return null;
  const { student_id: _, points: __, ...shown } = mark;
  return shown;
}
