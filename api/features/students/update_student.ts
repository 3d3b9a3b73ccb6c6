import { eq } from "drizzle-orm";
import type { z } from "zod";
import { build } from "../../../db/query.ts";
import { invitations, sessions, students, users } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { fold } from "../../schema.ts";
import { refuseDuplicate } from "./duplicates.ts";
import type { Student, StudentInput } from "./schema.ts";
import { studentQuery } from "./student_query.ts";

/**
 * Replaces what the office may change of a student; what is left out becomes null. A new
 * email ends the sessions of the child's account.
 */
export async function updateStudent(
  { deps, db, actor, input: { student_id, student } }: Call<
    { student_id: number; student: z.output<typeof StudentInput> }
  >,
): Promise<Student> {
  const query = studentQuery(actor, student_id);
  const [found] = await db.read([query]);
  const { user_id, ...before } = one(found, "student");
  const changes = changesBetween<z.output<typeof StudentInput>>(before, student);
  if (Object.keys(changes).length === 0) return one(found, "student");
  const { name, email, ...rest } = student;
  const signsOut = email !== before.email;
  const known = { sort_name: fold(name), updated_at: deps.clock.now().toISOString() };
  return await db.write({
    unchanged: query,
    statements: [
      build.update(users).set({ name, email, ...known }).where(eq(users.user_id, user_id)),
      // Who had the old address had the account; who has the new one is invited anew.
      ...(signsOut
        ? [
          build.delete(sessions).where(eq(sessions.user_id, user_id)),
          build.delete(invitations).where(eq(invitations.user_id, user_id)),
        ]
        : []),
      build.update(students).set({ ...rest, ...known }).where(eq(students.student_id, student_id)),
    ],
    audit: [{
      action: "updateStudent",
      entity: "students",
      entity_id: student_id,
      student_id,
      changes,
    }],
    answer: query,
    student_id,
  }).catch(refuseDuplicate);
}
