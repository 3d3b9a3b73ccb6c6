import { and, asc, eq, exists, inArray, isNull, not, type SQL, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import { build, columns, select, truth } from "../../../db/query.ts";
import {
  assessments,
  categories,
  classes,
  enrollments,
  grading_scales,
  scores,
  settings,
  students,
  terms,
  users,
} from "../../../db/schema/mod.ts";
import { type Actor, classesOf } from "../../access/scope.ts";
import { enrolledNow } from "../attendance/roster.ts";
import { scaleColumns } from "../scales/scale_query.ts";

/** A gradebook: one class in one term. */
export interface SheetRef {
  class_id: number;
  term_id: number;
}

/** The class of a gradebook, within the actor's reach: the row, or none. */
export function sheetClass(actor: Actor, class_id: number) {
  return select(
    columns(classes, "class_id", "name", "subject", "credits", "level", "archived_at"),
  ).from(classes).where(and(eq(classes.class_id, class_id), classesOf(actor, classes.class_id)));
}

export const termColumns = columns(terms, "term_id", "name", "starts_on", "ends_on", "closed_at");

export function sheetTerm(term_id: number) {
  return select(termColumns).from(terms).where(eq(terms.term_id, term_id));
}

/** What the school says of how scores count, and the scale in force: always one row. */
export function schoolRules() {
  return select({ missing_is_zero: truth(settings.missing_is_zero), scale: scaleColumns })
    .from(settings).innerJoin(grading_scales, eq(grading_scales.scale_id, settings.scale_id));
}

export const categoryColumns = columns(categories, "category_id", "name", "weight", "drop_lowest");

/** In the order in which they were made. */
export function sheetCategories({ class_id, term_id }: SheetRef) {
  return select(categoryColumns).from(categories)
    .where(and(eq(categories.class_id, class_id), eq(categories.term_id, term_id)))
    .orderBy(asc(categories.category_id));
}

export const assessmentColumns = {
  ...columns(assessments, "assessment_id", "title", "category_id", "date", "maximum"),
  extra_credit: truth(assessments.extra_credit),
};

/** The condition on `assessments` that they are of the sheet. */
export function ofSheet(
  { class_id, term_id }: { class_id: number | SQL<number>; term_id: number },
) {
  return and(eq(assessments.class_id, class_id), eq(assessments.term_id, term_id));
}

/** The columns of the sheet, by date. */
function sheetAssessments(sheet: SheetRef) {
  return select(assessmentColumns).from(assessments).where(ofSheet(sheet))
    .orderBy(asc(assessments.date), asc(assessments.assessment_id));
}

/** The lines of the sheet, by name: who is in the class now, and who was and has a score in it. */
function sheetStudents(sheet: SheetRef) {
  const inClass = and(eq(enrollments.class_id, sheet.class_id), enrolledNow);
  const isIn = exists(
    build.select({ one: sql`1` }).from(enrollments)
      .where(and(eq(enrollments.student_id, students.student_id), inClass)),
  );
  const listed = union(
    build.select({ id: enrollments.student_id }).from(enrollments).where(inClass),
    build.select({ id: scores.student_id }).from(assessments)
      .innerJoin(scores, eq(scores.assessment_id, assessments.assessment_id))
      .where(ofSheet(sheet)),
  );
  return select({
    ...columns(students, "student_id"),
    ...columns(users, "name"),
    ...columns(students, "student_number"),
    left: truth(not(isIn)),
  }).from(students).innerJoin(users, eq(users.user_id, students.user_id))
    .where(and(inArray(students.student_id, listed), isNull(students.archived_at)))
    .orderBy(asc(students.sort_name), asc(students.student_id));
}

export const cellColumns = columns(scores, "state", "score", "label");

/** The cells of the sheet that are not blank. */
function sheetScores(sheet: SheetRef) {
  return select({
    ...columns(scores, "assessment_id", "student_id"),
    ...cellColumns,
    ...columns(scores, "updated_at"),
  }).from(assessments).innerJoin(scores, eq(scores.assessment_id, assessments.assessment_id))
    .where(ofSheet(sheet)).orderBy(asc(scores.assessment_id), asc(scores.student_id));
}

/** All that a gradebook is made of, as the queries of one read. */
export function sheetQueries(actor: Actor, sheet: SheetRef) {
  return [
    sheetClass(actor, sheet.class_id),
    sheetTerm(sheet.term_id),
    schoolRules(),
    sheetCategories(sheet),
    sheetAssessments(sheet),
    sheetStudents(sheet),
    sheetScores(sheet),
  ] as const;
}
