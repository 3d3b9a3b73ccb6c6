import { and, asc, eq, exists, gte, isNull, lte, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { build, columns, type Select, select } from "../../../db/query.ts";
import {
  activities,
  attendance,
  classes,
  grades,
  settings,
  students,
  terms,
  users,
} from "../../../db/schema/mod.ts";
import { daySummary } from "../attendance/day_summary.ts";
import { scaleInForce } from "../grades/grade_query.ts";

/** What a report is about: a child, in a term or (null) over all time. */
export interface Subject {
  student_id: number;
  term_id: number | null;
}

/** All that a report is made of, as one row. Whether the child is within reach is asked apart. */
export function contentQuery({ student_id, term_id }: Subject) {
  return select({
    school: columns(settings, "school_name", "timezone"),
    student: {
      ...columns(users, "name"),
      ...columns(students, "student_number", "grade_level", "date_of_birth"),
    },
    term: select(columns(terms, "name", "starts_on", "ends_on")).from(terms)
      .where(sql`${terms.term_id} = ${term_id}`),
    scale: scaleInForce(),
    grades: marksOf({ student_id, term_id }),
    attendance: daySummary(
      and(eq(attendance.student_id, student_id), inTerm(attendance.date, term_id)),
    ),
    activities: select(
      columns(activities, "activity_name", "role", "participation_date", "achievement"),
    ).from(activities)
      .where(and(
        eq(activities.student_id, student_id),
        inTerm(activities.participation_date, term_id),
      ))
      .orderBy(asc(activities.participation_date), asc(activities.activity_id)),
  }).from(students)
    .innerJoin(users, eq(users.user_id, students.user_id))
    .innerJoin(settings, eq(settings.settings_id, 1))
    .where(eq(students.student_id, student_id));
}

export type ReportRow = ReturnType<typeof contentQuery> extends Select<infer R> ? R : never;

/** The marks in the order of the year, those of no term last, and by subject. */
function marksOf({ student_id, term_id }: Subject) {
  return select({
    ...columns(grades, "grade_id", "subject", "grade", "points", "credits", "level", "term_id"),
    ...columns(grades, "comment"),
    class_name: sql<string | null>`${classes.name}`,
    term_name: sql<string | null>`${terms.name}`,
    author: sql<string | null>`${users.name}`,
  }).from(grades)
    .leftJoin(classes, eq(classes.class_id, grades.class_id))
    .leftJoin(terms, eq(terms.term_id, grades.term_id))
    .leftJoin(users, eq(users.user_id, grades.entered_by))
    .where(and(
      eq(grades.student_id, student_id),
      term_id === null ? undefined : eq(grades.term_id, term_id),
    ))
    .orderBy(
      asc(isNull(terms.term_id)),
      asc(terms.starts_on),
      asc(terms.term_id),
      asc(grades.subject),
      asc(grades.grade_id),
    );
}

/** The condition that a day is one of the term's, both ends included. */
function inTerm(day: SQLiteColumn, term_id: number | null) {
  if (term_id === null) return undefined;
  return exists(
    build.select({ one: sql`1` }).from(terms)
      .where(and(eq(terms.term_id, term_id), lte(terms.starts_on, day), gte(terms.ends_on, day))),
  );
}
