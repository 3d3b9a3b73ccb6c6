import { and, eq, inArray, or, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import type { z } from "zod";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { build, columns, select } from "../../../db/query.ts";
import {
  activities,
  activity_files,
  attendance,
  audit_log,
  enrollments,
  grades,
  guardians,
  idempotency_keys,
  invitations,
  notifications,
  reports,
  scores,
  sessions,
  students,
  users,
} from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { repeatOnChange } from "../attendance/repeat_on_change.ts";
import { keysOfActivities } from "../media/media_query.ts";
import { discardFiles } from "../media/stored_files.ts";
import { checkOwnPassword, passwordOf } from "../sessions/own_password.ts";
import type { Erased } from "./schema.ts";
import { studentRef } from "./student_query.ts";

/**
 * Erases a child: every row that is theirs, their files, their account, and what the
 * audit log says of them. That it was done, and by whom, stays.
 * @throws {Refusal} 403 where the password is not the actor's own
 */
export async function eraseStudent(
  { deps, db, limits, actor, input: { student_id, password } }: Call<
    { student_id: number; password: string }
  >,
): Promise<z.infer<typeof Erased>> {
  const student = studentRef(actor, student_id);
  const files = filesOf(student_id);
  const counted = countsOf(student_id);
  const read = () => db.read([student, files, counted, passwordOf(actor)]);

  let seen: Awaited<ReturnType<typeof read>> | null = await read();
  one(seen[0], "student");
  const { password: stored } = one(seen[3], "user");
  await checkOwnPassword({ deps, limits, actor, password, stored });
  return await repeatOnChange(async () => {
    const [found, [named], [counts]] = seen ?? await read();
    seen = null;
    const { user_id } = one(found, "student");
    await db.write({
      // A file that came meanwhile would be left behind with no row that names it.
      still: [student, files],
      statements: statementsFor({ student_id, user_id }),
      audit: [{ action: "eraseStudent", entity: "students", entity_id: student_id, student_id }],
    });
    const keys = [...named.reports, ...named.attached, named].map(({ file_key }) => file_key)
      .filter((key) => key !== null);
    await discardFiles(deps, keys);
    return { student_id, erased: { ...counts, files: keys.length } };
  });
}

/** Every file that is the child's: reports, what is attached to activities, and the photo. */
function filesOf(student_id: number) {
  return select({
    file_key: students.photo_key,
    reports: select(columns(reports, "file_key")).from(reports)
      .where(eq(reports.student_id, student_id)),
    attached: keysOfActivities(student_id),
  }).from(students).where(eq(students.student_id, student_id));
}

function countsOf(student_id: number) {
  const user_id = sql<number>`(select user_id from students where student_id = ${student_id})`;
  return select(Object.fromEntries(
    parts(student_id, user_id).map(([name, table, where]) => [name, countOf(table, where)]),
  )).from(students).where(eq(students.student_id, student_id));
}

function statementsFor(
  { student_id, user_id }: { student_id: number; user_id: number },
): SQLWrapper[] {
  return [
    // What the log says of the child goes; that something was done stays.
    build.update(audit_log).set({ changes: null }).where(or(
      eq(audit_log.student_id, student_id),
      and(eq(audit_log.entity, "users"), eq(audit_log.entity_id, user_id)),
    )),
    // Marks that the account entered while it was a teacher's stay, and nobody's.
    build.update(grades).set({ entered_by: null }).where(eq(grades.entered_by, user_id)),
    // Answers that were kept of the child, and of the account from before it was the child's.
    build.delete(idempotency_keys).where(or(
      eq(idempotency_keys.student_id, student_id),
      eq(sql`json_extract(${idempotency_keys.response}, '$[0].user_id')`, user_id),
    )),
    ...parts(student_id, sql`${user_id}`).filter(([name]) => name !== "audit_log")
      .map(([, table, where]) => build.delete(table).where(where)),
    build.delete(users).where(and(eq(users.role, "Student"), eq(users.user_id, user_id))),
  ];
}

/** The tables that hold something of a child, in the order in which they can be emptied. */
function parts(student_id: number, user_id: SQL<number>): [string, SQLiteTable, SQL][] {
  return [
    ["scores", scores, eq(scores.student_id, student_id)],
    ["grades", grades, eq(grades.student_id, student_id)],
    ["attendance", attendance, eq(attendance.student_id, student_id)],
    [
      "activity_files",
      activity_files,
      inArray(
        activity_files.activity_id,
        build.select({ id: activities.activity_id }).from(activities)
          .where(eq(activities.student_id, student_id)),
      ),
    ],
    ["activities", activities, eq(activities.student_id, student_id)],
    ["reports", reports, eq(reports.student_id, student_id)],
    [
      "notifications",
      notifications,
      or(
        eq(notifications.student_id, student_id),
        eq(notifications.user_id, user_id),
      )!,
    ],
    ["enrollments", enrollments, eq(enrollments.student_id, student_id)],
    ["guardians", guardians, eq(guardians.student_id, student_id)],
    ["sessions", sessions, eq(sessions.user_id, user_id)],
    ["invitations", invitations, eq(invitations.user_id, user_id)],
    ["audit_log", audit_log, eq(audit_log.student_id, student_id)],
    ["students", students, eq(students.student_id, student_id)],
  ];
}

function countOf(table: SQLiteTable, where: SQL): SQL<number> {
  return sql<number>`(select count(*) from ${table} where ${where})`;
}
