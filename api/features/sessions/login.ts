import { and, eq, exists, sql } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, insist, select } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import type { PublicCall } from "../../deps.ts";
import { Refusal } from "../../errors.ts";
import type { LoginInput } from "./schema.ts";
import { type Started, startSession } from "./start_session.ts";
import { userQuery } from "./user_query.ts";

/**
 * Signs in. No account, a wrong password and a disabled account answer the same and
 * take as long.
 * @throws {Refusal} 401, or 429 after too many failures for the same email, or
 * too many sign-ins from the same address
 */
export async function login(
  { deps, db, limits, input }: PublicCall<z.output<typeof LoginInput>>,
): Promise<Started> {
  const [[account]] = await db.read([
    select(columns(users, "user_id", "password", "status")).from(users)
      .where(eq(users.email, input.email)),
  ]);
  // Once the account is read, so that a database that is down doesn't cost anyone a guess.
  const guess = { limit: "signIn", of: input.email } as const;
  await limits.take({ limit: "signInFrom", of: limits.address }, guess);
  const { ok, outdated } = await deps.passwords.verify(input.password, account?.password ?? null);
  if (!ok || account.status !== "active") {
    throw wrong();
  }
  await limits.clear(guess);
  const { user_id } = account;
  const { statements, finish } = await startSession({ deps, user_id });
  const rehash = outdated
    ? [
      build.update(users).set({ password: await deps.passwords.hash(input.password) })
        .where(eq(users.user_id, user_id)),
    ]
    : [];
  // Whoever has changed the password or the account meanwhile has meant to keep this one out.
  const asRead = exists(
    build.select({ one: sql`1` }).from(users).where(and(
      eq(users.user_id, user_id),
      eq(users.password, account.password!),
      eq(users.status, "active"),
    )),
  );
  const user = await db.write({
    statements: [insist(asRead), ...statements, ...rehash],
    audit: [{ action: "login", entity: "users", entity_id: user_id, actor_user_id: user_id }],
    answer: userQuery(user_id),
  }).catch((error) => {
    throw error instanceof Refusal && error.status === 412 ? wrong() : error;
  });
  return finish(user);
}

const wrong = () =>
  new Refusal(401, "The email or the password is wrong. Check both and try again");
