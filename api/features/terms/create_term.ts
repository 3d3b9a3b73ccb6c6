import { build, newestId } from "../../../db/query.ts";
import { terms } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import type { Term, TermInput } from "./schema.ts";
import { refuseTakenName, termQuery } from "./term_query.ts";

export async function createTerm({ deps, db, input }: Call<TermInput>): Promise<Term> {
  const now = deps.clock.now().toISOString();
  const term_id = newestId(terms);
  return await db.write({
    statements: [build.insert(terms).values({ ...input, created_at: now, updated_at: now })],
    audit: [{
      action: "createTerm",
      entity: "terms",
      entity_id: term_id,
      changes: changesBetween(null, input),
    }],
    answer: termQuery(term_id),
  }).catch(refuseTakenName);
}
