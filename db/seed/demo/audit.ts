import { changesBetween } from "../../../api/access/audit.ts";
import type * as tables from "../../schema/mod.ts";
import { type Calendar, inTime } from "./calendar.ts";
import type { Gradebook } from "./gradebook.ts";
import { ADMIN_ID } from "./staff.ts";

type Line = typeof tables.audit_log.$inferInsert;
type Grade = typeof tables.grades.$inferInsert & { grade_id: number };

interface Written {
  calendar: Calendar;
  gradebook: Gradebook;
  grades: Grade[];
  /** What the marks were that have been changed since. */
  before: Map<number, Grade>;
}

/** Who entered and changed the scores and marks of the running term, and closed those before. */
export function auditRows({ calendar, gradebook, grades, before }: Written): Line[] {
  const { terms, term } = calendar;
  const closed = terms.filter((one) => one !== term).map(({ term_id, days }): Line => {
    const at = calendar.moment(days.at(-1)!, "18:30");
    return {
      ...{ at, actor_user_id: ADMIN_ID, action: "closeTerm", entity: "terms" },
      ...{ entity_id: term_id, changes: { closed_at: [null, at] } },
    };
  });
  const scores = gradebook.changes.map(({ assessment_id, from, to, ...who }): Line => ({
    ...{ ...who, action: "putScores", entity: "scores", entity_id: assessment_id },
    changes: { cell: [from, to] },
  }));
  const marks = grades.filter(({ term_id }) => term_id === term.term_id).flatMap((mark) => {
    const was = before.get(mark.grade_id);
    return was ? [entered(was, null), entered(mark, was)] : [entered(mark, null)];
  });
  return [...closed, ...scores, ...marks].toSorted((a, b) => inTime(a.at, b.at));
}

function entered(mark: Grade, before: Grade | null): Line {
  const { grade_id, student_id, entered_by, updated_at } = mark;
  return {
    at: updated_at,
    actor_user_id: entered_by,
    action: mark.percent == null ? "putClassGrades" : "postResults",
    entity: "grades",
    entity_id: grade_id,
    student_id,
    changes: changesBetween(before && valuesOf(before), valuesOf(mark)),
  };
}

function valuesOf(mark: Grade) {
  const { class_id, term_id, subject, credits, level, grade, points, comment, percent } = mark;
  return { class_id, term_id, subject, credits, level, grade, points, comment, percent };
}
