import type { z } from "zod";
import { build, newestId } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import type { PublicCall } from "../../deps.ts";
import { notAllowed } from "../../errors.ts";
import { fold } from "../../schema.ts";
import { refuseDuplicate } from "../students/duplicates.ts";
import { checkNewPassword } from "./new_password.ts";
import type { RegisterInput, User } from "./schema.ts";
import { userQuery } from "./user_query.ts";

/**
 * Makes an account. Without a session only Parent and Student, where the school allows
 * it; they see nothing until the school links them. An Admin makes any role.
 * @throws {Refusal} 429 after too many from the same address, where no Admin makes them
 */
export async function register(
  { deps, db, limits, actor, input }: PublicCall<z.output<typeof RegisterInput>>,
): Promise<User> {
  await db.read([]);
  if (actor ? actor.role !== "Admin" : !deps.config.self_registration) {
    throw notAllowed("Only the school office makes accounts here. Ask the office for one");
  }
  if (!actor && input.role !== "Parent" && input.role !== "Student") {
    throw notAllowed(
      `Only the school office makes a "${input.role}" account. Ask the office for one`,
    );
  }
  await checkNewPassword("body.password", input);
  if (!actor) await limits.take({ limit: "registerFrom", of: limits.address });
  const { name, email, role } = input;
  const now = deps.clock.now().toISOString();
  const user_id = newestId(users);
  return await db.write({
    statements: [
      build.insert(users).values({
        name,
        sort_name: fold(name),
        email,
        password: await deps.passwords.hash(input.password),
        role,
        status: "active",
        created_at: now,
        updated_at: now,
      }),
    ],
    audit: [{
      action: "register",
      entity: "users",
      entity_id: user_id,
      actor_user_id: actor?.user_id ?? user_id,
      changes: { role: [null, role] },
    }],
    answer: userQuery(user_id),
  }).catch(refuseDuplicate);
}
