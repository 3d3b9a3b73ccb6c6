import { and, eq, exists, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { build, listed } from "../../../db/query.ts";
import { enrollments, guardians, students, users } from "../../../db/schema/mod.ts";
import { type Actor, belongsToStudentOf, studentsOf } from "../../access/scope.ts";
import { enrolledNow } from "../attendance/roster.ts";
import type { AUDIENCES } from "./schema.ts";

/** To whom a message goes. */
export interface Addressed {
  user_ids: number[];
  student_ids: number[];
  class_id: number | null;
  audience: (typeof AUDIENCES)[number];
}

/** The condition on `users` that somebody reads their inbox, or will once they are invited. */
export const canSignIn = and(ne(users.status, "disabled"), isNotNull(users.email))!;

/** The condition on `users` that leaves those whom the actor may write to. */
export function mayWriteTo(actor: Actor): SQL | undefined {
  if (actor.scope === "all") return undefined;
  return or(
    exists(
      build.select({ one: sql`1` }).from(students)
        .where(and(eq(students.user_id, users.user_id), studentsOf(actor))),
    ),
    exists(
      build.select({ one: sql`1` }).from(guardians).where(
        and(eq(guardians.user_id, users.user_id), belongsToStudentOf(actor, guardians.student_id)),
      ),
    ),
  );
}

/**
 * Everyone addressed who has a login, each once. `student_id` is the child through
 * whom they are, and null where it is several or none.
 */
export function recipients({ user_ids, student_ids, class_id, audience }: Addressed) {
  const inClass = build.select({ id: enrollments.student_id }).from(enrollments)
    .where(and(sql`${enrollments.class_id} = ${class_id}`, enrolledNow));
  const children = build.select({ id: students.student_id }).from(students).where(and(
    isNull(students.archived_at),
    or(inArray(students.student_id, listed(student_ids)), inArray(students.student_id, inClass)),
  ));
  const found = unionAll(
    build.select({
      user_id: users.user_id,
      student_id: sql<number>`null`.as("student_id"),
    }).from(users).where(inArray(users.user_id, listed(user_ids))),
    build.select({ user_id: guardians.user_id, student_id: guardians.student_id })
      .from(guardians)
      .where(and(sql`${audience !== "students"}`, inArray(guardians.student_id, children))),
    build.select({ user_id: students.user_id, student_id: students.student_id })
      .from(students)
      .where(and(sql`${audience !== "guardians"}`, inArray(students.student_id, children))),
  ).as("found");
  return build.select({
    user_id: found.user_id,
    student_id: sql<
      number | null
    >`iif(count(distinct ${found.student_id}) = 1, min(${found.student_id}), null)`
      .as("student_id"),
  }).from(found).innerJoin(users, eq(users.user_id, found.user_id))
    .where(canSignIn)
    .groupBy(found.user_id).as("recipients");
}
