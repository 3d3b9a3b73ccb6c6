import { eq, type SQL } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";

/** Users as the API shows them, never with the password; add `where`, `orderBy` and `limit`. */
export function userRows() {
  return select(user_fields).from(users);
}

/** What the API shows of a user. */
export const user_fields = columns(
  users,
  "user_id",
  "name",
  "email",
  "role",
  "status",
  "created_at",
  "updated_at",
);

export function userQuery(user_id: number | SQL<number>) {
  return userRows().where(eq(users.user_id, user_id));
}
