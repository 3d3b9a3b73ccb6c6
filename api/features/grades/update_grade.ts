import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { grades } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { classOfStudent, enrolledNow, onTheRoll } from "../attendance/roster.ts";
import { studentRef } from "../students/student_query.ts";
import { refuseClosed } from "../terms/term_query.ts";
import { isClassResult } from "./class_result.ts";
import { gradeQuery, scaleInForce, termOfGrade, termRef } from "./grade_query.ts";
import { type GradeValues, gradeValues, refuseSecondGrade } from "./grade_values.ts";
import type { Grade, GradeInput } from "./schema.ts";

/** Replaces a mark. Its points are resolved anew only where the mark itself is another one. */
export async function updateGrade(
  { deps, db, actor, input: { student_id, grade_id, grade: input } }: Call<
    { student_id: number; grade_id: number; grade: GradeInput }
  >,
): Promise<Grade> {
  const { term_id, class_id } = input;
  const query = gradeQuery(student_id, grade_id);
  const student = studentRef(actor, student_id);
  const [inTerm, inTermBefore] = [termRef(term_id), termOfGrade(grade_id)];
  const [child, found, [scale], term, termBefore, inClass] = await db.read([
    student,
    query,
    scaleInForce(),
    inTerm,
    inTermBefore,
    classOfStudent(actor, { class_id, student_id, enrolled: enrolledNow }),
  ]);
  one(child, "student");
  const before = one(found, "grade");
  onTheRoll(child);
  termBefore.forEach(refuseClosed);
  const values = gradeValues(input, { scale, term, inClass, before });
  const changes = changesBetween<GradeValues>(before, values);
  if (Object.keys(changes).length === 0) return before;
  const isElsewhere = "class_id" in changes || "term_id" in changes || "subject" in changes;
  return await db.write({
    unchanged: query,
    still: [student, inTerm, inTermBefore],
    statements: [
      build.update(grades).set({
        ...values,
        ...(isElsewhere ? { class_result: isClassResult(values) } : {}),
        entered_by: actor.user_id,
        updated_at: deps.clock.now().toISOString(),
      }).where(eq(grades.grade_id, grade_id)),
    ],
    audit: [{
      action: "updateGrade",
      entity: "grades",
      entity_id: grade_id,
      student_id,
      changes,
    }],
    answer: query,
  }).catch(refuseSecondGrade);
}
