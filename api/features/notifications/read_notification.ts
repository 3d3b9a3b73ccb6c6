import { and, eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { notifications } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { notificationRows, ownInbox } from "./notification_query.ts";
import type { Notification } from "./schema.ts";

/** Marks one of the actor's own notifications as read; done twice it changes nothing. */
export async function readNotification(
  { db, actor, input: { user_id, notification_id } }: Call<
    { user_id: number; notification_id: number }
  >,
): Promise<Notification> {
  const own = await ownInbox({ db, actor, user_id });
  const where = and(own, eq(notifications.notification_id, notification_id));
  const query = notificationRows().where(where);
  const [found] = await db.read([query]);
  const before = one(found, "notification");
  if (before.status === "read") return before;
  return await db.write({
    unchanged: query,
    statements: [build.update(notifications).set({ status: "read" }).where(where)],
    // Reading one's own mail changes nothing of the school's; a log of it would watch people.
    audit: [],
    answer: query,
  });
}
