import { and, eq, exists } from "drizzle-orm";
import { build, columns, insist, select } from "../../../db/query.ts";
import { guardians, users } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { guardianQuery } from "./guardian_query.ts";
import type { Guardian } from "./schema.ts";

/**
 * Lets a parent see a child from the next request on, or changes what they are to them.
 * @throws {Refusal} 409 where the account is no Parent's, or the child has left
 */
export async function linkGuardian(
  { deps, db, actor, input: { student_id, user_id, relationship } }: Call<
    { student_id: number; user_id: number; relationship: string | null }
  >,
): Promise<Guardian> {
  const query = guardianQuery({ student_id, user_id });
  const [found, accounts, [before]] = await db.read([
    studentRef(actor, student_id),
    select(columns(users, "user_id", "role")).from(users).where(eq(users.user_id, user_id)),
    query,
  ]);
  const { archived_at } = one(found, "student");
  const { role } = one(accounts, "account");
  if (archived_at !== null) throw conflict("This student has left. Restore them first");
  if (role !== "Parent") {
    throw conflict(`This account is a "${role}". Only a "Parent" can be a guardian`);
  }
  if (before?.relationship === relationship) return before;
  const isParent = build.select().from(users)
    .where(and(eq(users.user_id, user_id), eq(users.role, "Parent")));
  return await db.write({
    unchanged: query,
    statements: [
      // Whose role changes meanwhile gets no child.
      insist(exists(isParent)),
      build.insert(guardians).values({
        user_id,
        student_id,
        relationship,
        created_at: deps.clock.now().toISOString(),
      }).onConflictDoUpdate({
        target: [guardians.user_id, guardians.student_id],
        set: { relationship },
      }),
    ],
    audit: [{
      action: "linkGuardian",
      entity: "guardians",
      entity_id: user_id,
      student_id,
      changes: changesBetween(before ?? null, { user_id, relationship }),
    }],
    answer: query,
    student_id,
  });
}
