import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { students } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { notFound, one } from "../../errors.ts";
import { photoQuery } from "./media_query.ts";
import { discardFiles } from "./stored_files.ts";

/** Takes a student's photo away, also of one who has left: nobody keeps it against their will. */
export async function deletePhoto(
  { deps, db, actor, input: { student_id } }: Call<{ student_id: number }>,
): Promise<void> {
  const query = photoQuery(actor, student_id);
  const [found] = await db.read([query]);
  const before = one(found, "student");
  if (before.photo_key === null) throw notFound("photo");
  const updated_at = deps.clock.now().toISOString();
  await db.write({
    unchanged: query,
    statements: [
      build.update(students)
        .set({ photo_key: null, photo_type: null, photo_sha256: null, updated_at })
        .where(eq(students.student_id, student_id)),
    ],
    audit: [{
      action: "deletePhoto",
      entity: "students",
      entity_id: student_id,
      student_id,
      changes: { photo_sha256: [before.photo_sha256, null] },
    }],
  });
  await discardFiles(deps, [before.photo_key]);
}
