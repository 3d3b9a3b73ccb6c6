import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { notifications } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { notificationRows, ownInbox } from "./notification_query.ts";
import type { InboxQuery, Notification } from "./schema.ts";

/** The actor's inbox, the newest first. */
export async function listNotifications(
  { db, actor, input: { user_id, status, limit, cursor } }: Call<
    { user_id: number } & z.output<typeof InboxQuery>
  >,
): Promise<Page<Notification>> {
  const own = await ownInbox({ db, actor, user_id });
  const [rows] = await db.read([
    notificationRows().where(and(
      own,
      status && eq(notifications.status, status),
      after(cursor, [notifications.notification_id], "desc"),
    )).orderBy(desc(notifications.notification_id)).limit(limit + 1),
  ]);
  return page(rows, limit, (row) => [row.notification_id]);
}
