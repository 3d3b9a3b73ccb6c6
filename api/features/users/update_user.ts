import { and, eq, exists, isNotNull, ne } from "drizzle-orm";
import { build, columns, insist, select, truth } from "../../../db/query.ts";
import { invitations, sessions, students, users } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import { fold } from "../../schema.ts";
import type { User } from "../sessions/schema.ts";
import { userQuery } from "../sessions/user_query.ts";
import { refuseDuplicate } from "../students/duplicates.ts";
import { linksOf, lostLinks } from "./lost_links.ts";
import type { UserInput } from "./schema.ts";

/**
 * Changes an account. A new role, status or email ends its sessions; a role that can't
 * have them takes away its classes or children.
 * @throws {Refusal} 409 for the last active Admin, a child on the roll in another role,
 * and an active account that could not sign in
 */
export async function updateUser(
  { deps, db, input: { user_id, user } }: Call<{ user_id: number; user: UserInput }>,
): Promise<User> {
  const query = userQuery(user_id);
  const [found, facts] = await db.read([query, factsOf(user_id)]);
  const before = one(found, "account");
  const { has_password, has_colleague, student, ...linked } = one(facts, "account");
  const changes = changesBetween<UserInput>(before, user);
  if (Object.keys(changes).length === 0) return before;

  const leavesOffice = isActiveAdmin(before) && !isActiveAdmin(user);
  if (leavesOffice && !has_colleague) throw lastAdmin();
  if (student.length > 0 && user.role !== "Student") {
    throw conflict("This account is a child's on the roll. It stays a Student");
  }
  if (user.status === "active" && !(has_password && user.email !== null)) {
    throw conflict("An active account needs an email and a password. Invite them instead");
  }

  const now = deps.clock.now().toISOString();
  const { name, ...rest } = user;
  const known = { sort_name: fold(name), updated_at: now };
  const signsOut = "role" in changes || "status" in changes || "email" in changes;
  const linkDies = "email" in changes || "role" in changes || user.status === "disabled";
  const links = lostLinks({ user_id, role: user.role, ...linked });
  return await db.write({
    unchanged: query,
    statements: [
      // Two Admins who demote each other at once leave one.
      ...(leavesOffice ? [insist(anotherActiveAdmin(user_id))] : []),
      build.update(users).set({ name, ...rest, ...known }).where(eq(users.user_id, user_id)),
      build.update(students).set(known).where(eq(students.user_id, user_id)),
      ...(signsOut ? [build.delete(sessions).where(eq(sessions.user_id, user_id))] : []),
      ...(linkDies ? [build.delete(invitations).where(eq(invitations.user_id, user_id))] : []),
      ...links.statements,
    ],
    audit: [
      {
        action: "updateUser",
        entity: "users",
        entity_id: user_id,
        student_id: student[0]?.student_id,
        changes,
      },
      ...links.audit,
    ],
    answer: query,
    student_id: student[0]?.student_id,
  }).catch(refuseDuplicate);
}

/** What decides whether an account may be changed so, and what goes with its role. */
function factsOf(user_id: number) {
  return select({
    has_password: truth(isNotNull(users.password)),
    has_colleague: truth(anotherActiveAdmin(user_id)),
    student: select(columns(students, "student_id")).from(students)
      .where(eq(students.user_id, user_id)),
    ...linksOf(user_id),
  }).from(users).where(eq(users.user_id, user_id));
}

function isActiveAdmin({ role, status }: { role: string; status: string }): boolean {
  return role === "Admin" && status === "active";
}

function anotherActiveAdmin(user_id: number) {
  return exists(
    select(columns(users, "user_id")).from(users).where(
      and(eq(users.role, "Admin"), eq(users.status, "active"), ne(users.user_id, user_id)),
    ),
  );
}

const lastAdmin = () =>
  conflict("This is the school's last active Admin. Make another Admin first");
