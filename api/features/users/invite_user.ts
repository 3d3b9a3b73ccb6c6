import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { invitations } from "../../../db/schema/mod.ts";
import { randomText, sha256 } from "../../access/encoding.ts";
import type { Call } from "../../deps.ts";
import { conflict, one } from "../../errors.ts";
import { userQuery } from "../sessions/user_query.ts";
import type { Invitation } from "./schema.ts";

/** How long a link is good for. */
export const INVITATION_HOURS = 72;

/**
 * Makes the link that lets one person set their password once. Older ones die.
 * @throws {Refusal} 409 for an account that is disabled or has no email to sign in with
 */
export async function inviteUser(
  { deps, db, input: { user_id } }: Call<{ user_id: number }>,
): Promise<Invitation> {
  const query = userQuery(user_id);
  const [found] = await db.read([query]);
  const { email, status } = one(found, "account");
  if (status === "disabled") {
    throw conflict("This account is disabled. Make it active or invited first");
  }
  if (email === null) throw conflict("This account has no email to sign in with. Add one first");
  const token = randomText(32);
  const now = deps.clock.now();
  const expires_at = new Date(now.getTime() + INVITATION_HOURS * 3_600_000).toISOString();
  await db.write({
    unchanged: query,
    statements: [
      build.delete(invitations).where(eq(invitations.user_id, user_id)),
      build.insert(invitations).values({
        user_id,
        token_hash: await sha256(token),
        created_at: now.toISOString(),
        expires_at,
      }),
    ],
    audit: [{ action: "inviteUser", entity: "users", entity_id: user_id }],
  });
  return { url: `/invite#${token}`, expires_at };
}
