import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { select } from "../../../db/query.ts";
import { search_words, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { found_order, foundIs, foundPage, isFound, place } from "../../search.ts";
import type { User } from "../sessions/schema.ts";
import { user_fields, userRows } from "../sessions/user_query.ts";
import type { UsersQuery } from "./schema.ts";

/** Everyone whom the school knows, by name; a child without a login too. */
export async function listUsers(
  { db, input }: Call<z.output<typeof UsersQuery>>,
): Promise<Page<User>> {
  const { q, role, status, cursor, limit } = input;
  const which = and(
    role === undefined ? undefined : eq(users.role, role),
    status === undefined ? undefined : eq(users.status, status),
  );
  if (q !== undefined) {
    const [found] = await db.read([
      select({ place, row: user_fields }).from(search_words)
        .innerJoin(users, foundIs(users.user_id))
        .where(and(isFound({ list: "users", q, cursor }), which))
        .orderBy(...found_order.map(asc)).limit(limit + 1),
    ]);
    return foundPage(found, limit);
  }
  const order = [users.sort_name, users.user_id];
  const [rows] = await db.read([
    userRows().where(and(which, after(cursor, order))).orderBy(...order.map(asc)).limit(limit + 1),
  ]);
  return page(rows, limit, ({ name, user_id }) => [fold(name), user_id]);
}
