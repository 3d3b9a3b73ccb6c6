import { dayIn } from "../../platform/clock.ts";

/** The furthest that clocks are from UTC, in hours: Baker Island, Kiritimati. */
const OFFSETS = [-12, 0, 14];

/**
 * The days that it may be at the school now, wherever on earth it is: two or three. SQL knows
 * no time zones, so who needs the school's today and has one round trip asks for each of
 * these, reads `schoolZone` beside them, and takes the answer of `dayIn(timezone, now)`.
 */
export function possibleDays(now: Date): string[] {
  return [
    ...new Set(OFFSETS.map((hours) => dayIn("UTC", new Date(now.getTime() + hours * 3_600_000)))),
  ];
}
