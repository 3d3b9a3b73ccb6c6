import { and, asc, desc, eq, gte, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, select } from "../../../db/query.ts";
import {
  attendance,
  classes,
  enrollments,
  grades,
  settings,
  students,
  terms,
} from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { exactRatio } from "../attendance/day_summary.ts";
import { schoolYear } from "../attendance/school_year.ts";
import { classRef, inClassNow } from "../classes/class_query.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { atRisk, type Period, shownAtRisk } from "./at_risk.ts";
import type { ClassSummary, ClassSummaryQuery } from "./schema.ts";

type Input = z.output<typeof ClassSummaryQuery> & { class_id: number };

/** How a class stands: its attendance, its marks, and who of it is at risk. */
export async function getClassSummary(
  { deps, db, actor, input }: Call<Input>,
): Promise<ClassSummary> {
  const { class_id, term_id } = input;
  const reach = childrenIn(class_id);
  const query = classNow(input, dayIn("UTC", deps.clock.now()));
  const [[found], ref, [sized], term] = await db.readKept(
    {
      query,
      reach: sql<string>`(select json_group_array(student_id) from (${reach}))`,
      shared: true,
    },
    [
      classRef(actor, class_id),
      select(columns(classes, "student_count")).from(classes).where(eq(classes.class_id, class_id)),
      select(columns(terms, "term_id")).from(terms).where(eq(terms.term_id, term_id ?? 0)),
    ],
  );
  one(ref, "class");
  if (term_id !== undefined && term.length === 0) throw badInput([noSuchTerm("query.term_id")]);
  const { at_risk, marks: [{ rate, ...by_status }], points: [points], distribution } = found;
  return {
    class_id,
    students: sized.student_count,
    attendance: { rate, by_status },
    ...shownAtRisk(at_risk),
    grades: { ...points, distribution },
  };
}

function childrenIn(class_id: number) {
  return build.select({ student_id: enrollments.student_id }).from(enrollments)
    .innerJoin(students, eq(students.student_id, enrollments.student_id))
    .where(and(eq(enrollments.class_id, class_id), inClassNow()))
    .orderBy(asc(enrollments.student_id));
}

function classNow({ class_id, term_id }: Input, today: string) {
  const period = term_id === undefined
    ? { from: schoolYear(today).first, to: null }
    : { from: dayOf(term_id, "starts_on"), to: dayOf(term_id, "ends_on") };
  const given = and(
    eq(grades.class_id, class_id),
    term_id === undefined
      ? inArray(grades.term_id, termsSince(period.from))
      : eq(grades.term_id, term_id),
  );
  return select({
    at_risk: atRisk(period, sql`${childrenIn(class_id)}`),
    marks: marksOf(class_id, period),
    points: select({
      count: sql<number>`count(*)`,
      average_points: sql<number | null>`round(avg(${grades.points}) + 1e-9, 2)`,
    }).from(grades).where(given),
    distribution: select({ grade: sql<string>`${grades.grade}`, count: sql<number>`count(*)` })
      .from(grades).where(given).groupBy(grades.grade)
      .orderBy(
        asc(isNull(sql`max(${grades.points})`)),
        desc(sql`max(${grades.points})`),
        // A+ and A earn the same: with a comma behind, + comes first, then nothing, then -.
        asc(sql`${grades.grade} || ','`),
      ),
  }).from(settings);
}

/** The marks that were given in the class, each lesson's by itself: always one row. */
function marksOf(class_id: number, { from, to }: Period) {
  const given = (status: string) =>
    sql<number>`count(*) filter (where ${attendance.status} = ${status})`;
  return select({
    Present: given("Present"),
    Absent: given("Absent"),
    Excused: given("Excused"),
    rate: exactRatio(given("Present"), sql`count(*)`),
  }).from(attendance).where(and(
    eq(attendance.class_id, class_id),
    gte(attendance.date, from),
    to === null ? undefined : sql`${attendance.date} <= ${to}`,
  ));
}

/** The terms of a school year, and what comes after it. */
function termsSince(first: SQL | string) {
  return build.select({ term_id: terms.term_id }).from(terms).where(gte(terms.starts_on, first));
}

function dayOf(term_id: number, end: "starts_on" | "ends_on"): SQL {
  return sql`(${
    build.select({ day: terms[end] }).from(terms).where(inArray(terms.term_id, [term_id]))
  })`;
}
