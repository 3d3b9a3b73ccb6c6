import { desc, eq } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { notifications } from "../../../db/schema/mod.ts";
import type { Actor } from "../../access/scope.ts";

/** How many of the own notices a home shows. */
const LATEST = 3;

/** The newest notices of whoever asks. */
export function latestNotices({ user_id }: Actor) {
  return select(columns(notifications, "notification_id", "message", "status", "link", "sent_at"))
    .from(notifications).where(eq(notifications.user_id, user_id))
    .orderBy(desc(notifications.notification_id)).limit(LATEST);
}
