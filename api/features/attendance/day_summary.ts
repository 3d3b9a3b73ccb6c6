import { type SQL, sql } from "drizzle-orm";
import { build, select, truth } from "../../../db/query.ts";
import { attendance, type ATTENDANCE_STATUSES } from "../../../db/schema/attendance.ts";

/**
 * A child's days, counted from the marks that the condition leaves: always one row.
 *
 * - A day with a mark for the whole day is what that mark says. Else it is Present if
 *   any lesson's mark is, else Excused if any is, else Absent. A day without a mark is
 *   not counted: not marked is not absent.
 * - `late`: the Present days on which any mark has minutes late.
 * - `rate`: present / marked, from 0 to 1; null where nothing is marked.
 * - `chronic_absence`: Absent and Excused on a tenth of the marked days or more, once
 *   ten are marked. In integers, so that exactly a tenth is in.
 *
 * Source: Laurel's design, section 4 (Attendance rate).
 * @param marks the condition on `attendance`; it has to name one student
 */
export function daySummary(marks: SQL | undefined) {
  const days = build.select({
    status: dayStatus.as("status"),
    late: sql<number>`max(${attendance.minutes_late}) is not null`.as("late"),
  }).from(attendance).where(marks).groupBy(attendance.date).as("days");

  const count = (of: SQL) => sql<number>`count(*) filter (where ${of})`;
  const marked = sql<number>`count(*)`;
  const present = count(sql`${days.status} = 'Present'`);
  const away = count(sql`${days.status} <> 'Present'`);
  return select({
    marked,
    present,
    absent: count(sql`${days.status} = 'Absent'`),
    excused: count(sql`${days.status} = 'Excused'`),
    late: count(sql`${days.status} = 'Present' and ${days.late}`),
    rate: exactRatio(present, marked),
    chronic_absence: truth(sql`${marked} >= 10 and ${away} * 10 >= ${marked}`),
  }).from(days);
}

/** What a day is, of the marks given on it: for a query with a group for each child and day. */
export const dayStatus = sql<(typeof ATTENDANCE_STATUSES)[number]>`coalesce(
  max(${attendance.status}) filter (where ${attendance.class_id} is null),
  case
    when max(${attendance.status} = 'Present') then 'Present'
    when max(${attendance.status} = 'Excused') then 'Excused'
    else 'Absent'
  end
)`;

/** The quotient of two integers; null where the whole is 0. */
// JSON made by SQLite has 15 digits of a fraction; with 17 it reads as the very quotient.
export function exactRatio(part: SQL, whole: SQL): SQL<number | null> {
  return sql<
    number | null
  >`json(iif(${whole} = 0, null, printf('%!.17g', 1.0 * ${part} / ${whole})))`;
}
