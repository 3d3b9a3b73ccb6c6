import { and, eq, isNull, ne, notExists, sql } from "drizzle-orm";
import { build, columns, insist, select } from "../../../db/query.ts";
import { invitations, notifications, students, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import type { Student } from "./schema.ts";
import { studentQuery } from "./student_query.ts";

/**
 * Makes an account that registered itself the student's own. The placeholder account
 * that held the child's name is taken away; the child keeps the name the school has.
 */
export async function linkStudentAccount(
  { deps, db, actor, input: { student_id, user_id } }: Call<
    { student_id: number; user_id: number }
  >,
): Promise<Student> {
  const query = studentQuery(actor, student_id);
  const [found, accounts, placeholders] = await db.read([
    query,
    select({
      ...columns(users, "user_id", "role"),
      student_id: sql<
        number | null
      >`(select student_id from ${students} where ${students.user_id} = ${users.user_id})`,
    }).from(users).where(eq(users.user_id, user_id)),
    select(columns(users, "user_id", "name", "sort_name", "password")).from(users).where(eq(
      users.user_id,
      sql`(select user_id from ${students} where ${students.student_id} = ${student_id})`,
    )),
  ]);
  const before = one(found, "student");
  const account = one(accounts, "account");
  const [placeholder] = placeholders;
  if (account.student_id === student_id) return before;
  if (account.role !== "Student" || account.student_id !== null) {
    throw conflict(
      "That account can't be given: it must be a Student's, and not yet another child's",
    );
  }
  if (placeholder.password !== null) {
    throw conflict("This student has an account that is in use. Disable it first");
  }
  const now = deps.clock.now().toISOString();
  const { name, sort_name } = placeholder;
  return await db.write({
    unchanged: query,
    statements: [
      insist(notExists(
        build.select({ one: sql`1` }).from(students)
          .where(and(eq(students.user_id, user_id), ne(students.student_id, student_id))),
      )),
      build.update(users).set({ name, sort_name, updated_at: now }).where(
        eq(users.user_id, user_id),
      ),
      build.update(students).set({ user_id, updated_at: now })
        .where(eq(students.student_id, student_id)),
      build.update(notifications).set({ user_id }).where(eq(notifications.user_id, before.user_id)),
      build.delete(invitations).where(eq(invitations.user_id, before.user_id)),
      build.delete(users).where(and(eq(users.user_id, before.user_id), isNull(users.password))),
    ],
    audit: [{
      action: "linkStudentAccount",
      entity: "students",
      entity_id: student_id,
      student_id,
      changes: { user_id: [before.user_id, user_id] },
    }],
    answer: query,
    student_id,
  });
}
