import { and, asc, inArray, isNull, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { classes, students } from "../../../db/schema/mod.ts";
import { type Actor, childrenTaught, classesOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { dayIn } from "../../platform/clock.ts";
import { registerStatus } from "../attendance/register_status.ts";
import { schoolYear } from "../attendance/school_year.ts";
import { possibleDays } from "../settings/read_today.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { atRisk, shownAtRisk } from "./at_risk.ts";
import { latestNotices } from "./latest_notices.ts";
import type { TeacherHome } from "./schema.ts";

/**
 * A teacher's own classes with today's registers, asked anew each time, and the children at
 * risk in them, which are kept for as long as the very same children are in these classes.
 */
export async function teacherHome({ deps, db, actor }: Call<null>): Promise<TeacherHome> {
  const now = deps.clock.now();
  const from = schoolYear(dayIn("UTC", now)).first;
  const [at_risk, own, [{ timezone }], notices] = await db.readKept(
    { query: atRisk({ from, to: null }, sql`${childrenTaught(actor)}`), reach: reachOf(actor) },
    [ownClasses(actor, possibleDays(now)), schoolZone(), latestNotices(actor)],
  );
  const today = dayIn(timezone, now);
  return {
    role: "Teacher",
    today,
    classes: own.map(({ days, ...taught }) => ({ ...taught, ...days[today] })),
    ...shownAtRisk(at_risk),
    notices,
  };
}

function ownClasses(actor: Actor, days: string[]) {
  return select({
    ...columns(classes, "class_id", "name", "subject"),
    students: classes.student_count,
    days: Object.fromEntries(days.map((day) => {
      const { status, taken_at } = registerStatus({ date: day, today: day });
      return [day, { register: status, taken_at }];
    })),
  }).from(classes)
    .where(and(
      classesOf({ ...actor, scope: "classes" }, classes.class_id),
      isNull(classes.archived_at),
    ))
    .orderBy(asc(classes.sort_name), asc(classes.class_id));
}

/** The children on the roll in the classes of the teacher, as text. */
function reachOf(actor: Actor) {
  const taught = build.select({ student_id: students.student_id }).from(students)
    .where(and(
      inArray(students.student_id, childrenTaught(actor)),
      isNull(students.archived_at),
    )).orderBy(asc(students.student_id));
  return sql<string>`(select json_group_array(student_id) from (${taught}))`;
}
