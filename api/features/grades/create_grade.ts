import { build, newestId } from "../../../db/query.ts";
import { grades } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { classOfStudent, enrolledNow, onTheRoll } from "../attendance/roster.ts";
import { studentRef } from "../students/student_query.ts";
import { isClassResult } from "./class_result.ts";
import { gradeQuery, scaleInForce, termRef } from "./grade_query.ts";
import { gradeValues, refuseSecondGrade } from "./grade_values.ts";
import type { Grade, GradeInput } from "./schema.ts";

/** Enters a mark. Its points are resolved on the scale in force, once and for all. */
export async function createGrade(
  { deps, db, actor, input: { student_id, grade: input } }: Call<
    { student_id: number; grade: GradeInput }
  >,
): Promise<Grade> {
  const { term_id, class_id } = input;
  const student = studentRef(actor, student_id);
  const inTerm = termRef(term_id);
  const [child, [scale], term, inClass] = await db.read([
    student,
    scaleInForce(),
    inTerm,
    classOfStudent(actor, { class_id, student_id, enrolled: enrolledNow }),
  ]);
  onTheRoll(child);
  const values = gradeValues(input, { scale, term, inClass, before: null });
  const now = deps.clock.now().toISOString();
  const grade_id = newestId(grades);
  return await db.write({
    still: [student, inTerm],
    statements: [
      build.insert(grades).values({
        student_id,
        ...values,
        class_result: isClassResult(values),
        entered_by: actor.user_id,
        created_at: now,
        updated_at: now,
      }),
    ],
    audit: [{
      action: "createGrade",
      entity: "grades",
      entity_id: grade_id,
      student_id,
      changes: changesBetween(null, values),
    }],
    answer: gradeQuery(student_id, grade_id),
    student_id,
  }).catch(refuseSecondGrade);
}
