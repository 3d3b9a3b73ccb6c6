import { and, asc, eq, inArray, isNotNull, not, type SQL, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import { build, columns, select, truth } from "../../../db/query.ts";
import { grades, settings } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { repeatOnChange } from "../attendance/repeat_on_change.ts";
import { classQuery, refuseArchived } from "../classes/class_query.ts";
import { refuseClosed } from "../terms/term_query.ts";
import { changedMarks } from "./changed_marks.ts";
import { isClassResult } from "./class_result.ts";
import { classGradesQuery, type Column } from "./class_grades_query.ts";
import { idOfMark, putMarks } from "./column_marks.ts";
import { scaleInForce, termRef } from "./grade_query.ts";
import { GONE, noSuchTerm, refuseSecondGrade } from "./grade_values.ts";
import type { ClassGrades, ClassGradesInput } from "./schema.ts";

interface Input {
  class_id: number;
  grades: ClassGradesInput;
}

/**
 * Enters a column of marks, all or none. Only the children who are named are touched,
 * and of them only those whose mark or comment is another than before.
 */
export function putClassGrades(call: Call<Input>): Promise<ClassGrades> {
  return repeatOnChange(() => enterColumn(call));
}

async function enterColumn(
  { deps, db, actor, input: { class_id, grades: input } }: Call<Input>,
): Promise<ClassGrades> {
  const { marks, ...rest } = input;
  const column = { class_id, ...rest };
  const query = classGradesQuery(column);
  const [inTerm, posted, own] = [
    termRef(column.term_id),
    postedAverages(column),
    select({ class_result: truth(isClassResult(column)) }).from(settings),
  ];
  const [found, [before], [scale], term, averages, [{ class_result }]] = await db.read([
    classQuery(actor, class_id),
    query,
    scaleInForce(),
    inTerm,
    posted,
    own,
  ]);
  const { credits, level, archived_at } = one(found, "class");
  refuseArchived({ archived_at });
  if (!before) throw badInput([noSuchTerm("body.term_id")]);
  term.forEach(refuseClosed);

  const changes = changedMarks(marks, { roster: before.data, scale });
  if (changes.length === 0) return before;
  const now = deps.clock.now().toISOString();
  const entry = {
    ...column,
    ...{ credits, level, class_result },
    entered_by: actor.user_id,
    ...{ created_at: now, updated_at: now },
  };
  const entered = changes.flatMap(({ student_id, grade_id, to }) =>
    to ? { ...entry, grade_id, student_id, ...to } : []
  );
  const percents = new Map(averages.map(({ student_id, percent }) => [student_id, percent]));
  const removed = changes.flatMap(({ grade_id, to }) => to ? [] : grade_id!);
  return await db.write({
    unchanged: query,
    still: [inTerm, posted, own],
    statements: [
      ...(entered.length > 0 ? [putMarks(entered, postedFrom)] : []),
      ...(removed.length > 0
        ? [build.delete(grades).where(inArray(grades.grade_id, removed))]
        : []),
    ],
    audit: changes.map(({ student_id, grade_id, from, to }) => {
      const percent = percents.get(student_id) ?? null;
      return {
        action: "putClassGrades",
        entity: "grades",
        entity_id: grade_id ?? idOfMark(column, student_id),
        student_id,
        changes: changesBetween<object>(
          from && { ...column, ...from, percent },
          to ? { ...column, ...to, percent: to.grade === from?.grade ? percent : null } : GONE,
        ),
      };
    }),
    answer: query,
  }).catch(refuseSecondGrade);
}

/** The marks of the column that an average made, with that average. */
function postedAverages(column: Column) {
  const isOwn = isClassResult(column);
  const those = (whose: SQL | undefined) =>
    build.select({ grade_id: grades.grade_id }).from(grades).where(and(
      eq(grades.class_id, column.class_id),
      eq(grades.term_id, column.term_id),
      whose,
    ));
  const marks = union(
    those(and(sql`${grades.class_result}`, isOwn)),
    those(and(eq(grades.subject, column.subject), not(isOwn))),
  );
  return select(columns(grades, "student_id", "percent")).from(grades)
    .where(and(inArray(grades.grade_id, marks), isNotNull(grades.percent)))
    .orderBy(asc(grades.student_id));
}

// Another mark is no longer the one that the average made.
const postedFrom = sql`iif(excluded.grade = ${grades.grade}, ${grades.percent}, null)`;
