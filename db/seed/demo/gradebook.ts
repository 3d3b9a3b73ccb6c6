import { average, type Cell } from "../../../api/features/gradebook/averages.ts";
import { DEFAULT_SCALE } from "../../../api/features/grades/scales.ts";
import { fold } from "../../../api/schema.ts";
import type * as tables from "../../schema/mod.ts";
import type { Calendar } from "./calendar.ts";
import { type Child } from "./children.ts";
import { CHILDREN } from "./families.ts";
import { TERM_ID } from "./people.ts";
import { type Random, randomFrom } from "./random.ts";
import { FORMS, LENIENCE, SUBJECTS, teacherOf } from "./staff.ts";

const SUBJECT = "Mathematics";
/** On which of the term's 45 days its results were posted. */
const POSTED = 45 - 1 - SUBJECTS.length + SUBJECTS.findIndex(({ name }) => name === SUBJECT);

const CATEGORIES = [
  { name: "Homework", weight: 30, drop_lowest: 1 },
  { name: "Tests", weight: 50, drop_lowest: 0 },
  { name: "Projects", weight: 20, drop_lowest: 0 },
] as const;

interface Work {
  title: string;
  category: (typeof CATEGORIES)[number]["name"];
  /** On which of the term's 45 days, from 0. */
  day: number;
  maximum: number;
  extra_credit?: true;
  /** Handed in, and not looked through yet. */
  unmarked?: true;
}

const WORK: readonly Work[] = [
  { title: "Place value", category: "Homework", day: 4, maximum: 10 },
  { title: "Negative numbers", category: "Homework", day: 9, maximum: 10 },
  { title: "Number test", category: "Tests", day: 12, maximum: 50 },
  { title: "Fractions", category: "Homework", day: 14, maximum: 10 },
  { title: "Decimals and percents", category: "Homework", day: 20, maximum: 20 },
  { title: "Angles", category: "Homework", day: 26, maximum: 10 },
  { title: "Fractions test", category: "Tests", day: 27, maximum: 40 },
  { title: "Area and perimeter", category: "Homework", day: 32, maximum: 10 },
  { title: "Plan of a garden", category: "Projects", day: 35, maximum: 25 },
  { title: "Puzzle of the month", category: "Homework", day: 36, maximum: 5, extra_credit: true },
  { title: "Geometry test", category: "Tests", day: 41, maximum: 50 },
  { title: "Bar charts", category: "Homework", day: 43, maximum: 10, unmarked: true },
];

/**
 * The classes in the subject that has gradebooks, one of each form, with a term's work in each.
 * The forms take the registers: these meet on no day of their own.
 */
export function gradebookRows({ days, moment, term }: Calendar, children: Child[]) {
  const random = randomFrom("gradebook");
  const made_at = moment(days[0].subtract({ weeks: 3 }), "10:00");
  const made = { created_at: made_at, updated_at: made_at };
  const posted = new Map<number, { class_id: number; percent: number }>();
  const rows = {
    classes: [] as (typeof tables.classes.$inferInsert)[],
    class_teachers: [] as (typeof tables.class_teachers.$inferInsert)[],
    enrollments: [] as (typeof tables.enrollments.$inferInsert)[],
    categories: [] as (typeof tables.categories.$inferInsert & { category_id: number })[],
    assessments: [] as (typeof tables.assessments.$inferInsert)[],
    scores: [] as (typeof tables.scores.$inferInsert)[],
  };

  for (const form of FORMS) {
    const class_id = FORMS.length + form.class_id;
    const name = `${form.name} ${SUBJECT}`;
    const of_class = { class_id, term_id: TERM_ID };
    rows.classes.push({
      ...{ class_id, name, sort_name: fold(name), subject: SUBJECT },
      ...{ grade_level: String(form.grade_level), credits: 1, level: "Regular" },
      // A list in a column, as every row of a demo is written.
      meets_on: "[]" as never,
      ...made,
    });
    rows.class_teachers.push({
      ...{ class_id, user_id: teacherOf(SUBJECT, form), created_at: made_at },
    });
    const categories = CATEGORIES.map((category, i) => (
      { category_id: rows.categories.length + i + 1, ...of_class, ...category, ...made }
    ));
    rows.categories.push(...categories);
    const work = WORK.map(({ day, category, unmarked: _, ...rest }, i) => {
      const at = moment(days[Math.max(0, day - 3)], "15:40");
      return {
        assessment_id: rows.assessments.length + i + 1,
        ...of_class,
        ...rest,
        extra_credit: rest.extra_credit ?? false,
        category_id: categories.find(({ name }) => name === category)!.category_id,
        date: days[day].toString(),
        ...{ created_at: at, updated_at: at },
      };
    });
    rows.assessments.push(...work);

    for (const child of children.filter((one) => one.form === form)) {
      const { student_id } = child;
      const enrollment = { class_id, student_id, started_on: term.starts_on, created_at: made_at };
      rows.enrollments.push({ enrollment_id: CHILDREN + student_id, ...enrollment });
      const cells = new Map<number, Cell>();
      WORK.forEach(({ day }, i) => {
        const cell = cellOf(random, child, WORK[i]);
        if (!cell) return;
        const { assessment_id } = work[i];
        if (day < POSTED) cells.set(assessment_id, cell);
        const at = moment(days[day], `16:${10 + form.class_id * 4}`);
        rows.scores.push({ assessment_id, student_id, ...cell, created_at: at, updated_at: at });
      });
      const { percent } = average({ rules: RULES, categories, assessments: work, cells });
      if (percent !== null) posted.set(student_id, { class_id, percent });
    }
  }
  return { rows, subject: SUBJECT, posted };
}

export type Gradebook = ReturnType<typeof gradebookRows>;

const RULES = {
  missing_is_zero: false,
  labels: DEFAULT_SCALE.entries.flatMap(({ label, minimum }) =>
    minimum === null ? [] : [{ label, percent: minimum }]
  ),
};

function cellOf(random: Random, { ability }: Child, work: Work): Cell | null {
  const { maximum, unmarked, extra_credit, category } = work;
  const percent = random.around(ability + LENIENCE[SUBJECT]!, category === "Tests" ? 7 : 10);
  const score = Math.round(Math.min(Math.max(percent, 0), 100) / 100 * maximum * 2) / 2;
  const [chance, tries] = [random.int(1, 1000), random.chance(0.25)];
  if (unmarked || (extra_credit && !tries)) return null;
  if (extra_credit) return { state: "scored", score, label: null };
  if (chance <= 12) return { state: "exempt", score: null, label: null };
  if (category === "Homework" && chance <= (ability < 80 ? 90 : 25)) {
    return { state: "missing", score: null, label: null };
  }
  if (category !== "Tests" && chance > 970) return { state: "late", score, label: null };
  return { state: "scored", score, label: null };
}
