import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Term } from "./schema.ts";
import { termQuery } from "./term_query.ts";

export async function getTerm({ db, input }: Call<{ term_id: number }>): Promise<Term> {
  const [found] = await db.read([termQuery(input.term_id)]);
  return one(found, "term");
}
