import type { z } from "zod";
import { build, newestId } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { fold } from "../../schema.ts";
import type { User } from "../sessions/schema.ts";
import { userQuery } from "../sessions/user_query.ts";
import { refuseDuplicate } from "../students/duplicates.ts";
import type { NewUser } from "./schema.ts";

/** Makes an account that waits for its invitation. */
export async function createUser(
  { deps, db, input }: Call<z.output<typeof NewUser>>,
): Promise<User> {
  const now = deps.clock.now().toISOString();
  const user_id = newestId(users);
  return await db.write({
    statements: [
      build.insert(users).values({
        ...input,
        sort_name: fold(input.name),
        status: "invited",
        created_at: now,
        updated_at: now,
      }),
    ],
    audit: [{
      action: "createUser",
      entity: "users",
      entity_id: user_id,
      changes: changesBetween(null, input),
    }],
    answer: userQuery(user_id),
  }).catch(refuseDuplicate);
}
