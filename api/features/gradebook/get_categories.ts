import { eq } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { classes, terms } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { classRef } from "../classes/class_query.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { sheetCategories, type SheetRef } from "./gradebook_query.ts";
import type { Categories } from "./schema.ts";

/** The categories of a class in a term, with their weights. */
export async function getCategories(
  { db, actor, input: sheet }: Call<SheetRef>,
): Promise<Categories> {
  const [found, [categories]] = await db.read([
    classRef(actor, sheet.class_id),
    categoriesQuery(sheet),
  ]);
  one(found, "class");
  if (!categories) throw badInput([noSuchTerm("query.term_id")]);
  return categories;
}

/** As one row; none where there is no such class or term. */
export function categoriesQuery(sheet: SheetRef) {
  return select({
    ...columns(classes, "class_id"),
    ...columns(terms, "term_id"),
    data: sheetCategories(sheet),
  }).from(classes).innerJoin(terms, eq(terms.term_id, sheet.term_id))
    .where(eq(classes.class_id, sheet.class_id));
}
