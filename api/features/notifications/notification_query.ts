import { and, eq, type SQL, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { notifications } from "../../../db/schema/mod.ts";
import type { RequestDb } from "../../access/request_db.ts";
import type { Actor } from "../../access/scope.ts";
import { notFound } from "../../errors.ts";

/** Notifications as the API shows them; add `where`, `orderBy` and `limit`. */
export function notificationRows() {
  return select(columns(
    notifications,
    "notification_id",
    "user_id",
    "student_id",
    "message",
    "status",
    "kind",
    "link",
    "sent_at",
  )).from(notifications);
}

export const isUnread = eq(notifications.status, "unread");

/** No page shows a greater count, and no request looks at more rows to count them. */
const MOST_COUNTED = 100;

/** How many of somebody's notifications are unread; `MOST_COUNTED` is that many or more. */
export function unreadOf(user_id: number): SQL<number> {
  const unread = build.select({ one: sql`1`.as("one") }).from(notifications)
    .where(and(eq(notifications.user_id, user_id), isUnread)).limit(MOST_COUNTED);
  return sql<number>`(select count(*) from ${unread})`;
}

/**
 * What is in the actor's own inbox: nobody, an Admin neither, reads another's.
 * @throws {Refusal} 404 where the inbox is another's, 401 where the session has ended
 */
export async function ownInbox(
  { db, actor, user_id }: { db: RequestDb; actor: Actor; user_id: number },
) {
  if (user_id !== actor.user_id) {
    await db.read([]);
    throw notFound("inbox");
  }
  return eq(notifications.user_id, user_id);
}
