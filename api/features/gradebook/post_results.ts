import { sql } from "drizzle-orm";
import { select } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { badInput, type FieldError, notFound } from "../../errors.ts";
import { repeatOnChange } from "../attendance/repeat_on_change.ts";
import { refuseArchived } from "../classes/class_query.ts";
import { idOfMark, putMarks } from "../grades/column_marks.ts";
import { markOf, refuseSecondGrade } from "../grades/grade_values.ts";
import type { Scale } from "../grades/scales.ts";
import { refuseClosed } from "../terms/term_query.ts";
import type { SheetRef } from "./gradebook_query.ts";
import { type PostedMark, postedMarks, resultsOf, resultsQueries } from "./results.ts";
import type { Results, ResultsInput } from "./results_schema.ts";

type Input = SheetRef & ResultsInput;

/**
 * Makes the computed marks, or those that are sent in their place, the official ones of the class's
 * subject in the term: all or none, for the children who are named. One that is as it was stays,
 * and writes nothing.
 */
export function postResults(call: Call<Input>): Promise<Results> {
  return repeatOnChange(() => post(call));
}

async function post(
  { deps, db, actor, input: { class_id, term_id, results: sent } }: Call<Input>,
): Promise<Results> {
  const sheet = { class_id, term_id };
  const queries = resultsQueries(actor, sheet);
  const read = await db.read(queries);
  const { results, klass, scale, posted } = resultsOf(read);
  refuseArchived(klass);
  refuseClosed(results.term);
  await db.expect(results);

  const marks = marksOf(sent, { results, scale, posted });
  if (marks.length === 0) return results;
  const { subject, credits, level } = klass;
  const column = { ...sheet, subject };
  const now = deps.clock.now().toISOString();
  const entry = {
    ...{ ...column, credits, level, class_result: true },
    ...{ entered_by: actor.user_id, created_at: now, updated_at: now },
  };
  const { data } = await db.write({
    still: queries,
    statements: [
      putMarks(
        marks.map(({ student_id, grade_id, to }) => ({ ...entry, student_id, grade_id, ...to })),
        sql`excluded.percent`,
      ),
    ],
    audit: marks.map(({ student_id, grade_id, from, to }) => ({
      action: "postResults",
      entity: "grades",
      entity_id: grade_id ?? idOfMark(column, student_id),
      student_id,
      changes: changesBetween<object>(from, from ? to : { ...column, credits, level, ...to }),
    })),
    answer: select({ data: postedMarks(sheet) }).from(settings),
  }).catch(refuseSecondGrade);
  const [found, term, school, categories, assessments, students, scores] = read;
  return resultsOf([found, term, school, categories, assessments, students, scores, data]).results;
}

type Mark = Pick<PostedMark, "grade" | "points" | "comment" | "percent">;

interface NewMark {
  student_id: number;
  grade_id: number | null;
  from: Mark | null;
  to: Mark;
}

/**
 * The marks that are another than what stands there.
 * @throws {Refusal} 404 for a child who is not in the class, 400 with every mark that can't be
 */
function marksOf(
  sent: ResultsInput["results"],
  { results, scale, posted }: {
    results: Results;
    scale: Scale;
    posted: Map<number, PostedMark>;
  },
): NewMark[] {
  const lines = new Map(results.data.map((line) => [line.student_id, line]));
  const errors: FieldError[] = [];
  const marks = sent.flatMap(({ student_id, grade: given, comment }, i): NewMark[] => {
    const line = lines.get(student_id);
    if (!line) throw notFound("student in this class", [`body.results.${i}.student_id`]);
    const before = posted.get(student_id) ?? null;
    const entered = given ?? line.grade;
    const path = `body.results.${i}.grade`;
    if (entered === null) {
      errors.push({ path, message: "Nothing counts yet, so there is no mark. Send one" });
      return [];
    }
    const mark = markOf(scale, { entered, before });
    if (!mark.ok) {
      errors.push({ path, message: mark.message });
      return [];
    }
    const from = before && {
      ...{ grade: before.grade, points: before.points },
      ...{ comment: before.comment, percent: before.percent },
    };
    const to = {
      ...{ grade: mark.grade, points: mark.points },
      comment: comment === undefined ? from?.comment ?? null : comment,
      percent: line.percent,
    };
    const same = from && Object.keys(changesBetween<Mark>(from, to)).length === 0;
    return same ? [] : [{ student_id, grade_id: before?.grade_id ?? null, from, to }];
  });
  if (errors.length > 0) throw badInput(errors);
  return marks;
}
