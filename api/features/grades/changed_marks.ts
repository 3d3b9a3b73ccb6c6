import { badInput, type FieldError, notFound } from "../../errors.ts";
import { markOf } from "./grade_values.ts";
import type { Scale } from "./scales.ts";
import type { ClassGrades, ClassGradesInput } from "./schema.ts";

type Mark = { grade: string; points: number | null; comment: string | null };

/** One mark of a column that is to change; null is no mark. */
export interface ChangedMark {
  student_id: number;
  grade_id: number | null;
  from: Mark | null;
  to: Mark | null;
}

/**
 * What of the marks that were sent is another than what stands in the column.
 * @throws {Refusal} 404 for a child who is not in the class, 400 with every bad mark
 */
export function changedMarks(
  marks: ClassGradesInput["marks"],
  { roster, scale }: { roster: ClassGrades["data"]; scale: Scale },
): ChangedMark[] {
  const lines = new Map(roster.map((line) => [line.student_id, line]));
  const errors: FieldError[] = [];
  const changes = marks.flatMap((sent, i): ChangedMark[] => {
    const line = lines.get(sent.student_id);
    if (!line) throw notFound("student in this class", [`body.marks.${i}.student_id`]);
    const { student_id, grade_id, grade, points, comment } = line;
    const from = grade === null ? null : { grade, points, comment };
    if (sent.grade === null) return from ? [{ student_id, grade_id, from, to: null }] : [];

    const mark = markOf(scale, { entered: sent.grade, before: from });
    if (!mark.ok) {
      errors.push({ path: `body.marks.${i}.grade`, message: mark.message });
      return [];
    }
    const to = {
      grade: mark.grade,
      points: mark.points,
      comment: sent.comment === undefined ? comment : sent.comment,
    };
    const same = from && to.grade === from.grade && to.comment === from.comment;
    return same ? [] : [{ student_id, grade_id, from, to }];
  });
  if (errors.length > 0) throw badInput(errors);
  return changes;
}
