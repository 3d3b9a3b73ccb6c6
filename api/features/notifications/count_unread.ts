import { and, sql } from "drizzle-orm";
import { select } from "../../../db/query.ts";
import { notifications } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { isUnread, ownInbox } from "./notification_query.ts";

/** How many of the actor's own notifications are unread. */
export async function countUnread(
  { db, actor, input: { user_id } }: Call<{ user_id: number }>,
): Promise<{ unread: number }> {
  const own = await ownInbox({ db, actor, user_id });
  const [[counted]] = await db.read([
    select({ unread: sql<number>`count(*)` }).from(notifications).where(and(own, isUnread)),
  ]);
  return counted;
}
