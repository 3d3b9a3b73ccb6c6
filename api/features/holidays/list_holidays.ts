import { and, desc } from "drizzle-orm";
import type { z } from "zod";
import { holidays } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { holidayRows, withDaysIn } from "./holiday_query.ts";
import type { Holiday, HolidaysQuery } from "./schema.ts";

/** The holidays, the latest first. */
export async function listHolidays(
  { db, input: { from, to, cursor, limit } }: Call<z.output<typeof HolidaysQuery>>,
): Promise<Page<Holiday>> {
  const order = [holidays.starts_on, holidays.holiday_id];
  const [rows] = await db.read([
    holidayRows()
      .where(and(withDaysIn({ first: from, last: to }), after(cursor, order, "desc")))
      .orderBy(...order.map(desc)).limit(limit + 1),
  ]);
  return page(rows, limit, ({ starts_on, holiday_id }) => [starts_on, holiday_id]);
}
