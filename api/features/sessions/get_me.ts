import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import {
  class_teachers,
  classes,
  guardians,
  settings,
  students,
  users,
} from "../../../db/schema/mod.ts";
import type { Actor } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { unreadOf } from "../notifications/notification_query.ts";
import type { Me } from "./schema.ts";

/** Who is signed in, and what is theirs: all that the first screen needs, in one round trip. */
export async function getMe({ db, actor }: Call<null>): Promise<Me> {
  const [found] = await db.read([meQuery(actor)]);
  return one(found, "account");
}

export function meQuery({ user_id }: Actor) {
  const child = build.select({ id: guardians.student_id }).from(guardians)
    .where(eq(guardians.user_id, user_id));
  return select({
    ...columns(users, "user_id", "name", "email", "role", "status", "created_at", "updated_at"),
    students: select({
      ...columns(students, "student_id"),
      name: sql<string>`(select u.name from users u where u.user_id = ${students.user_id})`,
      ...columns(students, "grade_level"),
    }).from(students)
      .where(or(eq(students.user_id, user_id), sql`${students.student_id} in ${child}`))
      .orderBy(asc(students.sort_name), asc(students.student_id)),
    classes: select(columns(classes, "class_id", "name", "subject")).from(class_teachers)
      .innerJoin(classes, eq(classes.class_id, class_teachers.class_id))
      .where(and(eq(class_teachers.user_id, user_id), isNull(classes.archived_at)))
      .orderBy(asc(classes.sort_name), asc(classes.class_id)),
    unread: unreadOf(user_id),
    school_name: settings.school_name,
    teacher_scope: settings.teacher_scope,
  }).from(users).innerJoin(settings, eq(settings.settings_id, 1))
    .where(eq(users.user_id, user_id));
}
