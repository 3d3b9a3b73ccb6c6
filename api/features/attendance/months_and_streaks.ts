import type { ATTENDANCE_STATUSES } from "../../../db/schema/attendance.ts";

interface Day {
  date: string;
  status: (typeof ATTENDANCE_STATUSES)[number];
  late: boolean;
}

export interface Month {
  /** `YYYY-MM`. */
  month: string;
  marked: number;
  present: number;
  absent: number;
  excused: number;
  late: number;
  /** present / marked, from 0 to 1. */
  rate: number;
}

/** What marked days come to, month by month; a month without one is left out. */
export function months(days: readonly Day[]): Month[] {
  const byMonth = Map.groupBy(days, ({ date }) => date.slice(0, 7));
  return [...byMonth].map(([month, of]) => {
    const count = (status: Day["status"]) => of.filter((day) => day.status === status).length;
    const present = count("Present");
    return {
      month,
      marked: of.length,
      present,
      absent: count("Absent"),
      excused: count("Excused"),
      late: of.filter(({ status, late }) => status === "Present" && late).length,
      rate: present / of.length,
    };
  });
}

/**
 * The runs of marked days, a day without a mark neither adding to one nor ending it.
 * `present_days` and `absent_days` (Absent or Excused) are the run that the last marked day is
 * in, so one of them is 0; `longest_present` is the longest there was.
 * @param days oldest first
 */
export function streaks(days: readonly Day[]) {
  let [present_days, absent_days, longest_present] = [0, 0, 0];
  for (const { status } of days) {
    const here = status === "Present";
    present_days = here ? present_days + 1 : 0;
    absent_days = here ? 0 : absent_days + 1;
    longest_present = Math.max(longest_present, present_days);
  }
  return { streak: { present_days, absent_days }, longest_present };
}
