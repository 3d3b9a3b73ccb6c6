import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { students } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Student } from "./schema.ts";
import { studentQuery } from "./student_query.ts";

/** Takes a child off the roll, or puts them back. Nothing is lost; done twice it changes nothing. */
export async function setArchived(
  { deps, db, actor, input: { student_id, archived } }: Call<
    { student_id: number; archived: boolean }
  >,
): Promise<Student> {
  const query = studentQuery(actor, student_id);
  const [found] = await db.read([query]);
  const before = one(found, "student");
  if ((before.archived_at !== null) === archived) return before;
  const now = deps.clock.now().toISOString();
  const archived_at = archived ? now : null;
  return await db.write({
    unchanged: query,
    statements: [
      build.update(students).set({ archived_at, updated_at: now })
        .where(eq(students.student_id, student_id)),
    ],
    audit: [{
      action: archived ? "deleteStudent" : "restoreStudent",
      entity: "students",
      entity_id: student_id,
      student_id,
      changes: { archived_at: [before.archived_at, archived_at] },
    }],
    answer: query,
    student_id,
  });
}
