import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { day, id, timestamps } from "./columns.ts";

/** Days without school, both included: no register is expected on them. */
export const holidays = sqliteTable("holidays", {
  holiday_id: id(),
  name: text().notNull(),
  starts_on: day().notNull(),
  ends_on: day().notNull(),
  ...timestamps(),
}, (table) => [index("holidays_start").on(table.starts_on, table.holiday_id)]);
