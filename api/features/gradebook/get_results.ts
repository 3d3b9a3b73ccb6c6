import type { Call } from "../../deps.ts";
import type { SheetRef } from "./gradebook_query.ts";
import { resultsOf, resultsQueries } from "./results.ts";
import type { Results } from "./results_schema.ts";

/** What a class's gradebook comes to in a term, beside the official marks. One round trip. */
export async function getResults({ db, actor, input }: Call<SheetRef>): Promise<Results> {
  return resultsOf(await db.read(resultsQueries(actor, input))).results;
}
