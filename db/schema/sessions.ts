import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { moment } from "./columns.ts";
import { users } from "./users.ts";

/** One sign-in on one device. The access token names it; deleting it ends the token. */
export const sessions = sqliteTable("sessions", {
  session_id: text().primaryKey(),
  user_id: integer().notNull().references(() => users.user_id),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
}, (table) => [
  index("sessions_user").on(table.user_id),
  index("sessions_expiry").on(table.expires_at),
]);

/**
 * The chain of refresh tokens of a session, as SHA-256 hashes. `replaced_at` is
 * null on the newest; a replaced one that comes back later than the grace period
 * is a theft, and ends the session.
 */
export const refresh_tokens = sqliteTable("refresh_tokens", {
  token_hash: text().primaryKey(),
  session_id: text().notNull().references(() => sessions.session_id, { onDelete: "cascade" }),
  created_at: moment().notNull(),
  replaced_at: moment(),
}, (table) => [index("refresh_tokens_session").on(table.session_id)]);
