import { eq } from "drizzle-orm";
import { brokenConstraint } from "../../../db/failures.ts";
import { build } from "../../../db/query.ts";
import { terms } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import { termQuery } from "./term_query.ts";

/**
 * Takes away a term in which nothing happened.
 * @throws {Refusal} 409 while anything names it, which the foreign keys know best
 */
export async function deleteTerm(
  { db, input: { term_id } }: Call<{ term_id: number }>,
): Promise<void> {
  const query = termQuery(term_id);
  const [found] = await db.read([query]);
  const { name, starts_on, ends_on } = one(found, "term");
  await db.write({
    unchanged: query,
    statements: [build.delete(terms).where(eq(terms.term_id, term_id))],
    audit: [{
      action: "deleteTerm",
      entity: "terms",
      entity_id: term_id,
      changes: { name: [name, null], starts_on: [starts_on, null], ends_on: [ends_on, null] },
    }],
  }).catch((error) => {
    if (brokenConstraint(error)?.kind !== "FOREIGN KEY") throw error;
    throw conflict(
      `"${name}" has marks, categories, assessments or reports. Move or remove them first`,
    );
  });
}
