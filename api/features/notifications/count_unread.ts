import { eq } from "drizzle-orm";
import { select } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { ownInbox, unreadOf } from "./notification_query.ts";

/** How many of the actor's own notifications are unread, up to a hundred. */
export async function countUnread(
  { db, actor, input: { user_id } }: Call<{ user_id: number }>,
): Promise<{ unread: number }> {
  await ownInbox({ db, actor, user_id });
  const [[counted]] = await db.read([
    select({ unread: unreadOf(user_id) }).from(settings).where(eq(settings.settings_id, 1)),
  ]);
  return counted;
}
