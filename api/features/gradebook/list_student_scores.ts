import { and, asc, desc, eq, exists, gte, isNull, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, select } from "../../../db/query.ts";
import {
  assessments,
  categories,
  classes,
  enrollments,
  scores,
  terms,
} from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { studentRef } from "../students/student_query.ts";
import { average, type Cell } from "./averages.ts";
import { computedMark } from "./computed_mark.ts";
import { assessmentColumns, categoryColumns, schoolRules, termColumns } from "./gradebook_query.ts";
import type { StudentScoresQuery, StudentSheet } from "./results_schema.ts";
import { rulesOf } from "./sheet.ts";

/** A child's own line of each gradebook that they are in, the latest term first, and what it comes to. */
export async function listStudentScores(
  { db, actor, input }: Call<z.output<typeof StudentScoresQuery> & { student_id: number }>,
): Promise<Page<StudentSheet>> {
  const { student_id, term_id, limit, cursor } = input;
  const order = [terms.starts_on, terms.term_id, classes.class_id];
  const [student, [school], rows] = await db.read([
    studentRef(actor, student_id),
    schoolRules(),
    sheetsOf(student_id).where(and(
      eq(enrollments.student_id, student_id),
      term_id === undefined ? undefined : eq(terms.term_id, term_id),
      hasPartIn(student_id),
      after(cursor, order, "desc"),
    )).orderBy(...order.map(desc)).limit(limit + 1),
  ]);
  one(student, "student");
  const rules = rulesOf(school);
  const { data, next_cursor } = page(
    rows,
    limit,
    ({ term, class_id }) => [term.starts_on, term.term_id, class_id],
  );
  return {
    data: data.map((sheet) => {
      const cells = new Map(
        sheet.assessments.flatMap(({ assessment_id, cell }) =>
          cell ? [[assessment_id, cell] as const] : []
        ),
      );
      const reckoned = average({ rules, ...sheet, cells });
      const grade = computedMark(reckoned.percent, school.scale);
      return { ...sheet, average: reckoned, grade };
    }),
    next_cursor,
  };
}

/** Each class of the child in each term; add `where`, `orderBy` and `limit`. */
function sheetsOf(student_id: number) {
  return select({
    ...columns(classes, "class_id", "name", "subject"),
    term: termColumns,
    categories: select(categoryColumns).from(categories)
      .where(and(eq(categories.class_id, classes.class_id), eq(categories.term_id, terms.term_id)))
      .orderBy(asc(categories.category_id)),
    assessments: select({ ...assessmentColumns, cell }).from(assessments)
      .leftJoin(
        scores,
        and(eq(scores.assessment_id, assessments.assessment_id), eq(scores.student_id, student_id)),
      )
      .where(inSheet).orderBy(asc(assessments.date), asc(assessments.assessment_id)),
  }).from(enrollments)
    .innerJoin(classes, eq(classes.class_id, enrollments.class_id))
    .innerJoin(terms, sql`true`);
}

const inSheet = and(
  eq(assessments.class_id, classes.class_id),
  eq(assessments.term_id, terms.term_id),
);

const cell = sql<Cell | null>`json(iif(${scores.state} is null, null, json_object(
  'state', ${scores.state}, 'score', ${scores.score}, 'label', ${scores.label})))`;

/** There is work in it, and the child was in the class in that term, or has a cell in it. */
function hasPartIn(student_id: number) {
  const work = build.select({ one: sql`1` }).from(assessments);
  const marked = work.innerJoin(
    scores,
    and(eq(scores.assessment_id, assessments.assessment_id), eq(scores.student_id, student_id)),
  );
  return or(
    and(
      isNull(enrollments.ended_on),
      gte(terms.ends_on, enrollments.started_on),
      exists(build.select({ one: sql`1` }).from(assessments).where(inSheet)),
    ),
    exists(marked.where(inSheet)),
  );
}
