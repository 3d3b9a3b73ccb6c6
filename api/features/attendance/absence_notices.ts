import {
  and,
  eq,
  exists,
  gt,
  inArray,
  isNull,
  not,
  type SQL,
  sql,
  type SQLWrapper,
} from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { build, listed } from "../../../db/query.ts";
import {
  attendance,
  guardians,
  notifications,
  settings,
  students,
  users,
} from "../../../db/schema/mod.ts";
import type { RequestDb } from "../../access/request_db.ts";
import type { Deps } from "../../deps.ts";
import { dayBefore, dayIn } from "../../platform/clock.ts";
import { canSignIn } from "../notifications/recipients.ts";
import { dayStatus } from "./day_summary.ts";

/** So long after it was sent, a notice of an absence that was none is taken back. */
const WITHDRAWN_WITHIN = 60 * 60_000;

interface Changed {
  student_ids: number[];
  /** The days of the marks that are changed. */
  days: string[];
}

/**
 * The last statements of a write that changes marks. Who is Absent on a day then, by the rule
 * of days, and wasn't told of: their guardians are, once, if it is today or yesterday and the
 * school's setting says so. Who isn't Absent, and was told of within the hour, is taken back.
 * The batch itself looks, so that of two teachers at once one tells. Each leaves its audit line.
 */
export function absenceNotices(
  { deps, db, timezone }: { deps: Deps; db: RequestDb; timezone: string },
  { student_ids, days }: Changed,
): SQLWrapper[] {
  const now = deps.clock.now();
  const hour_ago = new Date(now.getTime() - WITHDRAWN_WITHIN);
  const today = dayIn(timezone, now);
  const recent = [today, dayBefore(today)];
  // What was sent in the last hour of yesterday was of yesterday, or of the day before.
  const oldest = dayBefore(dayIn(timezone, hour_ago));
  return [...new Set(days)].filter((day) => day >= oldest).flatMap((day) => [
    ...withdraw(db, { student_ids, day, sent_after: hour_ago.toISOString() }),
    ...(recent.includes(day) ? send(db, { student_ids, day, now: now.toISOString() }) : []),
  ]);
}

function send(
  db: RequestDb,
  { student_ids, day, now }: { student_ids: number[]; day: string; now: string },
): SQLWrapper[] {
  const told = build.select({ one: sql`1` }).from(notifications).where(and(
    eq(notifications.student_id, students.student_id),
    eq(notifications.day, day),
    eq(notifications.user_id, guardians.user_id),
  ));
  const child = alias(users, "child");
  const untold = build.select({
    user_id: guardians.user_id,
    student_id: students.student_id,
    name: child.name,
  }).from(students)
    .innerJoin(child, eq(child.user_id, students.user_id))
    .innerJoin(guardians, eq(guardians.student_id, students.student_id))
    .innerJoin(users, eq(users.user_id, guardians.user_id))
    .where(and(
      inArray(students.student_id, listed(student_ids)),
      isNull(students.archived_at),
      canSignIn,
      exists(build.select().from(settings).where(eq(settings.absence_notices, true))),
      sql`${statusOn(students.student_id, day)} = 'Absent'`,
      not(exists(told)),
    )).as("untold");
  return [
    db.auditEach({
      action: "sendAbsenceNotice",
      entity: "notifications",
      rows: sql`select null as entity_id, student_id,
        json_object('day', json_array(null, ${day}), 'sent', json_array(null, count(*))) as changes
        from ${untold} group by student_id`,
    }),
    sql`insert into ${notifications}
      (user_id, student_id, message, status, kind, link, day, sent_at)
      select user_id, student_id, name || ${` was marked absent on ${spoken(day)}`},
        'unread', 'absence', '/students/' || student_id || '?tab=attendance', ${day}, ${now}
      from ${untold}`,
  ];
}

function withdraw(
  db: RequestDb,
  { student_ids, day, sent_after }: { student_ids: number[]; day: string; sent_after: string },
): SQLWrapper[] {
  const wrong = and(
    inArray(notifications.student_id, listed(student_ids)),
    eq(notifications.day, day),
    gt(notifications.sent_at, sent_after),
    sql`${statusOn(notifications.student_id, day)} is not 'Absent'`,
  );
  return [
    db.auditEach({
      action: "withdrawAbsenceNotice",
      entity: "notifications",
      rows: sql`select null as entity_id, ${notifications.student_id} as student_id,
        json_object('day', json_array(${day}, null), 'sent', json_array(count(*), null)) as changes
        from ${notifications} where ${wrong} group by ${notifications.student_id}`,
    }),
    build.delete(notifications).where(wrong),
  ];
}

/** What the child's day is; null without a mark. */
function statusOn(student_id: SQLWrapper, day: string): SQL {
  return sql`(${
    build.select({ status: dayStatus }).from(attendance)
      .where(and(sql`${attendance.student_id} = ${student_id}`, eq(attendance.date, day)))
      .groupBy(attendance.date)
  })`;
}

/** "Monday 12 October". */
function spoken(day: string): string {
  return new Date(day).toLocaleDateString("en-GB", {
    timeZone: "UTC",
    weekday: "long",
    day: "numeric",
    month: "long",
  });
}
