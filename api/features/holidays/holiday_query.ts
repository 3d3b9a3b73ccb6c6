import { and, asc, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { holidays } from "../../../db/schema/mod.ts";

/** In days. So those that a day is in are a short walk of an index. */
export const LONGEST_HOLIDAY = 366;

/** Holidays as the API shows them; add `where`, `orderBy` and `limit`. */
export function holidayRows() {
  return select(
    columns(holidays, "holiday_id", "name", "starts_on", "ends_on", "created_at", "updated_at"),
  ).from(holidays);
}

export function holidayQuery(holiday_id: number | SQL<number>) {
  return holidayRows().where(eq(holidays.holiday_id, holiday_id));
}

/** The condition on `holidays` that one has a day from the first to the last; either may be open. */
export function withDaysIn(
  { first, last }: { first?: string | SQL<string>; last?: string | SQL<string> },
): SQL | undefined {
  return and(
    last === undefined ? undefined : lte(holidays.starts_on, last),
    first === undefined ? undefined : and(
      gte(holidays.ends_on, first),
      // No holiday is longer, so the walk of the index by its start has two ends.
      gte(holidays.starts_on, sql`date(${first}, ${`-${LONGEST_HOLIDAY} days`})`),
    ),
  );
}

/** The name of the holiday that a day is in, of several the one that began first; null in none. */
export function holidayOn(day: string): SQL<string | null> {
  return sql<string | null>`(${
    build.select({ name: holidays.name }).from(holidays)
      .where(withDaysIn({ first: day, last: day }))
      .orderBy(asc(holidays.starts_on), asc(holidays.holiday_id)).limit(1)
  })`;
}
