import { build, newestId } from "../../../db/query.ts";
import { assessments } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { classRef, refuseArchived } from "../classes/class_query.ts";
import {
  assessmentQuery,
  categoryRef,
  lastOf,
  refuseFull,
  refuseGone,
  refuseNames,
} from "./assessment_query.ts";
import { sheetTerm } from "./gradebook_query.ts";
import type { Assessment, AssessmentInput } from "./schema.ts";

/** Adds a column to a class's gradebook. */
export async function createAssessment(
  { deps, db, actor, input: { class_id, assessment: input } }: Call<
    { class_id: number; assessment: AssessmentInput }
  >,
): Promise<Assessment> {
  const sheet = { class_id, term_id: input.term_id };
  const [klass, inTerm] = [classRef(actor, class_id), sheetTerm(input.term_id)];
  const [found, term, category, last] = await db.read([
    klass,
    inTerm,
    categoryRef(sheet, input.category_id),
    lastOf(sheet),
  ]);
  refuseArchived(one(found, "class"));
  refuseNames(input, { term, category });
  refuseFull(last);
  const now = deps.clock.now().toISOString();
  const assessment_id = newestId(assessments);
  return await db.write({
    still: [klass, inTerm],
    statements: [
      build.insert(assessments).values({ class_id, ...input, created_at: now, updated_at: now }),
    ],
    audit: [{
      action: "createAssessment",
      entity: "assessments",
      entity_id: assessment_id,
      changes: changesBetween(null, { class_id, ...input }),
    }],
    answer: assessmentQuery(actor, assessment_id),
  }).catch(refuseGone);
}
