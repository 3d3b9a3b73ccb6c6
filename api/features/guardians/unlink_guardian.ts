import { build } from "../../../db/query.ts";
import { guardians } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { guardianQuery, linkOf } from "./guardian_query.ts";

/** A parent sees the child no more, from the next request on; a child who has left too. */
export async function unlinkGuardian(
  { db, actor, input: { student_id, user_id } }: Call<{ student_id: number; user_id: number }>,
): Promise<void> {
  const query = guardianQuery({ student_id, user_id });
  const [found, links] = await db.read([studentRef(actor, student_id), query]);
  one(found, "student");
  const { relationship } = one(links, "guardian");
  await db.write({
    unchanged: query,
    statements: [build.delete(guardians).where(linkOf({ student_id, user_id }))],
    audit: [{
      action: "unlinkGuardian",
      entity: "guardians",
      entity_id: user_id,
      student_id,
      changes: { user_id: [user_id, null], relationship: [relationship, null] },
    }],
  });
}
