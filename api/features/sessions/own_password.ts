import { eq } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import type { Actor } from "../../access/scope.ts";
import type { Deps } from "../../deps.ts";
import { notAllowed, Refusal } from "../../errors.ts";

/** The actor's own password hash, for the batch of what asks for the password again. */
export function passwordOf(actor: Actor) {
  return select(columns(users, "user_id", "password")).from(users)
    .where(eq(users.user_id, actor.user_id));
}

/** @throws {Refusal} 403 where it is not the actor's password, 429 after too many tries */
export async function checkOwnPassword(
  { deps, actor, password, stored }: {
    deps: Deps;
    actor: Actor;
    password: string;
    stored: string | null;
  },
): Promise<void> {
  const name = `password:${actor.user_id}`;
  const retry_after = await deps.limiter.waitFor(name);
  if (retry_after > 0) {
    throw new Refusal(429, "Too many wrong passwords. Wait, then try again", { retry_after });
  }
  const { ok } = await deps.passwords.verify(password, stored);
  if (!ok) {
    await deps.limiter.failed(name);
    throw notAllowed("That is not your password. Type it again");
  }
  await deps.limiter.succeeded(name);
}
