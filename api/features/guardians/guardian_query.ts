import { and, eq } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { guardians, users } from "../../../db/schema/mod.ts";

/** Guardians as the API shows them; add `where` and `orderBy`. */
export function guardianRows() {
  return select({
    ...columns(users, "user_id", "name", "email"),
    ...columns(guardians, "relationship"),
    ...columns(users, "status"),
  }).from(guardians).innerJoin(users, eq(users.user_id, guardians.user_id));
}

export function guardianQuery(link: { student_id: number; user_id: number }) {
  return guardianRows().where(linkOf(link));
}

/** The one row of `guardians`. */
export function linkOf({ student_id, user_id }: { student_id: number; user_id: number }) {
  return and(eq(guardians.user_id, user_id), eq(guardians.student_id, student_id));
}
