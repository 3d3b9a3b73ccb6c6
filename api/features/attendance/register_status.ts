import { and, eq, exists, gte, isNotNull, isNull, lte, not, type SQL, sql } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import {
  classes,
  enrollments,
  holidays,
  registers,
  settings,
  students,
  terms,
} from "../../../db/schema/mod.ts";
import { withDaysIn } from "../holidays/holiday_query.ts";
import { enrolledOn } from "./roster.ts";

export const REGISTER_STATUSES = ["taken", "not_taken", "not_expected"] as const;
export type RegisterStatus = (typeof REGISTER_STATUSES)[number];

/** Why no register is expected, the first that holds. */
export const REASONS = [
  "archived",
  "future",
  "holiday",
  "outside_terms",
  "no_lesson",
  "no_students",
] as const;
export type Why = (typeof REASONS)[number];

/**
 * Whether a class's register of a day is taken, as SQL about the row of `classes` that the
 * query stands on. Index look-ups for each class; what is the school's is asked once.
 *
 * - `taken`: it was saved as a register, by putClassAttendance; `taken_at` is when it last was.
 *   A mark of one child, as where the parents rang before the lesson, takes none; nor does it
 *   matter who has no mark. It wins over every reason why none was expected.
 * - `not_expected`, and `why`: the class is archived; the day is after `today`, in a holiday, or in
 *   none of the school's terms (a school without terms is never outside them); the class doesn't
 *   meet on that weekday (`meets_on`, or the school's own days where that is null); nobody is in it.
 * - `not_taken`: all else. `why` is null then, and where it is taken.
 *
 * @param date the register's day; `today` the school's; both `YYYY-MM-DD`
 */
export function registerStatus({ date, today }: { date: string; today: string }): {
  status: SQL<RegisterStatus>;
  why: SQL<Why | null>;
  taken_at: SQL<string | null>;
} {
  const saved = build.select({ taken_at: registers.taken_at }).from(registers)
    .where(and(eq(registers.class_id, classes.class_id), eq(registers.date, date)));
  const taken = exists(saved);
  const reason = reasonWhy({ date, today });
  return {
    status: sql<RegisterStatus>`case when ${taken} then 'taken'
      when ${reason} is null then 'not_taken' else 'not_expected' end`,
    why: sql<Why | null>`iif(${taken}, null, ${reason})`,
    taken_at: sql<string | null>`(${saved})`,
  };
}

function reasonWhy({ date, today }: { date: string; today: string }): SQL<Why | null> {
  const archived = isNotNull(classes.archived_at);
  if (date > today) return sql<Why>`iif(${archived}, 'archived', 'future')`;
  return sql<Why | null>`case
    when ${archived} then 'archived'
    when ${inHoliday(date)} then 'holiday'
    when ${outsideTerms(date)} then 'outside_terms'
    when ${not(meetsOn(date))} then 'no_lesson'
    when ${not(hasStudents(date))} then 'no_students'
  end`;
}

function inHoliday(date: string): SQL {
  return exists(
    build.select({ one: sql`1` }).from(holidays).where(withDaysIn({ first: date, last: date })),
  );
}

function outsideTerms(date: string): SQL {
  const one = () => build.select({ one: sql`1` }).from(terms);
  return and(
    exists(one()),
    not(exists(one().where(and(lte(terms.starts_on, date), gte(terms.ends_on, date))))),
  )!;
}

function meetsOn(date: string): SQL {
  const schoolDays = build.select({ school_days: settings.school_days }).from(settings);
  return sql`${
    isoWeekday(date)
  } in (select value from json_each(coalesce(${classes.meets_on}, (${schoolDays}))))`;
}

function hasStudents(date: string): SQL {
  return exists(
    build.select({ one: sql`1` }).from(enrollments)
      .innerJoin(students, eq(students.student_id, enrollments.student_id))
      .where(
        and(
          eq(enrollments.class_id, classes.class_id),
          enrolledOn(date),
          isNull(students.archived_at),
        ),
      ),
  );
}

/** Monday is 1, Sunday 7. */
function isoWeekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
