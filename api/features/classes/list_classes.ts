import { and, asc, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import { contains } from "../../../db/query.ts";
import { classes } from "../../../db/schema/mod.ts";
import { classesOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { classRows } from "./class_query.ts";
import type { Class, ClassesQuery } from "./schema.ts";

/** The classes within reach, by name. */
export async function listClasses(
  { db, actor, input }: Call<z.output<typeof ClassesQuery>>,
): Promise<Page<Class>> {
  const order = [classes.sort_name, classes.class_id];
  const [rows] = await db.read([
    classRows().where(and(
      classesOf(actor, classes.class_id),
      input.archived ? isNotNull(classes.archived_at) : isNull(classes.archived_at),
      input.q === undefined ? undefined : contains(classes.sort_name, fold(input.q)),
      after(input.cursor, order),
    )).orderBy(...order.map(asc)).limit(input.limit + 1),
  ]);
  return page(rows, input.limit, ({ name, class_id }) => [fold(name), class_id]);
}
