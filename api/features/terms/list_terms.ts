import { desc } from "drizzle-orm";
import type { z } from "zod";
import { terms } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import type { Term, TermsQuery } from "./schema.ts";
import { termRows } from "./term_query.ts";

/** The terms, the latest first: the ones that are worked in are on the first page. */
export async function listTerms(
  { db, input: { cursor, limit } }: Call<z.output<typeof TermsQuery>>,
): Promise<Page<Term>> {
  const order = [terms.starts_on, terms.term_id];
  const [rows] = await db.read([
    termRows().where(after(cursor, order, "desc")).orderBy(...order.map(desc)).limit(limit + 1),
  ]);
  return page(rows, limit, ({ starts_on, term_id }) => [starts_on, term_id]);
}
