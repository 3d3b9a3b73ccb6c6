import { and, lte, sql } from "drizzle-orm";
import { build, select } from "../../../db/query.ts";
import { notifications } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { isUnread, ownInbox } from "./notification_query.ts";

/** Marks all of the actor's own notifications as read, but none that arrives meanwhile. */
export async function readAllNotifications(
  { db, actor, input: { user_id } }: Call<{ user_id: number }>,
): Promise<{ read: number }> {
  const unread = and(await ownInbox({ db, actor, user_id }), isUnread);
  const [[{ read, newest }]] = await db.read([
    select({
      read: sql<number>`count(*)`,
      newest: sql<number | null>`max(${notifications.notification_id})`,
    }).from(notifications).where(unread),
  ]);
  if (newest === null) return { read };
  await db.write({
    statements: [
      build.update(notifications).set({ status: "read" })
        .where(and(unread, lte(notifications.notification_id, newest))),
    ],
    // Reading one's own mail changes nothing of the school's; a log of it would watch people.
    audit: [],
  });
  return { read };
}
