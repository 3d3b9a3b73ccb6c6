import { brokenConstraint } from "../../../db/failures.ts";
import { build, newestId } from "../../../db/query.ts";
import { activity_files, type FILE_TYPES } from "../../../db/schema/activity_files.ts";
import { changesBetween } from "../../access/audit.ts";
import { sha256 } from "../../access/encoding.ts";
import type { Call } from "../../deps.ts";
import { notFound, one } from "../../errors.ts";
import type { Upload } from "../../http/body.ts";
import { activityQuery } from "../activities/activity_query.ts";
import { onTheRoll } from "../attendance/roster.ts";
import { studentRef } from "../students/student_query.ts";
import { fileOf, fileRows } from "./media_query.ts";
import type { ActivityFile } from "./schema.ts";
import { keepFile, newKey } from "./stored_files.ts";

/** Puts a file with an activity: a certificate, a picture. */
export async function createActivityFile(
  { deps, db, actor, input: { student_id, activity_id, name, file } }: Call<
    { student_id: number; activity_id: number; name: string; file: Upload }
  >,
): Promise<ActivityFile> {
  const student = studentRef(actor, student_id);
  const [child, activity] = await db.read([student, activityQuery(student_id, activity_id)]);
  one(child, "student");
  one(activity, "activity");
  onTheRoll(child);
  const { inspect } = await import("./inspect/mod.ts");
  inspect(file);
  const type = file.type as (typeof FILE_TYPES)[number];
  const facts = { name, type, size: file.bytes.length, sha256: await sha256(file.bytes) };
  const file_key = newKey("files");
  const file_id = newestId(activity_files);
  return await keepFile(deps, {
    key: file_key,
    bytes: file.bytes,
    write: () =>
      db.write({
        still: [student],
        statements: [
          build.insert(activity_files).values({
            activity_id,
            ...facts,
            file_key,
            created_at: deps.clock.now().toISOString(),
          }),
        ],
        audit: [{
          action: "createActivityFile",
          entity: "activity_files",
          entity_id: file_id,
          student_id,
          changes: changesBetween(null, facts),
        }],
        answer: fileRows().where(fileOf({ student_id, activity_id, file_id })),
        student_id,
      }),
  }).catch((error) => {
    // The activity was deleted between the look-up and the write.
    if (brokenConstraint(error)?.kind === "FOREIGN KEY") throw notFound("activity");
    throw error;
  });
}
