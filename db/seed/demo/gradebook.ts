import { average, type Cell } from "../../../api/features/gradebook/averages.ts";
import { DEFAULT_SCALE } from "../../../api/features/grades/scales.ts";
import { fold } from "../../../api/schema.ts";
import type * as tables from "../../schema/mod.ts";
import type { Calendar, DemoTerm } from "./calendar.ts";
import { type Child, childIn, STUDENT_LOGIN_ID } from "./children.ts";
import { CHILDREN } from "./families.ts";
import { madeAt } from "./people.ts";
import { type Random, randomFrom } from "./random.ts";
import { type Form, FORMS, LENIENCE, SUBJECTS, teacherOf } from "./staff.ts";

const SUBJECT = "Mathematics";
/** On which of the term's 45 days its results were posted. */
const POSTED = 45 - 1 - SUBJECTS.length + SUBJECTS.findIndex(({ name }) => name === SUBJECT);

/** The test that was looked through again for the child who signs in. */
const REMARKED = "Fractions test";

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

/** By how many terms ago it was: that of the one that runs first. */
const WORK: readonly (readonly Work[])[] = [
  [
    { title: "Place value", category: "Homework", day: 4, maximum: 10 },
    { title: "Negative numbers", category: "Homework", day: 9, maximum: 10 },
    { title: "Number test", category: "Tests", day: 12, maximum: 50 },
    { title: "Fractions", category: "Homework", day: 14, maximum: 10 },
    { title: "Decimals and percents", category: "Homework", day: 20, maximum: 20 },
    { title: "Angles", category: "Homework", day: 26, maximum: 10 },
    { title: REMARKED, category: "Tests", day: 27, maximum: 40 },
    { title: "Area and perimeter", category: "Homework", day: 32, maximum: 10 },
    { title: "Plan of a garden", category: "Projects", day: 35, maximum: 25 },
    {
      title: "Puzzle of the month",
      category: "Homework",
      day: 36,
      maximum: 5,
      extra_credit: true,
    },
    { title: "Geometry test", category: "Tests", day: 41, maximum: 50 },
    { title: "Bar charts", category: "Homework", day: 43, maximum: 10, unmarked: true },
  ],
  [
    { title: "Ratio and proportion", category: "Homework", day: 7, maximum: 10 },
    { title: "Percent change", category: "Homework", day: 14, maximum: 10 },
    { title: "Ratio test", category: "Tests", day: 19, maximum: 40 },
    { title: "Chance", category: "Homework", day: 25, maximum: 20 },
    { title: "A survey of our own", category: "Projects", day: 30, maximum: 25 },
    { title: "Statistics test", category: "Tests", day: 34, maximum: 50 },
  ],
  [
    { title: "Factors and multiples", category: "Homework", day: 6, maximum: 10 },
    { title: "Order of operations", category: "Homework", day: 13, maximum: 10 },
    { title: "Arithmetic test", category: "Tests", day: 18, maximum: 50 },
    { title: "Sequences", category: "Homework", day: 24, maximum: 20 },
    { title: "Patterns in the town", category: "Projects", day: 29, maximum: 25 },
    { title: "Algebra test", category: "Tests", day: 33, maximum: 40 },
  ],
];

/** A score that the teacher entered, or changed. */
export interface ScoreChange {
  at: string;
  actor_user_id: number;
  assessment_id: number;
  student_id: number;
  from: Cell | null;
  to: Cell;
}

/**
 * The classes in the subject that has gradebooks, one of each form, with each term's work.
 * The forms take the registers: these meet on no day of their own.
 */
export function gradebookRows(calendar: Calendar, children: Child[]) {
  const made_at = madeAt(calendar);
  const classes = FORMS.map((form) => classOf(form, made_at));
  const enrollments = children.map(({ student_id, form, terms }) => ({
    enrollment_id: CHILDREN + student_id,
    class_id: classIdOf(form),
    student_id,
    started_on: terms[0].starts_on,
    created_at: made_at,
  }));
  const rows = {
    classes,
    class_teachers: FORMS.map((form) => ({
      class_id: classIdOf(form),
      user_id: teacherOf(SUBJECT, form),
      created_at: made_at,
    })),
    enrollments: enrollments.toSorted((a, b) => a.class_id - b.class_id),
    categories: [] as (typeof tables.categories.$inferInsert & { category_id: number })[],
    assessments: [] as (typeof tables.assessments.$inferInsert & { assessment_id: number })[],
    scores: [] as (typeof tables.scores.$inferInsert)[],
  };
  const changes: ScoreChange[] = [];
  const posted = new Map(calendar.terms.map((term) => {
    const chance = chanceOf(term);
    const of_term = new Map<number, { class_id: number; percent: number }>();
    for (const form of FORMS) {
      const roster = children.filter((one) => one.form === form && one.terms.includes(term));
      if (roster.length > 0) fillTerm({ term, form, roster, chance, of_term });
    }
    return [term.term_id, of_term] as const;
  }));
  return { rows, changes, subject: SUBJECT, posted };

  function fillTerm({ term, form, roster, chance, of_term }: {
    term: DemoTerm;
    form: Form;
    roster: Child[];
    chance: ReturnType<typeof chanceOf>;
    of_term: Map<number, { class_id: number; percent: number }>;
  }) {
    const { days, term_id } = term;
    const { moment } = calendar;
    const class_id = classIdOf(form);
    const of_class = { class_id, term_id };
    const works = WORK[term.ago];
    const first_at = moment(days[0].subtract({ weeks: 1 }), "10:00");
    const categories = CATEGORIES.map((category, i) => ({
      ...{ category_id: rows.categories.length + i + 1, ...of_class, ...category },
      ...{ created_at: first_at, updated_at: first_at },
    }));
    rows.categories.push(...categories);
    const work = works.map(({ day, category, unmarked: _, ...rest }, i) => {
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

    for (const now of roster) {
      const child = childIn(now, term);
      const { student_id } = child;
      const cells = new Map<number, Cell>();
      works.forEach((one, i) => {
        const cell = cellOf(chance.cells, child, one);
        if (!cell) return;
        const { assessment_id } = work[i];
        if (one.day < POSTED) cells.set(assessment_id, cell);
        const at = moment(days[one.day], `16:${10 + form.class_id * 4}`);
        const before = cellBefore(chance.changes, { cell, work: one, student_id });
        const changed_at = before ? moment(days[one.day + 2], "12:20") : at;
        const who = { actor_user_id: teacherOf(SUBJECT, form), assessment_id, student_id };
        rows.scores.push({
          ...{ assessment_id, student_id, ...cell },
          ...{ created_at: at, updated_at: changed_at },
        });
        if (term.ago > 0) return;
        changes.push({ ...who, at, from: null, to: before ?? cell });
        if (before) changes.push({ ...who, at: changed_at, from: before, to: cell });
      });
      const { percent } = average({ rules: RULES, categories, assessments: work, cells });
      if (percent !== null) of_term.set(student_id, { class_id, percent });
    }
  }
}

export type Gradebook = ReturnType<typeof gradebookRows>;

const RULES = {
  missing_is_zero: false,
  labels: DEFAULT_SCALE.entries.flatMap(({ label, minimum }) =>
    minimum === null ? [] : [{ label, percent: minimum }]
  ),
};

function chanceOf({ ago }: DemoTerm) {
  const seed = (name: string) => ago === 0 ? name : `${name} ${ago}`;
  return { cells: randomFrom(seed("gradebook")), changes: randomFrom(seed("score changes")) };
}

function classIdOf(form: Form): number {
  return FORMS.length + form.class_id;
}

function classOf(form: Form, made_at: string) {
  const name = `${form.name} ${SUBJECT}`;
  return {
    ...{ class_id: classIdOf(form), name, sort_name: fold(name), subject: SUBJECT },
    ...{ grade_level: String(form.grade_level), credits: 1, level: "Regular" as const },
    // A list in a column, as every row of a demo is written.
    meets_on: "[]" as never,
    ...{ created_at: made_at, updated_at: made_at },
  };
}

/** What stood there before it was changed: work that came late was missing, a test was marked anew. */
function cellBefore(
  random: Random,
  { cell, work, student_id }: { cell: Cell; work: Work; student_id: number },
): Cell | null {
  if (cell.state === "late") return { state: "missing", score: null, label: null };
  const less = random.int(1, 3);
  const again = random.chance(0.03) ||
    (student_id === STUDENT_LOGIN_ID && work.title === REMARKED);
  if (work.category !== "Tests" || cell.state !== "scored" || !again) return null;
  return { ...cell, score: Math.max(0, cell.score! - less) };
}

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
