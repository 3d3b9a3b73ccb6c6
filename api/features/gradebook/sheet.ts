import type { Results } from "../../../db/client.ts";
import { badInput, one } from "../../errors.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { type Average, average, type Cell, type GradebookRules } from "./averages.ts";
import { computedMark, labelPercents } from "./computed_mark.ts";
import type { schoolRules, sheetQueries } from "./gradebook_query.ts";
import type { Gradebook } from "./sheet_schema.ts";

type Read = Results<ReturnType<typeof sheetQueries>>;

/**
 * The gradebook that the answers of `sheetQueries` make, and each child's average with its reasons.
 * @throws {Refusal} 404 for the class, 400 for the term
 */
export function sheetOf([found, term, [school], categories, assessments, students, scores]: Read) {
  const { class_id, name, subject, credits, level, archived_at } = one(found, "class");
  if (term.length === 0) throw badInput([noSuchTerm("query.term_id")]);
  const rules = rulesOf(school);
  const cells = new Map<number, Map<number, Cell>>();
  for (const { student_id, assessment_id, ...cell } of scores) {
    const own = cells.get(student_id) ?? new Map();
    cells.set(student_id, own.set(assessment_id, cell));
  }
  const averages = new Map<number, Average>(students.map(({ student_id }) => [
    student_id,
    average({ rules, categories, assessments, cells: cells.get(student_id) ?? new Map() }),
  ]));
  const gradebook: Gradebook = {
    ...{ class_id, name, subject },
    term: term[0],
    rules,
    scale: school.scale,
    categories,
    assessments,
    students,
    // Those of a child who has left the school are not shown.
    scores: scores.filter(({ student_id }) => averages.has(student_id)),
    averages: [...averages].map(([student_id, { percent }]) => (
      { student_id, percent, grade: computedMark(percent, school.scale) }
    )),
  };
  return { gradebook, klass: { subject: subject ?? name, credits, level, archived_at } };
}

type School = Results<[ReturnType<typeof schoolRules>]>[0][number];

/** How cells count in the school. */
export function rulesOf({ missing_is_zero, scale }: School): GradebookRules {
  return { missing_is_zero, labels: labelPercents(scale) };
}
