import { school } from "./session.ts";

function timeZone(): string | undefined {
  return school.value?.timezone || undefined;
}

/** `2026-09-01` → `1 Sept 2026` in the reader's language. A date has no time zone. */
export function formatDate(
  date: string | null,
  options: Intl.DateTimeFormatOptions = { dateStyle: "medium" },
): string {
  if (!date) return "";
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" })
    .format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** `2026-09-01` → `Tue 1 Sept`. */
export function formatDay(date: string): string {
  return formatDate(date, { weekday: "short", day: "numeric", month: "short" });
}

/** `2026-09-01` → `Tuesday, 1 September 2026`. */
export function formatLongDate(date: string): string {
  return formatDate(date, { dateStyle: "full" });
}

/** A moment (RFC 3339) on the school's clock. */
export function formatTime(
  time: string | null,
  options: Intl.DateTimeFormatOptions = {
    dateStyle: "medium",
    timeStyle: "short",
  },
): string {
  if (!time) return "";
  return new Intl.DateTimeFormat(undefined, {
    ...options,
    timeZone: timeZone(),
  }).format(new Date(time));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `2 hours ago`, up to a week; then the date. */
export function formatAgo(time: string, now = Date.now()): string {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  if (seconds > 7 * 86_400) return formatTime(time, { dateStyle: "medium" });
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (seconds >= size) return words.format(-Math.floor(seconds / size), unit);
  }
  return words.format(0, "second");
}

/** Today at the school, `YYYY-MM-DD`, even where the reader's own clock is in another zone. */
export function schoolToday(now = new Date()): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: timeZone(),
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)!.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** Whether it is a day of the calendar, `YYYY-MM-DD`: an address may say anything. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The date `days` later (or earlier, if negative). */
export function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** `1` → `Monday` in the reader's language; ISO weekdays, 1 to 7. */
export function weekdayName(weekday: number, style: "long" | "short" | "narrow"): string {
  // The first of January 2024 was a Monday.
  return formatDate(`2024-01-0${weekday}`, { weekday: style });
}

/** The time zones that this browser knows, with `extra` among them. */
export function timeZones(extra: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([extra, "UTC", ...known])].sort();
}

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
