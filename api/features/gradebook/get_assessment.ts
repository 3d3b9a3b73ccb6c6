import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { assessmentQuery } from "./assessment_query.ts";
import type { Assessment } from "./schema.ts";

export async function getAssessment(
  { db, actor, input: { assessment_id } }: Call<{ assessment_id: number }>,
): Promise<Assessment> {
  const [found] = await db.read([assessmentQuery(actor, assessment_id)]);
  return one(found, "assessment");
}
