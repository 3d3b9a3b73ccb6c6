import { and, eq, gt, isNotNull, ne } from "drizzle-orm";
import type { z } from "zod";
import { build } from "../../../db/query.ts";
import { invitations, sessions, users } from "../../../db/schema/mod.ts";
import { sha256 } from "../../access/encoding.ts";
import type { PublicCall } from "../../deps.ts";
import { Refusal } from "../../errors.ts";
import { checkNewPassword } from "../sessions/new_password.ts";
import { type Started, startSession } from "../sessions/start_session.ts";
import { userRows } from "../sessions/user_query.ts";
import type { AcceptInput } from "./schema.ts";

/**
 * Sets the password of whoever holds the link, once, and signs them in; every other
 * session of the account ends.
 * @throws {Refusal} 400, the same for a link that never was, was used or is too old
 */
export async function acceptInvitation(
  { deps, db, input: { token, password } }: PublicCall<z.output<typeof AcceptInput>>,
): Promise<Started> {
  const now = deps.clock.now().toISOString();
  const query = userRows().innerJoin(invitations, eq(invitations.user_id, users.user_id)).where(and(
    eq(invitations.token_hash, await sha256(token)),
    gt(invitations.expires_at, now),
    ne(users.status, "disabled"),
    isNotNull(users.email),
  ));
  const [[found]] = await db.read([query]);
  if (!found) throw deadLink();
  await checkNewPassword("body.password", { ...found, password });

  const { user_id } = found;
  const changed = { status: "active", updated_at: now } as const;
  const { statements, finish } = await startSession({ deps, user_id });
  await db.write({
    // Of two who have the link at once, one gets in: then the query finds nothing.
    unchanged: query,
    statements: [
      build.delete(invitations).where(eq(invitations.user_id, user_id)),
      build.update(users).set({ password: await deps.passwords.hash(password), ...changed })
        .where(eq(users.user_id, user_id)),
      build.delete(sessions).where(eq(sessions.user_id, user_id)),
      ...statements,
    ],
    audit: [{
      action: "acceptInvitation",
      entity: "users",
      entity_id: user_id,
      actor_user_id: user_id,
    }],
  }).catch((error) => {
    throw error instanceof Refusal && error.status === 412 ? deadLink() : error;
  });
  return await finish({ ...found, ...changed });
}

function deadLink(): Refusal {
  const message = "This link was used or is too old. Ask the school office for a new one";
  return new Refusal(400, message, { errors: [{ path: "body.token", message }] });
}
