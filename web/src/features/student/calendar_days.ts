import type { AttendanceDay, AttendanceYear } from "../../lib/api_types.ts";
import { addDays } from "../../lib/dates.ts";

/** A square of the calendar; null where the month has not begun or is over. */
export type Square =
  | null
  | { date: string; day: AttendanceDay | null; holiday: string | null };

export interface CalendarMonth {
  /** Its first day. */
  month: string;
  weeks: Square[][];
}

export interface Calendar {
  /** ISO weekdays that have a column: those with school, and any on which a day was marked. */
  weekdays: number[];
  months: CalendarMonth[];
}

/**
 * The months of a span as weeks of squares, Monday first. Months after `today` are left out,
 * and those before the first marked day: nothing is in them.
 */
export function calendarOf(year: AttendanceYear, today: string): Calendar {
  const { days, holidays, school_days } = year;
  const marked = new Map(days.map((day) => [day.date, day]));
  const weekdays = [...new Set([...school_days, ...days.map(({ date }) => weekdayOf(date))])]
    .toSorted((a, b) => a - b);
  const from = days[0] && days[0].date > year.from ? days[0].date : year.from;
  const last = days.at(-1)?.date ?? from;
  // Marks are of the past; the newest may be of a today that this device hasn't got to.
  const to = [year.to, last > today ? last : today].toSorted()[0];

  const squareOf = (date: string): Square => ({
    date,
    day: marked.get(date) ?? null,
    holiday: holidays.find(({ starts_on, ends_on }) => starts_on <= date && date <= ends_on)
      ?.name ?? null,
  });
  const months: CalendarMonth[] = [];
  for (let month = `${from.slice(0, 7)}-01`; month <= to; month = nextMonth(month)) {
    const weeks: Square[][] = [];
    for (let monday = addDays(month, 1 - weekdayOf(month)); monday < nextMonth(month);) {
      const week = weekdays.map((weekday) => {
        const date = addDays(monday, weekday - 1);
        return date.slice(0, 7) === month.slice(0, 7) ? squareOf(date) : null;
      });
      if (week.some((square) => square !== null)) weeks.push(week);
      monday = addDays(monday, 7);
    }
    months.push({ month, weeks });
  }
  return { weekdays, months };
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

function nextMonth(month: string): string {
  return `${addDays(month, 31).slice(0, 7)}-01`;
}
