import { shown } from "../../../api/features/gradebook/averages.ts";
import { DEFAULT_SCALE, resolveGrade } from "../../../api/features/grades/scales.ts";
import type * as tables from "../../schema/mod.ts";
import type { Calendar, DemoTerm } from "./calendar.ts";
import { type Child, childIn, STUDENT_LOGIN_ID } from "./children.ts";
import { EXEMPT_BECAUSE, NEXT_STEPS, VERDICTS } from "./comments.ts";
import type { Gradebook } from "./gradebook.ts";
import { type Random, randomFrom } from "./random.ts";
import { FORMS, LENIENCE, type Subject, SUBJECTS, teacherOf } from "./staff.ts";

type Grade = typeof tables.grades.$inferInsert;
type Mark = Pick<Grade, "grade" | "level" | "comment" | "percent">;

/** Of the marks: a mark as it was entered, before the database gives it an id. */
type Entered = Omit<Grade, "grade_id">;

interface Sources {
  children: Child[];
  gradebook: Gradebook;
}

/**
 * Each term's marks in all eight subjects, entered a subject a day on the eight days before the
 * last; in the subject that has gradebooks they are what those came to.
 */
export function gradeRows(calendar: Calendar, { children, gradebook }: Sources) {
  return calendar.terms
    .flatMap((term) =>
      marksOf(term, {
        calendar,
        children: children.filter(({ terms }) => terms.includes(term)),
        gradebook,
      })
    )
    .map((row, i) => ({ grade_id: i + 1, ...row }));
}

function marksOf(
  term: DemoTerm,
  { calendar: { moment }, children, gradebook }: Sources & { calendar: Calendar },
): Entered[] {
  const { term_id, days, ago } = term;
  const random = randomFrom(ago === 0 ? "marks" : `marks ${ago}`);
  const posted_in_term = gradebook.posted.get(term_id)!;
  const rosters = Map.groupBy(children, ({ form }) => form);
  const rows: Entered[] = [];
  SUBJECTS.forEach((subject, i) => {
    const day = days[days.length - 1 - SUBJECTS.length + i];
    for (const form of FORMS) {
      const at = moment(day, `16:${10 + form.class_id * 3}`);
      for (const now of rosters.get(form) ?? []) {
        const child = childIn(now, term);
        const posted = subject.name === gradebook.subject
          ? posted_in_term.get(child.student_id)
          : undefined;
        const mark = markOf(random, { child, subject, posted });
        rows.push({
          student_id: child.student_id,
          subject: subject.name,
          ...mark,
          points: pointsOf(mark.grade),
          credits: subject.credits,
          term_id,
          class_id: posted?.class_id ?? form.class_id,
          class_result: posted !== undefined,
          entered_by: teacherOf(subject.name, form),
          created_at: at,
          updated_at: at,
        });
      }
    }
  });
  return rows;
}

function markOf(
  random: Random,
  { child, subject, posted }: { child: Child; subject: Subject; posted?: { percent: number } },
): Mark {
  const level = levelOf(child, subject);
  const reason = EXEMPT_BECAUSE[subject.name];
  if (reason && child.student_id !== STUDENT_LOGIN_ID && random.chance(0.03)) {
    return { grade: "EX", level, comment: reason };
  }
  const guessed = random.around(child.ability + (LENIENCE[subject.name] ?? 0), 4);
  const percent = posted ? Number(shown(posted.percent)) : guessed;
  // The two lowest grade levels take sports for a pass, not for a letter.
  if (subject.name === "Physical Education" && child.form.grade_level <= 6) {
    return { grade: percent < 68 ? "NP" : "P", level, comment: null };
  }
  return {
    grade: letterOf(percent),
    level,
    comment: random.chance(0.35) ? commentOn(random, percent, subject) : null,
    percent: posted?.percent,
  };
}

function levelOf({ ability, form }: Child, subject: Subject): Grade["level"] {
  if (!subject.honors || form.grade_level < 7 || ability < 89) return "Regular";
  return form.grade_level === 9 && subject.name === "History" ? "AP" : "Honors";
}

function commentOn(random: Random, percent: number, { name }: Subject): string {
  const verdicts = VERDICTS[[90, 80, 70].filter((bound) => percent < bound).length];
  return `${random.pick(verdicts)} ${random.pick(NEXT_STEPS[name])}`;
}

function letterOf(percent: number): string {
  return DEFAULT_SCALE.entries.find(({ minimum }) => minimum !== null && minimum <= percent)!.label;
}

const POINTS = new Map<string, number | null>();

/** As the scale says, which is asked once for each mark that there is. */
function pointsOf(grade: string): number | null {
  if (!POINTS.has(grade)) POINTS.set(grade, resolved(grade));
  return POINTS.get(grade)!;
}

function resolved(grade: string): number | null {
  const resolved = resolveGrade(DEFAULT_SCALE, grade);
  if (!resolved.ok) throw new Error(resolved.message);
  return resolved.points;
}
