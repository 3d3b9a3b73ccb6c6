import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { activity_files } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { onTheRoll } from "../attendance/roster.ts";
import { studentRef } from "../students/student_query.ts";
import { storedFile } from "./media_query.ts";
import { discardFiles } from "./stored_files.ts";

/** Takes a file away from an activity. That it was there stays in the audit log. */
export async function deleteActivityFile(
  { deps, db, actor, input }: Call<{ student_id: number; activity_id: number; file_id: number }>,
): Promise<void> {
  const { student_id, file_id } = input;
  const query = storedFile(input);
  const [student, found] = await db.read([studentRef(actor, student_id), query]);
  one(student, "student");
  const { file_key, name, sha256 } = one(found, "file");
  onTheRoll(student);
  await db.write({
    unchanged: query,
    statements: [build.delete(activity_files).where(eq(activity_files.file_id, file_id))],
    audit: [fileGone({ file_id, name, sha256, student_id })],
  });
  await discardFiles(deps, [file_key]);
}

/** What the audit log says of a file that is taken away, alone or with its activity. */
export function fileGone(
  { file_id, name, sha256, student_id }: {
    file_id: number;
    name: string;
    sha256: string;
    student_id: number;
  },
) {
  return {
    action: "deleteActivityFile",
    entity: "activity_files",
    entity_id: file_id,
    student_id,
    changes: { name: [name, null], sha256: [sha256, null] } as Record<string, [unknown, unknown]>,
  };
}
