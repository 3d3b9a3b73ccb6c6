import { and, asc, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import { select } from "../../../db/query.ts";
import { classes, search_words } from "../../../db/schema/mod.ts";
import { classesOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { found_order, foundIs, foundPage, isFound, place } from "../../search.ts";
import { classFields, classRows } from "./class_query.ts";
import type { Class, ClassesQuery } from "./schema.ts";

/** The classes within reach, by name. */
export async function listClasses(
  { db, actor, input }: Call<z.output<typeof ClassesQuery>>,
): Promise<Page<Class>> {
  const { archived, q, cursor, limit } = input;
  const which = and(
    classesOf(actor, classes.class_id),
    archived ? isNotNull(classes.archived_at) : isNull(classes.archived_at),
  );
  if (q !== undefined) {
    const list = archived ? "archived classes" : "classes";
    const rows = select({ place, row: classFields() });
    // A teacher's are few, and their names looked through; of all, what the word begins is walked.
    const from = actor.scope === "all"
      ? rows.from(search_words).crossJoin(classes)
      : rows.from(classes).crossJoin(search_words);
    const [found] = await db.read([
      from.where(and(foundIs(classes.class_id), isFound({ list, q, cursor }), which))
        .orderBy(...found_order.map(asc)).limit(limit + 1),
    ]);
    return foundPage(found, limit);
  }
  const order = [classes.sort_name, classes.class_id];
  const [rows] = await db.read([
    classRows().where(and(which, after(cursor, order))).orderBy(...order.map(asc)).limit(limit + 1),
  ]);
  return page(rows, limit, ({ name, class_id }) => [fold(name), class_id]);
}
