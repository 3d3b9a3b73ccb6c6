import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, moment } from "./columns.ts";
import { users } from "./users.ts";

/** A link that lets one person set their password once. Only its SHA-256 is kept. */
export const invitations = sqliteTable("invitations", {
  invitation_id: id(),
  user_id: integer().notNull().references(() => users.user_id),
  token_hash: text().notNull(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
}, (table) => [
  uniqueIndex("invitations_token").on(table.token_hash),
  index("invitations_user").on(table.user_id),
]);
