import { eq } from "drizzle-orm";
import type { z } from "zod";
import { build } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { notAllowed, one } from "../../errors.ts";
import { fold } from "../../schema.ts";
import { meQuery } from "./get_me.ts";
import type { Me, MeInput } from "./schema.ts";
import { userQuery } from "./user_query.ts";

/** Changes one's own name. A child's name is the school's to change: 403. */
export async function updateMe(
  { deps, db, actor, input: { name } }: Call<z.output<typeof MeInput>>,
): Promise<Me> {
  const query = meQuery(actor);
  const user = userQuery(actor.user_id);
  const [found] = await db.read([query, user]);
  const before = one(found, "account");
  if (actor.role === "Student" && before.students.length > 0) {
    throw notAllowed("The school keeps your name. Ask the school office to change it");
  }
  if (name === before.name) return before;
  return await db.write({
    // The account and not all that hangs on it: a notice that comes in is no conflict.
    unchanged: user,
    statements: [
      build.update(users)
        .set({ name, sort_name: fold(name), updated_at: deps.clock.now().toISOString() })
        .where(eq(users.user_id, actor.user_id)),
    ],
    audit: [{
      action: "updateMe",
      entity: "users",
      entity_id: actor.user_id,
      changes: { name: [before.name, name] },
    }],
    answer: query,
  });
}
