import { eq } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, select } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import { sha256 } from "../../access/encoding.ts";
import type { PublicCall } from "../../deps.ts";
import { Refusal } from "../../errors.ts";
import type { LoginInput } from "./schema.ts";
import { type Started, startSession } from "./start_session.ts";
import { userQuery } from "./user_query.ts";

/**
 * Signs in. No account, a wrong password and a disabled account answer the same and
 * take as long.
 * @throws {Refusal} 401, or 429 after too many failures for the same email
 */
export async function login(
  { deps, db, input }: PublicCall<z.output<typeof LoginInput>>,
): Promise<Started> {
  // Kept by hash, so that the limiter's store holds nobody's address.
  const name = `login:${await sha256(input.email)}`;
  const retry_after = await deps.limiter.waitFor(name);
  if (retry_after > 0) {
    throw new Refusal(429, "Too many failed sign-ins. Wait, then try again", { retry_after });
  }
  const [[account]] = await db.read([
    select(columns(users, "user_id", "password", "status")).from(users)
      .where(eq(users.email, input.email)),
  ]);
  const { ok, outdated } = await deps.passwords.verify(input.password, account?.password ?? null);
  if (!ok || account.status !== "active") {
    await deps.limiter.failed(name);
    throw new Refusal(401, "The email or the password is wrong. Check both and try again");
  }
  await deps.limiter.succeeded(name);
  const { user_id } = account;
  const { statements, finish } = await startSession({ deps, user_id });
  const rehash = outdated
    ? [
      build.update(users).set({ password: await deps.passwords.hash(input.password) })
        .where(eq(users.user_id, user_id)),
    ]
    : [];
  const user = await db.write({
    statements: [...statements, ...rehash],
    audit: [{ action: "login", entity: "users", entity_id: user_id, actor_user_id: user_id }],
    answer: userQuery(user_id),
  });
  return finish(user);
}
