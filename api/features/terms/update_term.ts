import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { terms } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Term, TermInput } from "./schema.ts";
import { refuseTakenName, termQuery } from "./term_query.ts";

export async function updateTerm(
  { deps, db, input: { term_id, term } }: Call<{ term_id: number; term: TermInput }>,
): Promise<Term> {
  const query = termQuery(term_id);
  const [found] = await db.read([query]);
  const before = one(found, "term");
  const changes = changesBetween<TermInput>(before, term);
  if (Object.keys(changes).length === 0) return before;
  return await db.write({
    unchanged: query,
    statements: [
      build.update(terms).set({ ...term, updated_at: deps.clock.now().toISOString() })
        .where(eq(terms.term_id, term_id)),
    ],
    audit: [{ action: "updateTerm", entity: "terms", entity_id: term_id, changes }],
    answer: query,
  }).catch(refuseTakenName);
}
