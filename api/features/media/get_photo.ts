import { etagOf } from "../../access/etag.ts";
import type { Call } from "../../deps.ts";
import { notFound, one } from "../../errors.ts";
import { photoQuery } from "./media_query.ts";
import { sendFile, type Sent } from "./stored_files.ts";

/** A student's photo, for whoever may see the student. */
export async function getPhoto(
  { deps, db, actor, input: { student_id } }: Call<{ student_id: number }>,
): Promise<Sent> {
  const [found] = await db.read([photoQuery(actor, student_id)]);
  const photo = one(found, "student");
  const { photo_key, photo_type } = photo;
  if (photo_key === null || photo_type === null) throw notFound("photo");
  return await sendFile(deps, {
    key: photo_key,
    type: photo_type,
    disposition: "inline",
    // As a change of the photo is held against it.
    etag: await etagOf(JSON.stringify(photo)),
  });
}
