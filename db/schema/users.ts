import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, oneOf, timestamps } from "./columns.ts";

export const ROLES = ["Admin", "Teacher", "Student", "Parent"] as const;
export const USER_STATUSES = ["active", "invited", "disabled"] as const;

/**
 * Everyone the school knows by name. A child without a login has neither email
 * nor password. `email` is stored folded (see `foldEmail`), `password` as a PHC
 * string; `sort_name` is the name folded for sorting and searching.
 */
export const users = sqliteTable("users", {
  user_id: id(),
  name: text().notNull(),
  sort_name: text().notNull(),
  email: text(),
  password: text(),
  role: text({ enum: ROLES }).notNull(),
  status: text({ enum: USER_STATUSES }).notNull(),
  ...timestamps(),
}, (table) => [
  uniqueIndex("users_email").on(table.email),
  index("users_sort_name").on(table.sort_name, table.user_id),
  index("users_role").on(table.role, table.sort_name, table.user_id),
  index("users_status").on(table.status, table.sort_name, table.user_id),
  index("users_role_status").on(table.role, table.status, table.sort_name, table.user_id),
  check("users_role_known", sql`${table.role} in (${oneOf(ROLES)})`),
  check("users_status_known", sql`${table.status} in (${oneOf(USER_STATUSES)})`),
]);
