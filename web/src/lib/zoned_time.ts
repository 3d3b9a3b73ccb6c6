/** The moment a day begins on a clock elsewhere: `2026-03-29` in Europe/Berlin, as RFC 3339 in UTC. */
export function startOfDay(date: string, timezone: string): string {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // The offset is asked for twice: the first guess may lie on the other side of a clock change.
  const guess = midnight - offsetAt(midnight, timezone);
  return new Date(midnight - offsetAt(guess, timezone)).toISOString();
}

/** How far the clock there is ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((found) => found.type === type)!.value);
  const there = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return there - Math.floor(moment / 1000) * 1000;
}
