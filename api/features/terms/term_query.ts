import { eq, type SQL } from "drizzle-orm";
import { brokenConstraint } from "../../../db/failures.ts";
import { columns, select } from "../../../db/query.ts";
import { terms } from "../../../db/schema/mod.ts";
import { conflict } from "../../errors.ts";

/** Terms as the API shows them; add `where`, `orderBy` and `limit`. */
export function termRows() {
  return select(columns(
    terms,
    "term_id",
    "name",
    "starts_on",
    "ends_on",
    "closed_at",
    "created_at",
    "updated_at",
  )).from(terms);
}

export function termQuery(term_id: number | SQL<number>) {
  return termRows().where(eq(terms.term_id, term_id));
}

/**
 * For whatever writes marks of the term, which also has to hold its `still` against the term.
 * @throws {Refusal} 409 where the term is closed
 */
export function refuseClosed({ closed_at }: { closed_at: string | null }): void {
  if (closed_at !== null) throw conflict("This term is closed. An Admin can open it");
}

/** Says that the name is taken; rethrows any other error. */
export function refuseTakenName(error: unknown): never {
  if (brokenConstraint(error)?.on !== "terms.name") throw error;
  throw conflict("Another term has this name. Use another");
}
