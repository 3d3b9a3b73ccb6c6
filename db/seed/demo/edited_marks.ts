import { DEFAULT_SCALE } from "../../../api/features/grades/scales.ts";
import type * as tables from "../../schema/mod.ts";
import type { Calendar } from "./calendar.ts";
import { STUDENT_LOGIN_ID } from "./children.ts";
import { randomFrom } from "./random.ts";

type Grade = typeof tables.grades.$inferInsert & { grade_id: number };

/** On which of the term's 45 days posted marks were looked at again. */
const EDITED = 40;
const BECAUSE = [
  "Up a step: the project counts, which came after the average was taken",
  "Up a step: the last two tests show more than the first",
  "Up a step, for the oral examination",
];

const LETTERS = DEFAULT_SCALE.entries.filter(({ minimum }) => minimum !== null);

/**
 * The marks with some of the running term's posted ones moved up a step by their teacher, among
 * them that of the child who signs in; and what these were before.
 */
export function editedMarks({ term, days, moment }: Calendar, grades: Grade[]) {
  const random = randomFrom("edited marks");
  const at = moment(days[EDITED], "15:50");
  const before = new Map<number, Grade>();
  const after = grades.map((mark) => {
    if (mark.term_id !== term.term_id || mark.percent == null) return mark;
    const chosen = random.chance(0.03) || mark.student_id === STUDENT_LOGIN_ID;
    const comment = random.pick(BECAUSE);
    const step = LETTERS.findIndex(({ label }) => label === mark.grade) - 1;
    if (!chosen || step < 0) return mark;
    before.set(mark.grade_id, mark);
    const { label, points } = LETTERS[step];
    return { ...mark, grade: label, points, comment, updated_at: at };
  });
  return { grades: after, before };
}
