import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { columns, select } from "../../../db/query.ts";
import { class_teachers, classes, settings, users } from "../../../db/schema/mod.ts";
import { type Actor, classesOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { readToday, type Today } from "../settings/read_today.ts";
import type { RegisterLine, RegistersQuery } from "./registers_schema.ts";
import { registerStatus } from "./register_status.ts";

type Query = z.output<typeof RegistersQuery>;

/** The classes in use within reach, by name, and whether each one's register of the day is taken. */
export async function listRegisters(
  { deps, db, actor, input }: Call<Query>,
): Promise<Page<RegisterLine>> {
  const { rows } = await readToday({ deps, db }, {
    of: (day) => registers({ actor, input, ...day }),
    beside: [],
  });
  return page(rows, input.limit, ({ name, class_id }) => [fold(name), class_id]);
}

function registers({ actor, input, today, when }: Today & { actor: Actor; input: Query }) {
  const date = input.date ?? today;
  const { status, why, taken_at } = registerStatus({ date, today });
  const order = [classes.sort_name, classes.class_id];
  return select({
    ...columns(classes, "class_id", "name", "subject"),
    date: sql<string>`${date}`,
    teachers: select(columns(users, "user_id", "name")).from(class_teachers)
      .innerJoin(users, eq(users.user_id, class_teachers.user_id))
      .where(eq(class_teachers.class_id, classes.class_id))
      .orderBy(asc(users.sort_name), asc(users.user_id)),
    status,
    why,
    taken_at,
  }).from(classes).innerJoin(settings, when).where(and(
    classesOf(actor, classes.class_id),
    isNull(classes.archived_at),
    input.status === undefined ? undefined : eq(status, input.status),
    after(input.cursor, order),
  )).orderBy(...order.map(asc)).limit(input.limit + 1);
}
