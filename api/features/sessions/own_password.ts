import { eq } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import type { RequestLimits } from "../../access/request_limits.ts";
import type { Actor } from "../../access/scope.ts";
import type { Deps } from "../../deps.ts";
import { notAllowed } from "../../errors.ts";

/** The actor's own password hash, for the batch of what asks for the password again. */
export function passwordOf(actor: Actor) {
  return select(columns(users, "user_id", "password")).from(users)
    .where(eq(users.user_id, actor.user_id));
}

/** @throws {Refusal} 403 where it is not the actor's password, 429 after too many tries */
export async function checkOwnPassword(
  { deps, limits, actor, password, stored }: {
    deps: Deps;
    limits: RequestLimits;
    actor: Actor;
    password: string;
    stored: string | null;
  },
): Promise<void> {
  const guess = { limit: "ownPassword", of: actor.user_id } as const;
  await limits.take(guess);
  const { ok } = await deps.passwords.verify(password, stored);
  if (!ok) throw notAllowed("That is not your password. Type it again");
  await limits.clear(guess);
}
