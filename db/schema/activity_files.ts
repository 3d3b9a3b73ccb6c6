import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { activities } from "./activities.ts";
import { id, moment } from "./columns.ts";
import { PHOTO_TYPES } from "./students.ts";

export const FILE_TYPES = ["application/pdf", ...PHOTO_TYPES] as const;

/** A certificate, a programme, a picture: what belongs to an activity. Written once, never changed. */
export const activity_files = sqliteTable("activity_files", {
  file_id: id(),
  activity_id: integer().notNull().references(() => activities.activity_id),
  name: text().notNull(),
  type: text({ enum: FILE_TYPES }).notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
  file_key: text().notNull(),
  created_at: moment().notNull(),
}, (table) => [
  index("activity_files_activity").on(table.activity_id, table.file_id),
  uniqueIndex("activity_files_file").on(table.file_key),
]);
