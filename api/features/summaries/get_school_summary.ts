import { asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { build, select } from "../../../db/query.ts";
import { grades, settings, students } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { badInput } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { schoolYear } from "../attendance/school_year.ts";
import { gpaOf } from "../grades/get_gpa.ts";
import { scaleInForce } from "../grades/grade_query.ts";
import { daysOf as daysFromTo } from "../holidays/schema.ts";
import { possibleDays } from "../settings/read_today.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { daysOf } from "./at_risk.ts";
import type { SchoolSummary, SchoolSummaryQuery } from "./schema.ts";

/** Days that may be asked for at once. */
const LONGEST = 400;
/** Steps of the distribution. */
const STEPS = 8;

type Input = z.output<typeof SchoolSummaryQuery>;

/** The school's attendance by month and by grade level, and how its GPAs lie. */
export async function getSchoolSummary({ deps, db, input }: Call<Input>): Promise<SchoolSummary> {
  const now = deps.clock.now();
  const latest = input.to ?? possibleDays(now).at(-1)!;
  if (input.from !== undefined && !isSpan(input.from, latest)) {
    await db.read([]);
    throw badInput([{
      path: "query.from",
      message: `Send a day that is not after the last one, and at most ${LONGEST} days before it`,
    }]);
  }
  const from = input.from ?? schoolYear(input.to ?? dayIn("UTC", now)).first;
  const [[kept], [{ timezone }], [scale]] = await db.readKept(
    { query: schoolOver({ from, to: latest }), shared: true },
    [schoolZone(), scaleInForce()],
  );
  return {
    from: kept.from,
    to: input.to ?? dayIn(timezone, now),
    students: kept.students,
    ...sumOf(kept.days),
    months: groupsOf(kept.days, "month"),
    grade_levels: groupsOf(kept.days, "grade_level"),
    gpa: distributionOf(kept.gpas.map(({ gpa }) => gpa), gpaOf([], scale).scale.maximum),
  };
}

function isSpan(from: string, to: string): boolean {
  return from <= to && daysFromTo(from, to) <= LONGEST;
}

function schoolOver(period: { from: SQL<string> | string; to: string }) {
  const every_child = sql`(${build.select({ id: students.student_id }).from(students)})`;
  const days = daysOf(period, every_child).as("days");
  const month = sql<string>`substr(${days.date}, 1, 7)`;
  const of = (status: string) => sql<number>`count(*) filter (where ${days.status} = ${status})`;
  return select({
    from: sql<string>`${period.from}`,
    students: sql<number>`(${
      build.select({ n: sql`count(*)` }).from(students).where(isNull(students.archived_at))
    })`,
    days: select({
      month,
      grade_level: sql<string | null>`${students.grade_level}`,
      present: of("Present"),
      absent: of("Absent"),
      excused: of("Excused"),
    }).from(days).innerJoin(students, eq(students.student_id, days.student_id))
      .groupBy(month, students.grade_level)
      .orderBy(
        asc(month),
        asc(isNull(students.grade_level)),
        // As numbers where they are numbers: 10 comes after 9.
        asc(sql`cast(${students.grade_level} as integer)`),
        asc(students.grade_level),
      ),
    // What counts in a GPA, and how: `computeGpa`.
    gpas: select({
      gpa: sql<number>`sum(${grades.points} * ${grades.credits}) / sum(${grades.credits})`,
    }).from(grades).innerJoin(students, eq(students.student_id, grades.student_id))
      .where(sql`${students.archived_at} is null and ${grades.points} is not null
        and ${grades.credits} > 0`)
      .groupBy(grades.student_id),
  }).from(settings);
}

type Days = { present: number; absent: number; excused: number };

function sumOf(rows: Days[]) {
  const sum = (of: keyof Days) => rows.reduce((total, row) => total + row[of], 0);
  const [present, absent, excused] = [sum("present"), sum("absent"), sum("excused")];
  const marked = present + absent + excused;
  return { marked, present, absent, excused, rate: marked === 0 ? null : present / marked };
}

/** Sums of the rows by one of their fields, in the order in which it first comes. */
function groupsOf<R extends Days, F extends keyof R & string>(rows: R[], field: F) {
  return [...Map.groupBy(rows, (row) => row[field])].map(([value, group]) => (
    { [field]: value, ...sumOf(group) } as { [K in F]: R[F] } & ReturnType<typeof sumOf>
  ));
}

function distributionOf(gpas: number[], maximum: number): SchoolSummary["gpa"] {
  const width = maximum / STEPS;
  // A sum of fractions may come out a hair below the step that it is.
  const stepOf = (gpa: number) => Math.max(0, Math.min(STEPS - 1, Math.floor(gpa / width + 1e-9)));
  const total = gpas.reduce((sum, gpa) => sum + gpa, 0);
  return {
    maximum,
    average: gpas.length === 0 ? null : Math.round(total / gpas.length * 100 + 1e-9) / 100,
    counted: gpas.length,
    distribution: Array.from({ length: STEPS }, (_, step) => ({
      from: step * width,
      to: (step + 1) * width,
      count: gpas.filter((gpa) => stepOf(gpa) === step).length,
    })),
  };
}
