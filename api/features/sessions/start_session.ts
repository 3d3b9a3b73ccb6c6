import type { SQLWrapper } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { refresh_tokens, sessions } from "../../../db/schema/mod.ts";
import { randomText, sha256 } from "../../access/encoding.ts";
import type { Deps } from "../../deps.ts";
import type { Session, User } from "./schema.ts";
import { ACCESS_SECONDS } from "./tokens.ts";

/** How long a device stays signed in, used or not. */
export const SESSION_DAYS = 30;

/** A session as its caller gets it: the answer, and the refresh token for the cookie. */
export interface Started {
  session: Session;
  refresh_token: string;
}

/** The statements that begin a session, and what makes the answer once they are written. */
export async function startSession(
  { deps, user_id }: { deps: Deps; user_id: number | SQLWrapper },
): Promise<{ statements: SQLWrapper[]; finish(user: User): Promise<Started> }> {
  const session_id = randomText(16);
  const refresh_token = randomText(32);
  const now = deps.clock.now();
  const created_at = now.toISOString();
  const expires_at = new Date(now.getTime() + SESSION_DAYS * 86_400_000).toISOString();
  return {
    statements: [
      build.insert(sessions)
        .values({ session_id, user_id: user_id as number, created_at, expires_at }),
      build.insert(refresh_tokens)
        .values({ token_hash: await sha256(refresh_token), session_id, created_at }),
    ],
    async finish(user) {
      return { session: await accessFor({ deps, user, session_id }), refresh_token };
    },
  };
}

/** A new access token of a session. */
export async function accessFor(
  { deps, user, session_id }: { deps: Deps; user: User; session_id: string },
): Promise<Session> {
  const token = await deps.tokens.sign({ user_id: user.user_id, role: user.role, session_id });
  return { token, expires_in: ACCESS_SECONDS, user };
}
