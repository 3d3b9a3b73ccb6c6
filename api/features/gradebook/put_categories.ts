import { and, eq, inArray, sql, type SQLWrapper } from "drizzle-orm";
import { build, select } from "../../../db/query.ts";
import { assessments, categories } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { badInput, conflict, one } from "../../errors.ts";
import { classRef, refuseArchived } from "../classes/class_query.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { refuseClosed } from "../terms/term_query.ts";
import { refuseGone } from "./assessment_query.ts";
import { categoriesQuery } from "./get_categories.ts";
import { ofSheet, type SheetRef, sheetTerm } from "./gradebook_query.ts";
import type { Categories, CategoriesInput, Category } from "./schema.ts";

type Rule = Omit<Category, "category_id">;
type Sent = CategoriesInput["categories"][number];

/**
 * Replaces the categories of a class in a term, all or none: those with an id are changed,
 * those without are new, those that are not sent are removed.
 * @throws {Refusal} 409 for one to be removed that has assessments
 */
export async function putCategories(
  { deps, db, actor, input: { categories: sent, ...sheet } }: Call<SheetRef & CategoriesInput>,
): Promise<Categories> {
  const [klass, inTerm] = [classRef(actor, sheet.class_id), sheetTerm(sheet.term_id)];
  const query = categoriesQuery(sheet);
  const [found, term, [before], inUse] = await db.read([klass, inTerm, query, usedIn(sheet)]);
  refuseArchived(one(found, "class"));
  if (term.length === 0) throw badInput([noSuchTerm("query.term_id")]);
  refuseClosed(term[0]);

  const { added, changed, removed } = compared(before.data, sent);
  if (added.length + changed.length + removed.length === 0) return before;
  const used = new Set(inUse.map(({ category_id }) => category_id));
  const kept = removed.find(({ category_id }) => used.has(category_id));
  if (kept) {
    throw conflict(`"${kept.name}" has assessments. Move them to another category first`);
  }

  const now = deps.clock.now().toISOString();
  const line = { action: "putCategories", entity: "categories" };
  return await db.write({
    unchanged: query,
    still: [klass, inTerm],
    statements: [
      ...remove(removed),
      ...change(changed, now),
      ...added.map((rule) =>
        build.insert(categories).values({ ...sheet, ...rule, created_at: now, updated_at: now })
      ),
    ],
    audit: [
      ...removed.map(({ category_id, ...rule }) => ({
        ...line,
        entity_id: category_id,
        changes: changesBetween<typeof NOTHING>(rule, NOTHING),
      })),
      ...changed.map(({ before, after: { category_id, ...rule } }) => ({
        ...line,
        entity_id: category_id,
        changes: changesBetween<Rule>(before, rule),
      })),
      ...added.map((rule) => ({
        ...line,
        entity_id: named(sheet, rule.name),
        changes: changesBetween(null, { ...sheet, ...rule }),
      })),
    ],
    answer: query,
  }).catch(refuseGone);
}

const NOTHING: { [K in keyof Rule]: Rule[K] | null } = {
  name: null,
  weight: null,
  drop_lowest: null,
};

/** @throws {Refusal} 400 for an id that is none of the sheet's */
function compared(before: Category[], sent: Sent[]) {
  const known = new Map(before.map((category) => [category.category_id, category]));
  const strange = sent.flatMap(({ category_id }, i) =>
    category_id === undefined || known.has(category_id) ? [] : [{
      path: `body.categories.${i}.category_id`,
      message: "There is no such category in this class and term. Leave it out to add one",
    }]
  );
  if (strange.length > 0) throw badInput(strange);
  const sentIds = new Set(sent.map(({ category_id }) => category_id));
  return {
    added: sent.flatMap(({ category_id, ...rule }) => category_id === undefined ? [rule] : []),
    changed: sent.flatMap(({ category_id, ...rule }) => {
      const before = category_id === undefined ? undefined : known.get(category_id);
      const same = before && Object.keys(changesBetween<Rule>(before, rule)).length === 0;
      return before && !same ? [{ before, after: { ...before, ...rule } }] : [];
    }),
    removed: before.filter(({ category_id }) => !sentIds.has(category_id)),
  };
}

/** The categories of the sheet that have assessments. */
function usedIn(sheet: SheetRef) {
  return select({ category_id: sql<number | null>`${assessments.category_id}` })
    .from(assessments).where(ofSheet(sheet));
}

function remove(gone: Category[]): SQLWrapper[] {
  if (gone.length === 0) return [];
  const ids = gone.map(({ category_id }) => category_id);
  return [build.delete(categories).where(inArray(categories.category_id, ids))];
}

/** Two may take each other's name, so each first gets one that nobody can send. */
function change(changed: { after: Category }[], updated_at: string): SQLWrapper[] {
  if (changed.length === 0) return [];
  const ids = changed.map(({ after }) => after.category_id);
  return [
    build.update(categories).set({ name: sql`char(0) || ${categories.category_id}` })
      .where(inArray(categories.category_id, ids)),
    ...changed.map(({ after: { category_id, ...rule } }) =>
      build.update(categories).set({ ...rule, updated_at })
        .where(eq(categories.category_id, category_id))
    ),
  ];
}

/** The id that a category of this batch was given. */
function named({ class_id, term_id }: SheetRef, name: string) {
  return sql`${
    build.select({ category_id: categories.category_id }).from(categories).where(and(
      eq(categories.class_id, class_id),
      eq(categories.term_id, term_id),
      eq(categories.name, name),
    ))
  }`;
}
