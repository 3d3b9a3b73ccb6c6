import { and, asc, eq, or } from "drizzle-orm";
import type { z } from "zod";
import { contains } from "../../../db/query.ts";
import { users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold, foldEmail } from "../../schema.ts";
import type { User } from "../sessions/schema.ts";
import { userRows } from "../sessions/user_query.ts";
import type { UsersQuery } from "./schema.ts";

/** Everyone whom the school knows, by name; a child without a login too. */
export async function listUsers(
  { db, input }: Call<z.output<typeof UsersQuery>>,
): Promise<Page<User>> {
  const order = [users.sort_name, users.user_id];
  const [rows] = await db.read([
    userRows().where(and(
      input.q === undefined ? undefined : or(
        contains(users.sort_name, fold(input.q)),
        contains(users.email, foldEmail(input.q)),
      ),
      input.role === undefined ? undefined : eq(users.role, input.role),
      input.status === undefined ? undefined : eq(users.status, input.status),
      after(input.cursor, order),
    )).orderBy(...order.map(asc)).limit(input.limit + 1),
  ]);
  return page(rows, input.limit, ({ name, user_id }) => [fold(name), user_id]);
}
