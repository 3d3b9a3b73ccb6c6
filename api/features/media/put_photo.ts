import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { type PHOTO_TYPES, students } from "../../../db/schema/students.ts";
import { sha256 } from "../../access/encoding.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Upload } from "../../http/body.ts";
import { onTheRoll } from "../attendance/roster.ts";
import type { Student } from "../students/schema.ts";
import { studentQuery, studentRef } from "../students/student_query.ts";
import { photoQuery } from "./media_query.ts";
import { discardFiles, keepFile, newKey } from "./stored_files.ts";

/** Gives a student a photo, in place of the one there was. The same photo again changes nothing. */
export async function putPhoto(
  { deps, db, actor, input: { student_id, photo } }: Call<{ student_id: number; photo: Upload }>,
): Promise<Student> {
  const query = photoQuery(actor, student_id);
  const answer = studentQuery(actor, student_id);
  const student = studentRef(actor, student_id);
  const [child, found, shown] = await db.read([student, query, answer]);
  onTheRoll(child);
  const { inspect } = await import("./inspect/mod.ts");
  inspect(photo);
  const before = one(found, "student");
  const photo_sha256 = await sha256(photo.bytes);
  if (before.photo_sha256 === photo_sha256) return one(shown, "student");

  const photo_key = newKey("photos");
  const photo_type = photo.type as (typeof PHOTO_TYPES)[number];
  const updated_at = deps.clock.now().toISOString();
  const after = await keepFile(deps, {
    key: photo_key,
    bytes: photo.bytes,
    write: () =>
      db.write({
        unchanged: query,
        still: [student],
        statements: [
          build.update(students).set({ photo_key, photo_type, photo_sha256, updated_at })
            .where(eq(students.student_id, student_id)),
        ],
        audit: [{
          action: "putPhoto",
          entity: "students",
          entity_id: student_id,
          student_id,
          changes: { photo_sha256: [before.photo_sha256, photo_sha256] },
        }],
        answer,
      }),
  });
  await discardFiles(deps, [before.photo_key]);
  return after;
}
