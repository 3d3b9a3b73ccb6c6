export const TIMEZONE = "Europe/London";

const SCHOOL_DAYS = 45;
/** How many weeks before the last day's own week the half-term holiday is. */
const HALF_TERM_WEEKS_AGO = 4;
/** By this hour every class's register of the day is in. */
const REGISTERS_ARE_IN = 9;

type Day = Temporal.PlainDate;

export interface Calendar {
  /** The 45 days on which there was school, oldest first. */
  days: Day[];
  /** Monday of the week without school in their midst. */
  half_term: Day;
  /** A Thursday still to come. */
  parents_evening: Day;
  /** The year in which the school year began, in September. */
  school_year: number;
  term: { name: string; starts_on: string; ends_on: string };
  /** The weekdays of the term on which the school is closed. */
  holidays: { name: string; starts_on: string; ends_on: string }[];
  /** The moment, in UTC as the database writes it, when it is that time at the school. */
  moment(day: Day, time: string): string;
}

/**
 * The demo's term as it stands at a moment: the last of its 45 days is the newest
 * school day whose registers are in, so the school looks alive on any day of any year.
 * All that the demo holds follows from that day, and from nothing else of `now`.
 */
export function calendarAt(now: Date): Calendar {
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(TIMEZONE)
    .subtract({ hours: REGISTERS_ARE_IN }).toPlainDate();
  let last = today;
  while (!isOpen(last)) last = last.subtract({ days: 1 });

  const half_term = mondayOf(last).subtract({ weeks: HALF_TERM_WEEKS_AGO });
  const days: Day[] = [];
  for (let day = last; days.length < SCHOOL_DAYS; day = day.subtract({ days: 1 })) {
    if (isOpen(day) && !mondayOf(day).equals(half_term)) days.unshift(day);
  }

  const middle = days[Math.floor(SCHOOL_DAYS / 2)];
  let parents_evening = mondayOf(last).add({ days: 10 });
  while (!isOpen(parents_evening)) parents_evening = parents_evening.add({ weeks: 1 });
  // There is school tomorrow: the term goes on to the end of that week.
  const end = parents_evening.add({ days: 1 });

  return {
    days,
    half_term,
    parents_evening,
    school_year: middle.month >= 9 ? middle.year : middle.year - 1,
    term: {
      name: `${seasonOf(middle)} term ${middle.year}`,
      starts_on: days[0].toString(),
      ends_on: end.toString(),
    },
    holidays: [
      {
        name: "Half-term",
        starts_on: half_term.toString(),
        ends_on: half_term.add({ days: 4 }).toString(),
      },
      ...christmases(days[0], end),
    ],
    moment: (day, time) =>
      day.toZonedDateTime({ timeZone: TIMEZONE, plainTime: time }).toInstant()
        .toString({ fractionalSecondDigits: 3 }),
  };
}

/** "Friday 9 October". */
export function spoken(day: Day): string {
  return day.toLocaleString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}

function mondayOf(day: Day): Day {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function isOpen(day: Day): boolean {
  const christmas = (day.month === 12 && day.day >= 24) || (day.month === 1 && day.day === 1);
  return day.dayOfWeek <= 5 && !christmas;
}

/** Those that have a day from the first to the last. */
function christmases(first: Day, last: Day): Calendar["holidays"] {
  return [first.year - 1, first.year].map((year) => ({
    name: "Christmas",
    starts_on: `${year}-12-24`,
    ends_on: `${year + 1}-01-01`,
  })).filter(({ starts_on, ends_on }) =>
    starts_on <= last.toString() && first.toString() <= ends_on
  );
}

function seasonOf({ month }: Day): string {
  if (month >= 9) return "Autumn";
  return month <= 3 ? "Spring" : "Summer";
}
