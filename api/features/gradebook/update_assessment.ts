import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { assessments } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import {
  assessmentQuery,
  categoryOfAssessment,
  classOfAssessment,
  lastOf,
  refuseFull,
  refuseGone,
  refuseNames,
  refuseSheet,
  scoreAbove,
  sheetOfAssessment,
} from "./assessment_query.ts";
import { sheetTerm } from "./gradebook_query.ts";
import type { Assessment, AssessmentInput } from "./schema.ts";

/**
 * Replaces what an assessment is. Its scores stay as they are, so its maximum can't go below one.
 */
export async function updateAssessment(
  { deps, db, actor, input: { assessment_id, assessment: input } }: Call<
    { assessment_id: number; assessment: AssessmentInput }
  >,
): Promise<Assessment> {
  const query = assessmentQuery(actor, assessment_id);
  const own = sheetOfAssessment(assessment_id);
  const inTerm = sheetTerm(input.term_id);
  const above = scoreAbove(assessment_id, input.maximum);
  const [found, [sheet], term, category, more, last] = await db.read([
    query,
    own,
    inTerm,
    categoryOfAssessment(assessment_id, input),
    above,
    lastOf({ class_id: classOfAssessment(assessment_id), term_id: input.term_id }),
  ]);
  const before = one(found, "assessment");
  refuseSheet(sheet);
  refuseNames(input, { term, category });
  if (input.term_id !== before.term_id) refuseFull(last);
  if (more.length > 0) {
    throw conflict(
      `A child has more than ${input.maximum} points in this assessment. Change that score first`,
    );
  }
  const changes = changesBetween<AssessmentInput>(before, input);
  if (Object.keys(changes).length === 0) return before;
  return await db.write({
    unchanged: query,
    still: [own, inTerm, above],
    statements: [
      build.update(assessments).set({ ...input, updated_at: deps.clock.now().toISOString() })
        .where(eq(assessments.assessment_id, assessment_id)),
    ],
    audit: [{
      action: "updateAssessment",
      entity: "assessments",
      entity_id: assessment_id,
      changes,
    }],
    answer: query,
  }).catch(refuseGone);
}
