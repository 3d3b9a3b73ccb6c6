import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { gradeQuery } from "./grade_query.ts";
import type { Grade } from "./schema.ts";

export async function getGrade(
  { db, actor, input: { student_id, grade_id } }: Call<{ student_id: number; grade_id: number }>,
): Promise<Grade> {
  const [student, found] = await db.read([
    studentRef(actor, student_id),
    gradeQuery(student_id, grade_id),
  ]);
  one(student, "student");
  return one(found, "grade");
}
