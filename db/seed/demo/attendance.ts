import type * as tables from "../../schema/mod.ts";
import type { Calendar, DemoTerm } from "./calendar.ts";
import type { Child } from "./children.ts";
import { type Random, randomFrom } from "./random.ts";
import { FORMS } from "./staff.ts";

export type Attendance = typeof tables.attendance.$inferInsert;
type Mark = Pick<Attendance, "status" | "minutes_late" | "reason">;

const ILLNESSES = [
  "Flu",
  "Stomach bug",
  "Fever",
  "Cold",
  "Migraine",
  "Chickenpox",
  "Ear infection",
];
const APPOINTMENTS = [
  "Dentist",
  "Orthodontist",
  "Hospital check-up",
  "Eye test",
  "Family wedding",
  "Funeral",
  "Religious holiday",
  "Music exam",
];
const DELAYS = ["Bus was late", "Traffic", "Overslept", "Train cancelled", "Doctor's appointment"];

/** A mark for every child on every day, in the order in which the registers were taken. */
export function attendanceRows(calendar: Calendar, children: Child[]): Attendance[] {
  return calendar.terms
    .flatMap((term) =>
      marksOf(term, { calendar, children: children.filter(({ terms }) => terms.includes(term)) })
    )
    .map((row, i) => ({ attendance_id: i + 1, ...row }));
}

function marksOf(
  { days, ago }: DemoTerm,
  { calendar: { moment }, children }: { calendar: Calendar; children: Child[] },
): Attendance[] {
  const random = randomFrom(ago === 0 ? "attendance" : `attendance ${ago}`);
  const marks = new Map(children.map((child) => {
    const days_missed = ago === 0 ? child.days_missed : missedBefore(random, child);
    const away = absences(random, { ...child, days_missed }, days.length);
    const often_late = random.chance(0.12);
    return [
      child.student_id,
      days.map((_, i) => away.get(i) ?? present(random, often_late ? 0.12 : 0.015)),
    ];
  }));
  const rosters = Map.groupBy(children, ({ form }) => form);

  return days.flatMap((day, i) => {
    const date = day.toString();
    return FORMS.flatMap((form) => {
      const at = moment(day, `08:${45 + form.class_id}`);
      return (rosters.get(form) ?? []).map(({ student_id }) => ({
        student_id,
        date,
        ...marks.get(student_id)![i],
        class_id: form.class_id,
        created_at: at,
        updated_at: at,
      }));
    });
  });
}

/** Who is often away was so before, and nobody else. */
function missedBefore(random: Random, { days_missed }: Child): number {
  if (days_missed > 4) return random.int(6, 12);
  return Math.min(Math.max(days_missed + random.int(-2, 1), 0), 4);
}

/** The days a child was away: an illness takes two or three in a row, the rest come singly. */
function absences(random: Random, { ability, days_missed }: Child, days: number) {
  const away = new Map<number, Mark>();
  while (away.size < days_missed) {
    const first = random.int(0, days - 1);
    const ill = random.chance(0.4);
    const last = Math.min(first + (ill ? random.int(1, 2) : 0), days - 1);
    const mark = ill
      ? excused(random.pick(ILLNESSES))
      : random.chance(ability < 90 ? 0.4 : 1)
      ? excused(random.pick([...APPOINTMENTS, ...ILLNESSES]))
      : unexcused(random.chance(0.15) ? "No answer from home" : null);
    for (let day = first; day <= last && away.size < days_missed; day++) away.set(day, mark);
  }
  return away;
}

function excused(reason: string): Mark {
  return { status: "Excused", minutes_late: null, reason };
}

function unexcused(reason: string | null): Mark {
  return { status: "Absent", minutes_late: null, reason };
}

function present(random: Random, late: number): Mark {
  if (!random.chance(late)) return { status: "Present", minutes_late: null, reason: null };
  return {
    status: "Present",
    minutes_late: random.int(2, 15),
    reason: random.chance(0.35) ? random.pick(DELAYS) : null,
  };
}
