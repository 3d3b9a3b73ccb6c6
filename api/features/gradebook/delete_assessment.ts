import { asc, eq } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { assessments, scores } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { assessmentQuery, refuseSheet, sheetOfAssessment } from "./assessment_query.ts";

/** Takes an assessment away with every score in it. What each was stays in its own history. */
export async function deleteAssessment(
  { db, actor, input: { assessment_id } }: Call<{ assessment_id: number }>,
): Promise<void> {
  const query = assessmentQuery(actor, assessment_id);
  const own = sheetOfAssessment(assessment_id);
  const held = scoresIn(assessment_id);
  const [found, [sheet], cells] = await db.read([query, own, held]);
  const { title, category_id, date, maximum } = one(found, "assessment");
  refuseSheet(sheet);
  await db.write({
    unchanged: query,
    still: [own, held],
    statements: [build.delete(assessments).where(eq(assessments.assessment_id, assessment_id))],
    audit: [{
      action: "deleteAssessment",
      entity: "assessments",
      entity_id: assessment_id,
      changes: {
        title: [title, null],
        category_id: [category_id, null],
        date: [date, null],
        maximum: [maximum, null],
        scores: [cells.length, 0],
      },
    }],
  });
}

/** The children who have a cell in it. */
function scoresIn(assessment_id: number) {
  return select(columns(scores, "student_id")).from(scores)
    .where(eq(scores.assessment_id, assessment_id)).orderBy(asc(scores.student_id));
}
