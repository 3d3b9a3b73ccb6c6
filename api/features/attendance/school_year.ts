import { type SQL, sql } from "drizzle-orm";
import { terms } from "../../../db/schema/mod.ts";

/** Between two terms of one year there are never so many days; between two years there are. */
const SUMMER = 35;
/** Terms that follow each other without a summer make a run that is longer, and no year. */
const LONGEST_YEAR = 400;

/**
 * The first and the last day of the school year that a day is in, as SQL, for a `where`: the
 * span of the terms around it, up to a break of more than five weeks on either side. Where
 * there is none, the 365 days that end with the day. Both are asked once for a whole query.
 */
export function schoolYear(today: string): { first: SQL<string>; last: SQL<string> } {
  return {
    first: sql<string>`coalesce((${yearOf("starts_on", today)}), date(${today}, '-364 days'))`,
    last: sql<string>`coalesce((${yearOf("ends_on", today)}), ${today})`,
  };
}

function yearOf(field: "starts_on" | "ends_on", today: string): SQL {
  return sql`with before_each as (
      select starts_on, ends_on, term_id, max(ends_on) over (
        order by starts_on, term_id rows between unbounded preceding and 1 preceding
      ) as ended_on from ${terms}
    ), numbered as (
      select starts_on, ends_on, sum(
        ended_on is null or julianday(starts_on) - julianday(ended_on) > ${SUMMER}
      ) over (order by starts_on, term_id) as year from before_each
    ), years as (
      select min(starts_on) as starts_on, max(ends_on) as ends_on from numbered group by year
    )
    select ${sql.raw(field)} from years where ${today} between starts_on and ends_on
      and julianday(ends_on) - julianday(starts_on) < ${LONGEST_YEAR}`;
}
