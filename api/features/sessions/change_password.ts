import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { build } from "../../../db/query.ts";
import { invitations, sessions, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { checkNewPassword } from "./new_password.ts";
import { checkOwnPassword, passwordOf } from "./own_password.ts";
import type { PasswordInput } from "./schema.ts";
import { userQuery } from "./user_query.ts";

/** Sets a new password and ends every other session of the account. */
export async function changePassword(
  { deps, db, limits, actor, input }: Call<z.output<typeof PasswordInput>>,
): Promise<void> {
  const { user_id } = actor;
  const [own, found] = await db.read([passwordOf(actor), userQuery(user_id)]);
  const { name, email } = one(found, "account");
  await checkOwnPassword({
    deps,
    limits,
    actor,
    password: input.current_password,
    stored: one(own, "account").password,
  });
  await checkNewPassword("body.new_password", { password: input.new_password, name, email });
  await db.write({
    statements: [
      build.update(users).set({
        password: await deps.passwords.hash(input.new_password),
        updated_at: deps.clock.now().toISOString(),
      }).where(eq(users.user_id, user_id)),
      // A link that is on its way would set another one.
      build.delete(invitations).where(eq(invitations.user_id, user_id)),
      build.delete(sessions)
        .where(and(eq(sessions.user_id, user_id), ne(sessions.session_id, actor.session_id))),
    ],
    audit: [{ action: "changePassword", entity: "users", entity_id: user_id }],
  });
}
