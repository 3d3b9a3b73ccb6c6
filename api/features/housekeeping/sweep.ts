import { lt } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { idempotency_keys, invitations, sessions } from "../../../db/schema/mod.ts";
import type { Deps } from "../../deps.ts";

/** How long an answer is kept for its Idempotency-Key. */
const KEPT_MS = 24 * 3_600_000;

/** Takes away what has run out: sessions with their refresh tokens, links, kept answers. */
export async function sweep({ database, clock }: Pick<Deps, "database" | "clock">): Promise<void> {
  const now = clock.now();
  const yesterday = new Date(now.getTime() - KEPT_MS).toISOString();
  await database.write([
    build.delete(sessions).where(lt(sessions.expires_at, now.toISOString())),
    build.delete(invitations).where(lt(invitations.expires_at, now.toISOString())),
    build.delete(idempotency_keys).where(lt(idempotency_keys.created_at, yesterday)),
  ]);
}
