import type { Calendar, DemoTerm } from "./calendar.ts";
import { CHILDREN, families, type Family } from "./families.ts";
import { randomFrom } from "./random.ts";
import { FIRST_TEACHER_ID, type Form, FORMS, GRADE_LEVELS, TEACHERS } from "./staff.ts";

const FIRST_CHILD_ID = FIRST_TEACHER_ID + TEACHERS.length;
const FIRST_ADULT_ID = FIRST_CHILD_ID + CHILDREN;

/** The child who signs in, and the sibling whom the parent who signs in sees beside. */
export const STUDENT_LOGIN_ID = 1;
export const SIBLING_ID = 2;

export interface Child {
  student_id: number;
  user_id: number;
  name: string;
  gender: string;
  date_of_birth: string;
  student_number: string;
  form: Form;
  family: Household;
  /** About what percent the child's work earns. */
  ability: number;
  /** How many percent more the work earns from one term to the next. */
  progress: number;
  /** On how many of the term's days the child was not in school. */
  days_missed: number;
  /** In which terms the child is at the school, the oldest first: all come in grade 5. */
  terms: DemoTerm[];
}

/** A family whose adults have their user ids; those without accounts have none. */
export interface Household extends Family {
  guardians: (Family["adults"][number] & { user_id: number })[];
}

/** The 240 children of the roll, siblings one after the other and never in one grade level. */
export function childrenAt(calendar: Calendar): Child[] {
  const random = randomFrom("children");
  const often_away = new Set(
    random.shuffled(Array.from({ length: CHILDREN }, (_, i) => i + 1).slice(SIBLING_ID)).slice(
      0,
      5,
    ),
  );

  const progress = randomFrom("progress");

  const children: Child[] = [];
  for (const family of households()) {
    const birthday = random.int(45, 319);
    for (const { name, gender } of family.children) {
      const number = children.length;
      const form = formOf(number);
      const student_id = number + 1;
      children.push({
        student_id,
        user_id: FIRST_CHILD_ID + number,
        name,
        gender,
        // Kept near the siblings' birthdays, as a grade level lies between them, not a year.
        date_of_birth: bornFor(form, calendar, birthday + random.int(-40, 40)),
        student_number: studentNumber(number, form, calendar),
        form,
        family,
        ability: random.around(often_away.has(student_id) ? 74 : 84, 7.5),
        progress: progress.around(0.5, 2),
        terms: calendar.terms.filter((term) =>
          gradeLevelIn(form, term, calendar) >= GRADE_LEVELS[0]
        ),
        days_missed: often_away.has(student_id)
          ? random.int(6, 12)
          : random.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4]),
      });
    }
  }
  Object.assign(children[STUDENT_LOGIN_ID - 1], { ability: 95, days_missed: 1, progress: 4 });
  Object.assign(children[SIBLING_ID - 1], { ability: 83, days_missed: 4, progress: -2 });
  return children;
}

/** The child as they were in a term: a grade level below, perhaps, and not where they are now. */
export function childIn(child: Child, term: DemoTerm): Child {
  const now = child.terms.at(-1)!;
  const grade_level = child.form.grade_level - (now.school_year - term.school_year);
  return {
    ...child,
    form: { ...child.form, grade_level },
    ability: child.ability - child.progress * term.ago,
  };
}

function gradeLevelIn({ grade_level }: Form, term: DemoTerm, { school_year }: Calendar): number {
  return grade_level - (school_year - term.school_year);
}

function households(): Household[] {
  let user_id = FIRST_ADULT_ID;
  return families().map((family) => ({
    ...family,
    guardians: family.online
      ? family.adults.map((adult) => ({ ...adult, user_id: user_id++ }))
      : [],
  }));
}

// Five in a row are in five grade levels, neighbours mostly two or three apart.
function formOf(number: number): Form {
  const grade_level = GRADE_LEVELS[(number * 2 + 3) % GRADE_LEVELS.length];
  const section = Math.floor(number / GRADE_LEVELS.length) % 2 === 0 ? "A" : "B";
  return FORMS.find((form) => form.grade_level === grade_level && form.section === section)!;
}

/** A child of grade 5 is ten when the school year begins. */
function bornFor({ grade_level }: Form, { school_year }: Calendar, day: number): string {
  return Temporal.PlainDate.from({ year: school_year - grade_level - 6, month: 9, day: 1 })
    .add({ days: day }).toString();
}

/** The year in which the child came, in grade 5, and a number within it: "2023-014". */
function studentNumber(number: number, { grade_level }: Form, { school_year }: Calendar): string {
  const within = Math.floor(number / GRADE_LEVELS.length) + 1;
  return `${school_year - grade_level + GRADE_LEVELS[0]}-${String(within).padStart(3, "0")}`;
}
