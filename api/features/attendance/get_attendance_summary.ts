import { and, asc, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { columns, select, truth } from "../../../db/query.ts";
import { attendance, holidays, settings } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { withDaysIn } from "../holidays/holiday_query.ts";
import { readToday } from "../settings/read_today.ts";
import { studentRef } from "../students/student_query.ts";
import { dayStatus, daySummary } from "./day_summary.ts";
import { months, streaks } from "./months_and_streaks.ts";
import { schoolYear } from "./school_year.ts";
import type { AttendanceSummary, AttendanceSummaryQuery } from "./summary_schema.ts";

/** A student's days of a span, or of the school year: each one, and what they come to. */
export async function getAttendanceSummary(
  { deps, db, actor, input: { student_id, from, to } }: Call<
    { student_id: number } & z.output<typeof AttendanceSummaryQuery>
  >,
): Promise<AttendanceSummary> {
  const { rows: [{ summaries, ...found }], beside: [student] } = await readToday({ deps, db }, {
    of: ({ today, when }) => {
      const span = from !== undefined && to !== undefined
        ? { first: sql<string>`${from}`, last: sql<string>`${to}` }
        : schoolYear(today);
      return daysOfSpan(student_id, span).where(when);
    },
    beside: [studentRef(actor, student_id)],
  });
  one(student, "student");
  return {
    from: found.from,
    to: found.to,
    summary: summaries[0],
    months: months(found.days),
    ...streaks(found.days),
    days: found.days,
    holidays: found.holidays,
    school_days: found.school_days,
  };
}

function daysOfSpan(
  student_id: number,
  { first, last }: { first: SQL<string>; last: SQL<string> },
) {
  const marks = and(
    eq(attendance.student_id, student_id),
    gte(attendance.date, first),
    lte(attendance.date, last),
  );
  return select({
    from: first,
    to: last,
    summaries: daySummary(marks),
    days: select({
      date: attendance.date,
      status: dayStatus,
      late: truth(sql`max(${attendance.minutes_late}) is not null and ${dayStatus} = 'Present'`),
      reasons: sql<string[]>`json(json_group_array(distinct ${attendance.reason})
        filter (where ${attendance.reason} is not null))`,
    }).from(attendance).where(marks).groupBy(attendance.date).orderBy(asc(attendance.date)),
    holidays: select(columns(holidays, "name", "starts_on", "ends_on")).from(holidays)
      .where(withDaysIn({ first, last }))
      .orderBy(asc(holidays.starts_on), asc(holidays.holiday_id)),
    ...columns(settings, "school_days"),
  }).from(settings);
}
