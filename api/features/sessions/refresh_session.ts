import { and, eq, isNull, sql } from "drizzle-orm";
import { build, columns, insist, select } from "../../../db/query.ts";
import { refresh_tokens, sessions, users } from "../../../db/schema/mod.ts";
import { randomText, sha256 } from "../../access/encoding.ts";
import type { PublicCall } from "../../deps.ts";
import { Refusal, signInFirst } from "../../errors.ts";
import { accessFor, type Started } from "./start_session.ts";
import { userQuery } from "./user_query.ts";

/** How long a replaced refresh token still works: two tabs that refresh at the same time. */
export const GRACE_MS = 10_000;

/**
 * Exchanges a refresh token for an access token and the next refresh token.
 * @throws {Refusal} 401; and where the token was replaced longer ago than the grace
 * period someone else has it, so the session ends
 */
export async function refreshSession(
  { deps, db, input }: PublicCall<{ refresh_token: string | undefined }>,
): Promise<Started> {
  if (!input.refresh_token) throw signInFirst();
  const token_hash = await sha256(input.refresh_token);
  const now = deps.clock.now();
  const [[found]] = await db.read([
    select({
      ...columns(refresh_tokens, "session_id", "replaced_at"),
      ...columns(sessions, "expires_at", "user_id"),
      ...columns(users, "status"),
    }).from(refresh_tokens)
      .innerJoin(sessions, eq(sessions.session_id, refresh_tokens.session_id))
      .innerJoin(users, eq(users.user_id, sessions.user_id))
      .where(eq(refresh_tokens.token_hash, token_hash)),
  ]);
  if (!found || found.status !== "active" || found.expires_at <= now.toISOString()) {
    throw signInFirst();
  }
  const { session_id, user_id } = found;
  if (found.replaced_at && now.getTime() - Date.parse(found.replaced_at) > GRACE_MS) {
    await db.write({
      statements: [build.delete(sessions).where(eq(sessions.session_id, session_id))],
      audit: [{
        action: "refreshTokenReused",
        entity: "users",
        entity_id: user_id,
        actor_user_id: user_id,
      }],
    });
    throw signInFirst();
  }
  const next = randomText(32);
  const created_at = now.toISOString();
  const sessionLives =
    sql`exists (select 1 from ${sessions} where ${sessions.session_id} = ${session_id})`;
  try {
    const user = await db.write({
      statements: [
        insist(sessionLives),
        build.update(refresh_tokens).set({ replaced_at: created_at })
          .where(
            and(eq(refresh_tokens.token_hash, token_hash), isNull(refresh_tokens.replaced_at)),
          ),
        build.insert(refresh_tokens)
          .values({ token_hash: await sha256(next), session_id, created_at }),
      ],
      // Nothing of the school changes: a session goes on.
      audit: [],
      answer: userQuery(user_id),
    });
    return { session: await accessFor({ deps, user, session_id }), refresh_token: next };
  } catch (error) {
    // It was ended between the two statements.
    if (error instanceof Refusal && error.status === 412) throw signInFirst();
    throw error;
  }
}
