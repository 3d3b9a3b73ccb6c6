import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { grades } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { onTheRoll } from "../attendance/roster.ts";
import { studentRef } from "../students/student_query.ts";
import { refuseClosed } from "../terms/term_query.ts";
import { gradeQuery, termOfGrade } from "./grade_query.ts";
import { GONE } from "./grade_values.ts";

/** Takes a mark away. What it was stays in the audit log. */
export async function deleteGrade(
  { db, actor, input: { student_id, grade_id } }: Call<{ student_id: number; grade_id: number }>,
): Promise<void> {
  const query = gradeQuery(student_id, grade_id);
  const student = studentRef(actor, student_id);
  const inTerm = termOfGrade(grade_id);
  const [child, found, term] = await db.read([student, query, inTerm]);
  one(child, "student");
  const before = one(found, "grade");
  onTheRoll(child);
  term.forEach(refuseClosed);
  await db.write({
    unchanged: query,
    still: [student, inTerm],
    statements: [build.delete(grades).where(eq(grades.grade_id, grade_id))],
    audit: [{
      action: "deleteGrade",
      entity: "grades",
      entity_id: grade_id,
      student_id,
      changes: changesBetween<typeof GONE>(before, GONE),
    }],
  });
}
