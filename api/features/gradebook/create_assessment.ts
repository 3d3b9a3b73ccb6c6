import { asc } from "drizzle-orm";
import { build, columns, newestId, select } from "../../../db/query.ts";
import { assessments } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import { classRef, refuseArchived } from "../classes/class_query.ts";
import { assessmentQuery, categoryRef, refuseGone, refuseNames } from "./assessment_query.ts";
import { ofSheet, type SheetRef, sheetTerm } from "./gradebook_query.ts";
import type { Assessment, AssessmentInput } from "./schema.ts";

/** As many as a sheet may have: it is read, drawn and reckoned whole. */
const MOST = 200;

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
  if (last.length > 0) {
    throw conflict(`This class has ${MOST} assessments in this term. Delete one first`);
  }
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

/** The one that makes the sheet full; none while there is room. */
function lastOf(sheet: SheetRef) {
  return select(columns(assessments, "assessment_id")).from(assessments).where(ofSheet(sheet))
    .orderBy(asc(assessments.date), asc(assessments.assessment_id)).limit(1).offset(MOST - 1);
}
