import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { storedFile } from "./media_query.ts";
import { sendFile, type Sent } from "./stored_files.ts";

/** A file of an activity, as it was put there. */
export async function getActivityFile(
  { deps, db, actor, input }: Call<{ student_id: number; activity_id: number; file_id: number }>,
): Promise<Sent> {
  const [student, found] = await db.read([
    studentRef(actor, input.student_id),
    storedFile(input),
  ]);
  one(student, "student");
  const { file_key, name, type, size, sha256 } = one(found, "file");
  return await sendFile(deps, {
    key: file_key,
    type,
    size,
    // RFC 6266; what RFC 8187 does not allow unescaped is escaped.
    disposition: `attachment; filename*=UTF-8''${
      encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
    }`,
    etag: `"${sha256}"`,
  });
}
