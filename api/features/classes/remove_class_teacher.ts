import { and, eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { class_teachers } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { notFound, one } from "../../errors.ts";
import { classQuery } from "./class_query.ts";
import type { Class } from "./schema.ts";

/** Takes a class from a teacher, from the next request on. */
export async function removeClassTeacher(
  { db, actor, input: { class_id, user_id } }: Call<{ class_id: number; user_id: number }>,
): Promise<Class> {
  const query = classQuery(actor, class_id);
  const [found] = await db.read([query]);
  const { teachers } = one(found, "class");
  if (!teachers.some((teacher) => teacher.user_id === user_id)) {
    throw notFound("teacher of this class");
  }
  return await db.write({
    unchanged: query,
    statements: [
      build.delete(class_teachers)
        .where(and(eq(class_teachers.class_id, class_id), eq(class_teachers.user_id, user_id))),
    ],
    audit: [{
      action: "removeClassTeacher",
      entity: "classes",
      entity_id: class_id,
      changes: { user_id: [user_id, null] },
    }],
    answer: query,
  });
}
