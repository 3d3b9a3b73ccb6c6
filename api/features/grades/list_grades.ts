import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { grades } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { studentRef } from "../students/student_query.ts";
import { gradeRows } from "./grade_query.ts";
import type { Grade, GradesQuery } from "./schema.ts";

/** A student's marks, the newest first. */
export async function listGrades(
  { db, actor, input }: Call<z.output<typeof GradesQuery> & { student_id: number }>,
): Promise<Page<Grade>> {
  const { student_id, term_id, limit, cursor } = input;
  const [student, rows] = await db.read([
    studentRef(actor, student_id),
    gradeRows().where(and(
      eq(grades.student_id, student_id),
      term_id === undefined ? undefined : eq(grades.term_id, term_id),
      after(cursor, [grades.grade_id], "desc"),
    )).orderBy(desc(grades.grade_id)).limit(limit + 1),
  ]);
  one(student, "student");
  return page(rows, limit, (row) => [row.grade_id]);
}
