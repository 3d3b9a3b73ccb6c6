/** `Good morning, Helen Marsh`, by the school's clock. The whole name: not every script puts the given name first. */
export function greeting(
  { name, timezone, now = new Date() }: {
    name: string;
    timezone: string;
    now?: Date;
  },
): string {
  const hour = Number(
    new Intl.DateTimeFormat("en", {
      hour: "numeric",
      hourCycle: "h23",
      timeZone: timezone,
    }).format(now),
  );
  const time = hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return `Good ${time}, ${name}`;
}
