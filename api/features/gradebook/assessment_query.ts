import { and, asc, eq, exists, gt, type SQL, sql } from "drizzle-orm";
import { brokenConstraint } from "../../../db/failures.ts";
import { build, columns, select } from "../../../db/query.ts";
import { assessments, categories, classes, scores, terms } from "../../../db/schema/mod.ts";
import { type Actor, classesOf } from "../../access/scope.ts";
import { badInput, changedMeanwhile, conflict, type FieldError } from "../../errors.ts";
import { refuseArchived } from "../classes/class_query.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { refuseClosed } from "../terms/term_query.ts";
import { assessmentColumns, ofSheet, type SheetRef } from "./gradebook_query.ts";
import type { AssessmentInput } from "./schema.ts";

/** Assessments as the API shows them; add `where`, `orderBy` and `limit`. */
export function assessmentRows() {
  return select({
    ...assessmentColumns,
    ...columns(assessments, "class_id", "term_id", "created_at", "updated_at"),
  }).from(assessments);
}

/** One assessment of a class within the actor's reach: the row, or none. */
export function assessmentQuery(actor: Actor, assessment_id: number | SQL<number>) {
  return assessmentRows().where(and(
    eq(assessments.assessment_id, assessment_id),
    classesOf(actor, assessments.class_id),
  ));
}

/** The category that an assessment names: none unless it is of the same class and term. */
export function categoryRef({ class_id, term_id }: SheetRef, category_id: number | null) {
  return select(columns(categories, "category_id")).from(categories).where(and(
    eq(categories.category_id, category_id!),
    eq(categories.class_id, class_id),
    eq(categories.term_id, term_id),
  ));
}

/** The same for an assessment that is there, whose class stays what it is. */
export function categoryOfAssessment(
  assessment_id: number,
  { term_id, category_id }: Pick<AssessmentInput, "term_id" | "category_id">,
) {
  return select(columns(categories, "category_id")).from(assessments)
    .innerJoin(categories, eq(categories.class_id, assessments.class_id))
    .where(and(
      eq(assessments.assessment_id, assessment_id),
      eq(categories.category_id, category_id!),
      eq(categories.term_id, term_id),
    ));
}

/** Whether the class and the term of an assessment that is there can be written in. */
export function sheetOfAssessment(assessment_id: number) {
  return select({ ...columns(classes, "archived_at"), ...columns(terms, "closed_at") })
    .from(assessments)
    .innerJoin(classes, eq(classes.class_id, assessments.class_id))
    .innerJoin(terms, eq(terms.term_id, assessments.term_id))
    .where(eq(assessments.assessment_id, assessment_id));
}

/** @throws {Refusal} 409 where the class is archived or the term closed */
export function refuseSheet(
  { archived_at, closed_at }: { archived_at: string | null; closed_at: string | null },
): void {
  refuseArchived({ archived_at });
  refuseClosed({ closed_at });
}

/** As many as a sheet may have: it is read, drawn and reckoned whole. */
const MOST = 200;

/** The one that makes a sheet full; none while there is room. */
export function lastOf(sheet: Parameters<typeof ofSheet>[0]) {
  return select(columns(assessments, "assessment_id")).from(assessments).where(ofSheet(sheet))
    .orderBy(asc(assessments.date), asc(assessments.assessment_id)).limit(1).offset(MOST - 1);
}

/** @throws {Refusal} 409 where the sheet that an assessment is to come into is full */
export function refuseFull(last: object[]): void {
  if (last.length === 0) return;
  throw conflict(`This class has ${MOST} assessments in this term. Delete one first`);
}

/** The class of an assessment that is there. */
export function classOfAssessment(assessment_id: number): SQL<number> {
  return sql<number>`(${
    build.select({ class_id: assessments.class_id }).from(assessments)
      .where(eq(assessments.assessment_id, assessment_id))
  })`;
}

/** Whether any child has more points in it than so many. */
export function scoreAbove(assessment_id: number, maximum: number) {
  return select({ one: sql<number>`1` }).from(assessments).where(and(
    eq(assessments.assessment_id, assessment_id),
    exists(
      build.select({ one: sql`1` }).from(scores)
        .where(and(eq(scores.assessment_id, assessments.assessment_id), gt(scores.score, maximum))),
    ),
  ));
}

/** @throws {Refusal} 400 for a term or a category that there isn't, 409 where the term is closed */
export function refuseNames(
  input: AssessmentInput,
  { term, category }: { term: { closed_at: string | null }[]; category: object[] },
): void {
  const errors: FieldError[] = [];
  if (term.length === 0) errors.push(noSuchTerm("body.term_id"));
  if (input.category_id !== null && category.length === 0) {
    errors.push({
      path: "body.category_id",
      message: "There is no such category in this class and term. Choose one of theirs, or none",
    });
  }
  if (errors.length > 0) throw badInput(errors);
  term.forEach(refuseClosed);
}

/** Where a category was removed, or was given an assessment, between the look-up and the write. */
export function refuseGone(error: unknown): never {
  if (brokenConstraint(error)?.kind === "FOREIGN KEY") throw changedMeanwhile();
  throw error;
}
