import { and, asc, desc, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { attendance, students, users } from "../../../db/schema/mod.ts";
import { dayStatus, exactRatio } from "../attendance/day_summary.ts";
import type { AtRisk } from "./schema.ts";

/** How many of them are named. */
const NAMED = 20;

/** From which day to which, both included; `to` null is up to the newest. */
export interface Period {
  from: SQL | string;
  to: SQL | string | null;
}

/**
 * The children on the roll who miss too much school, the ones who miss most first: at most
 * 20, each with `total`, how many there are.
 *
 * - `chronic`: Absent or Excused on a tenth of the marked days or more.
 * - `warning`: on 7 % or more. Both once ten days are marked, and in integers.
 *
 * Source: Laurel's design, section 4 (Chronic absence). What a day is: `daySummary`.
 * @param children a query of the ids of those who are looked at; the whole school without
 */
export function atRisk(period: Period, children?: SQL) {
  const days = daysOf(period, children).as("days");
  const away = build.select({
    student_id: days.student_id,
    marked: sql<number>`count(*)`.as("marked"),
    absent: sql<number>`sum(${days.status} <> 'Present')`.as("absent"),
  }).from(days).groupBy(days.student_id)
    .having(sql`"marked" >= 10 and "absent" * 100 >= 7 * "marked"`).as("away");
  const missed = sql`1.0 * ${away.absent} / ${away.marked}`;
  return select({
    ...columns(students, "student_id"),
    ...columns(users, "name"),
    marked: away.marked,
    absent: away.absent,
    rate: exactRatio(sql`(${away.marked} - ${away.absent})`, sql`${away.marked}`) as SQL<number>,
    level: sql<AtRisk["level"]>`iif(${away.absent} * 10 >= ${away.marked}, 'chronic', 'warning')`,
    total: sql<number>`count(*) over ()`,
  }).from(away)
    .innerJoin(students, eq(students.student_id, away.student_id))
    .innerJoin(users, eq(users.user_id, students.user_id))
    .where(isNull(students.archived_at))
    .orderBy(desc(missed), asc(students.sort_name), asc(students.student_id))
    .limit(NAMED);
}

/** The days of children, each with its status, as a query to be counted. */
export function daysOf({ from, to }: Period, children?: SQL) {
  const everyone = sql`(${
    build.select({ id: students.student_id }).from(students).where(isNull(students.archived_at))
  })`;
  return build.select({
    student_id: attendance.student_id,
    date: attendance.date,
    status: dayStatus.as("status"),
  }).from(attendance).where(and(
    // Each child's days are a walk of one index.
    inArray(attendance.student_id, children ?? everyone),
    gte(attendance.date, from),
    to === null ? undefined : lte(attendance.date, to),
  )).groupBy(attendance.student_id, attendance.date);
}

/** As the API shows them. */
export function shownAtRisk(rows: (AtRisk & { total: number })[]) {
  return {
    at_risk: rows.map(({ total: _, ...child }) => child),
    at_risk_count: rows[0]?.total ?? 0,
  };
}
