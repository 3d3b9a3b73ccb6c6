import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { students } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { archive } from "../archive.ts";
import type { Student } from "./schema.ts";
import { studentQuery } from "./student_query.ts";

/** Takes a child off the roll, or puts them back. */
export function setArchived(
  { deps, db, actor, input: { student_id, archived } }: Call<
    { student_id: number; archived: boolean }
  >,
): Promise<Student> {
  return archive({ deps, db }, {
    archived,
    thing: "student",
    query: studentQuery(actor, student_id),
    update: (set) => build.update(students).set(set).where(eq(students.student_id, student_id)),
    audit: {
      action: archived ? "deleteStudent" : "restoreStudent",
      entity: "students",
      entity_id: student_id,
      student_id,
    },
  });
}
