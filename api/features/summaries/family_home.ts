import { and, asc, desc, eq, gte, isNotNull, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { attendance, grades, students, users } from "../../../db/schema/mod.ts";
import { type Actor, studentsOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { dayIn } from "../../platform/clock.ts";
import { dayStatus, daySummary } from "../attendance/day_summary.ts";
import { schoolYear } from "../attendance/school_year.ts";
import { gpaOf } from "../grades/get_gpa.ts";
import { scaleInForce } from "../grades/grade_query.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { latestNotices } from "./latest_notices.ts";
import type { FamilyHome } from "./schema.ts";

/** How many marks, and how many days, are shown. */
const LATEST = 5;

/** How it goes for a parent's children, or for a student: kept as long as they are the same children. */
export async function familyHome(
  { deps, db, actor }: Call<null>,
  role: "Parent" | "Student",
): Promise<FamilyHome> {
  const now = deps.clock.now();
  const own = { ...actor, scope: role === "Parent" ? "children" : "self" } as const;
  const [children, [{ timezone }], [scale], notices] = await db.readKept(
    { query: childrenNow(own, now), reach: reachOf(own) },
    [schoolZone(), scaleInForce(), latestNotices(actor)],
  );
  return {
    role,
    today: dayIn(timezone, now),
    gpa_maximum: gpaOf([], scale).scale.maximum,
    children: children.map(({ marks, attendance: [summary], ...child }) => ({
      ...child,
      attendance: summary,
      gpa: gpaOf(marks, scale).gpa,
      latest_grades: marks.slice(0, LATEST).map((
        { grade_id, subject, grade, level, created_at },
      ) => (
        { grade_id, subject, grade, level, created_at }
      )),
    })),
    notices,
  };
}

function childrenNow(actor: Actor, now: Date) {
  const this_year = and(
    eq(attendance.student_id, students.student_id),
    gte(attendance.date, schoolYear(dayIn("UTC", now)).first),
  );
  const days = build.select({
    date: attendance.date,
    status: dayStatus.as("status"),
    reason: sql<string | null>`max(${attendance.reason})`.as("reason"),
  }).from(attendance).where(this_year).groupBy(attendance.date).as("days");
  return select({
    ...columns(students, "student_id"),
    ...columns(users, "name"),
    ...columns(students, "grade_level", "archived_at"),
    attendance: daySummary(this_year),
    marks: select({
      ...columns(grades, "grade_id", "subject", "grade", "points", "credits", "level", "term_id"),
      ...columns(grades, "created_at"),
      term_name: sql<null>`null`,
    }).from(grades).where(eq(grades.student_id, students.student_id))
      .orderBy(desc(grades.grade_id)),
    latest_absences: select({
      date: sql<string>`${days.date}`,
      status: sql<"Absent" | "Excused">`${days.status}`,
      reason: sql<string | null>`${days.reason}`,
    }).from(days).where(sql`${days.status} <> 'Present'`).orderBy(desc(days.date)).limit(LATEST),
  }).from(students).innerJoin(users, eq(users.user_id, students.user_id))
    .where(studentsOf(actor))
    .orderBy(
      asc(isNotNull(students.archived_at)),
      asc(students.sort_name),
      asc(students.student_id),
    );
}

function reachOf(actor: Actor) {
  const own = build.select({ student_id: students.student_id }).from(students)
    .where(studentsOf(actor)).orderBy(asc(students.student_id));
  return sql<string>`(select json_group_array(student_id) from (${own}))`;
}
