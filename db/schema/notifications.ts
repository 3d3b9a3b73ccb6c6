import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { day, id, moment, oneOf } from "./columns.ts";
import { students } from "./students.ts";
import { users } from "./users.ts";

export const NOTIFICATION_STATUSES = ["read", "unread"] as const;

/** A line in somebody's inbox. `student_id` is the child it speaks of, so that erasing finds it. */
export const notifications = sqliteTable("notifications", {
  notification_id: id(),
  user_id: integer().notNull().references(() => users.user_id),
  student_id: integer().references(() => students.student_id),
  message: text().notNull(),
  status: text({ enum: NOTIFICATION_STATUSES }).notNull(),
  kind: text().notNull(),
  link: text(),
  /** The day that an absence notice speaks of; null for every other kind. */
  day: day(),
  sent_at: moment().notNull(),
}, (table) => [
  index("notifications_user").on(table.user_id, table.notification_id),
  index("notifications_status").on(table.user_id, table.status, table.notification_id),
  uniqueIndex("notifications_absence").on(table.student_id, table.day, table.user_id)
    .where(sql`${table.day} is not null`),
  index("notifications_student").on(table.student_id),
  check("notifications_status_known", sql`${table.status} in (${oneOf(NOTIFICATION_STATUSES)})`),
]);
