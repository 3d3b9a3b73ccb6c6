import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { terms } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Term } from "./schema.ts";
import { termQuery } from "./term_query.ts";

/** Closes a term, so that none of its marks changes, or opens it. Done twice it changes nothing. */
export async function setTermClosed(
  { deps, db, input: { term_id, closed } }: Call<{ term_id: number; closed: boolean }>,
): Promise<Term> {
  const query = termQuery(term_id);
  const [found] = await db.read([query]);
  const before = one(found, "term");
  if ((before.closed_at !== null) === closed) return before;
  const updated_at = deps.clock.now().toISOString();
  const closed_at = closed ? updated_at : null;
  return await db.write({
    unchanged: query,
    statements: [
      build.update(terms).set({ closed_at, updated_at }).where(eq(terms.term_id, term_id)),
    ],
    audit: [{
      action: closed ? "closeTerm" : "openTerm",
      entity: "terms",
      entity_id: term_id,
      changes: { closed_at: [before.closed_at, closed_at] },
    }],
    answer: query,
  });
}
