import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { sessions } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";

/** Ends this device's session: its access token is dead from the next request on. */
export async function logout({ db, actor }: Call<null>): Promise<void> {
  await db.write({
    statements: [build.delete(sessions).where(eq(sessions.session_id, actor.session_id))],
    audit: [{ action: "logout", entity: "users", entity_id: actor.user_id }],
  });
}
