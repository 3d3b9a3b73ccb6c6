import { and, eq, exists, inArray } from "drizzle-orm";
import { build, columns, insist, select } from "../../../db/query.ts";
import { class_teachers, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import { TEACHING } from "../users/lost_links.ts";
import { classQuery, refuseArchived } from "./class_query.ts";
import type { Class } from "./schema.ts";

/**
 * Gives a class to a teacher; done twice it changes nothing.
 * @throws {Refusal} 409 where the account is disabled or of a role that doesn't teach
 */
export async function addClassTeacher(
  { deps, db, actor, input: { class_id, user_id } }: Call<{ class_id: number; user_id: number }>,
): Promise<Class> {
  const query = classQuery(actor, class_id);
  const [found, accounts] = await db.read([
    query,
    select(columns(users, "user_id", "role", "status")).from(users)
      .where(eq(users.user_id, user_id)),
  ]);
  const before = one(found, "class");
  const { role, status } = one(accounts, "account");
  refuseArchived(before);
  if (!TEACHING.includes(role)) {
    throw conflict(`This account is a "${role}". Only a "Teacher" or an "Admin" can have a class`);
  }
  if (status === "disabled") throw conflict("This account is disabled. Make it active first");
  if (before.teachers.some((teacher) => teacher.user_id === user_id)) return before;
  const stillTeaches = build.select().from(users)
    .where(and(eq(users.user_id, user_id), inArray(users.role, [...TEACHING])));
  return await db.write({
    unchanged: query,
    statements: [
      // Whose role changes meanwhile gets no class.
      insist(exists(stillTeaches)),
      build.insert(class_teachers)
        .values({ class_id, user_id, created_at: deps.clock.now().toISOString() }),
    ],
    audit: [{
      action: "addClassTeacher",
      entity: "classes",
      entity_id: class_id,
      changes: { user_id: [null, user_id] },
    }],
    answer: query,
  });
}
