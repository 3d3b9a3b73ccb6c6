import type { z } from "zod";
import { build, newestId } from "../../../db/query.ts";
import { students, users } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { fold } from "../../schema.ts";
import { refuseDuplicate } from "./duplicates.ts";
import type { Student, StudentInput } from "./schema.ts";
import { studentQuery } from "./student_query.ts";

/** Puts a child on the roll, with a user that has the name and no way to sign in. */
export async function createStudent(
  { deps, db, actor, input }: Call<z.output<typeof StudentInput>>,
): Promise<Student> {
  const { name, email, ...rest } = input;
  const now = deps.clock.now().toISOString();
  const known = { sort_name: fold(name), created_at: now, updated_at: now };
  const student_id = newestId(students);
  return await db.write({
    statements: [
      build.insert(users).values({ name, email, role: "Student", status: "invited", ...known }),
      build.insert(students).values({ user_id: newestId(users), ...rest, ...known }),
    ],
    audit: [{
      action: "createStudent",
      entity: "students",
      entity_id: student_id,
      student_id,
      changes: changesBetween(null, input),
    }],
    answer: studentQuery(actor, student_id),
    student_id,
  }).catch(refuseDuplicate);
}
