import { and, asc } from "drizzle-orm";
import type { z } from "zod";
import { assessments } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { classRef } from "../classes/class_query.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { assessmentRows } from "./assessment_query.ts";
import { ofSheet, sheetTerm } from "./gradebook_query.ts";
import type { Assessment, AssessmentsQuery } from "./schema.ts";

/** The assessments of a class in a term, by date. */
export async function listAssessments(
  { db, actor, input: { class_id, term_id, limit, cursor } }: Call<
    z.output<typeof AssessmentsQuery> & { class_id: number }
  >,
): Promise<Page<Assessment>> {
  const order = [assessments.date, assessments.assessment_id];
  const [found, term, rows] = await db.read([
    classRef(actor, class_id),
    sheetTerm(term_id),
    assessmentRows().where(and(ofSheet({ class_id, term_id }), after(cursor, order)))
      .orderBy(...order.map(asc)).limit(limit + 1),
  ]);
  one(found, "class");
  if (term.length === 0) throw badInput([noSuchTerm("query.term_id")]);
  return page(rows, limit, (row) => [row.date, row.assessment_id]);
}
