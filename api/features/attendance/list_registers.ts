import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { columns, select } from "../../../db/query.ts";
import { class_teachers, classes, users } from "../../../db/schema/mod.ts";
import { type Actor, classesOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { dayIn } from "../../platform/clock.ts";
import { fold } from "../../schema.ts";
import { possibleDays } from "../settings/school_day.ts";
import { schoolZone } from "../settings/school_zone.ts";
import type { RegisterLine, RegistersQuery } from "./registers_schema.ts";
import { registerStatus } from "./register_status.ts";

type Query = z.output<typeof RegistersQuery>;

/** The classes in use within reach, by name, and whether each one's register of the day is taken. */
export async function listRegisters(
  { deps, db, actor, input }: Call<Query>,
): Promise<Page<RegisterLine>> {
  const now = deps.clock.now();
  // A day that is past or to come all over the earth is asked for once.
  const asked = new Map(
    possibleDays(now).map((today) => {
      const date = input.date ?? today;
      return [`${date} ${date > today}`, { date, today }];
    }),
  );
  const [[{ timezone }], ...answers] = await db.read([
    schoolZone(),
    ...[...asked.values()].map((day) => registers({ actor, input, ...day })),
  ]);
  const today = dayIn(timezone, now);
  const date = input.date ?? today;
  const rows = answers[[...asked.keys()].indexOf(`${date} ${date > today}`)];
  return page(rows, input.limit, ({ name, class_id }) => [fold(name), class_id]);
}

function registers(
  { actor, input, date, today }: { actor: Actor; input: Query; date: string; today: string },
) {
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
  }).from(classes).where(and(
    classesOf(actor, classes.class_id),
    isNull(classes.archived_at),
    input.status === undefined ? undefined : eq(status, input.status),
    after(input.cursor, order),
  )).orderBy(...order.map(asc)).limit(input.limit + 1);
}
