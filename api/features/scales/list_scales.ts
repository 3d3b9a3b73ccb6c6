import { asc } from "drizzle-orm";
import type { z } from "zod";
import { grading_scales } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { scaleRows } from "./scale_query.ts";
import type { Scale, ScalesQuery } from "./schema.ts";

/** The scales: Laurel's own first, then the school's in the order that they were made. */
export async function listScales(
  { db, input: { cursor, limit } }: Call<z.output<typeof ScalesQuery>>,
): Promise<Page<Scale>> {
  const order = [grading_scales.scale_id];
  const [rows] = await db.read([
    scaleRows().where(after(cursor, order)).orderBy(...order.map(asc)).limit(limit + 1),
  ]);
  return page(rows, limit, ({ scale_id }) => [scale_id]);
}
