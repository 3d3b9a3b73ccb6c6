import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, moment, oneOf } from "./columns.ts";
import { students } from "./students.ts";
import { terms } from "./terms.ts";

export const REPORT_TYPES = ["Progress", "Achievement"] as const;
export const REPORT_STATUSES = ["pending", "ready", "failed"] as const;

/** An issued report. Its file is written once under `file_key` and never changes. */
export const reports = sqliteTable("reports", {
  report_id: id(),
  student_id: integer().notNull().references(() => students.student_id),
  type: text({ enum: REPORT_TYPES }).notNull(),
  generated_at: moment().notNull(),
  file_key: text(),
  report_url: text().generatedAlwaysAs(
    sql`iif(status = 'ready', '/api/reports/' || report_id || '/file', null)`,
  ),
  term_id: integer().references(() => terms.term_id),
  status: text({ enum: REPORT_STATUSES }).notNull(),
  sha256: text(),
}, (table) => [
  index("reports_student").on(table.student_id, table.report_id),
  uniqueIndex("reports_file").on(table.file_key),
  index("reports_term").on(table.term_id),
  check("reports_type_known", sql`${table.type} in (${oneOf(REPORT_TYPES)})`),
  check("reports_status_known", sql`${table.status} in (${oneOf(REPORT_STATUSES)})`),
]);
