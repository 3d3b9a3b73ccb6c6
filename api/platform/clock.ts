export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar day before another, both `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * 60 * 60_000).toISOString().slice(0, 10);
}

/** The calendar day, `YYYY-MM-DD`, that it is at the moment in the time zone (IANA name). */
export function dayIn(timezone: string, moment: Date): string {
  // en-CA writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(moment);
}
