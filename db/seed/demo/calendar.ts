export const TIMEZONE = "Europe/London";

const SCHOOL_DAYS = 45;
/** How many terms are over. */
const EARLIER_TERMS = 2;
/** Weeks between the last week of a term and the first of the next; before the autumn it is summer. */
const BREAK_WEEKS = 2;
const SUMMER_WEEKS = 6;
/** How many weeks before the last day's own week the half-term holiday is. */
const HALF_TERM_WEEKS_AGO = 4;
/** By this hour every class's register of the day is in. */
const REGISTERS_ARE_IN = 9;

type Day = Temporal.PlainDate;

/** A term that is there in the demo, the one that runs or one that is over. */
export interface DemoTerm {
  term_id: number;
  name: string;
  starts_on: string;
  ends_on: string;
  /** The 45 days of it on which there has been school, oldest first. */
  days: Day[];
  /** The year in which its school year began, in September. */
  school_year: number;
  /** How many terms ago: 0 is the one that runs. */
  ago: number;
}

export interface Calendar {
  /** All terms, the oldest first; the last is the one that runs. */
  terms: DemoTerm[];
  /** The 45 days on which there was school, oldest first. */
  days: Day[];
  /** Monday of the week without school in their midst. */
  half_term: Day;
  /** A Thursday still to come. */
  parents_evening: Day;
  /** The year in which the school year began, in September. */
  school_year: number;
  term: DemoTerm;
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

  const { days, half_term } = schoolDays(last);
  const season = seasonOf(days[Math.floor(SCHOOL_DAYS / 2)]);
  let parents_evening = mondayOf(last).add({ days: 10 });
  while (!isOpen(parents_evening)) parents_evening = parents_evening.add({ weeks: 1 });
  // There is school tomorrow: the term goes on to the end of that week.
  const end = parents_evening.add({ days: 1 });

  const stretches = [{ days, half_term, season, end }];
  for (let ago = 1; ago <= EARLIER_TERMS; ago++) {
    stretches.unshift(stretchBefore(stretches[0]));
  }
  const terms = stretches.map(({ days, season, end }, i) => ({
    term_id: i + 1,
    name: `${season.name} term ${season.year}`,
    starts_on: days[0].toString(),
    ends_on: end.toString(),
    days,
    school_year: season.name === "Autumn" ? season.year : season.year - 1,
    ago: EARLIER_TERMS - i,
  }));
  const term = terms.at(-1)!;

  return {
    terms,
    days,
    half_term,
    parents_evening,
    school_year: term.school_year,
    term,
    holidays: stretches.flatMap(({ days, half_term, end }) => [
      {
        name: "Half-term",
        starts_on: half_term.toString(),
        ends_on: half_term.add({ days: 4 }).toString(),
      },
      ...christmases(days[0], end),
    ]),
    moment: remembered((day, time) =>
      day.toZonedDateTime({ timeZone: TIMEZONE, plainTime: time }).toInstant()
        .toString({ fractionalSecondDigits: 3 })
    ),
  };
}

/** The order of two moments as the database writes them: they are all as long. */
export function inTime(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Stretch {
  days: Day[];
  half_term: Day;
  season: Season;
  /** The last day of the term. */
  end: Day;
}

/** The term before, which ended on the last open day of a week. */
function stretchBefore({ days: [first], season }: Stretch): Stretch {
  const weeks = season.name === "Autumn" ? SUMMER_WEEKS : BREAK_WEEKS;
  let end = mondayOf(first).subtract({ weeks }).subtract({ days: 3 });
  while (!isOpen(end)) end = end.subtract({ days: 1 });
  return { ...schoolDays(end), season: seasonBefore(season), end };
}

/** The 45 days up to one, with a week without school in their midst. */
function schoolDays(last: Day): Pick<Stretch, "days" | "half_term"> {
  const half_term = mondayOf(last).subtract({ weeks: HALF_TERM_WEEKS_AGO });
  const days: Day[] = [];
  for (let day = last; days.length < SCHOOL_DAYS; day = day.subtract({ days: 1 })) {
    if (isOpen(day) && !mondayOf(day).equals(half_term)) days.unshift(day);
  }
  return { days, half_term };
}

const SPOKEN = new Intl.DateTimeFormat("en-GB", {
  ...{ weekday: "long", day: "numeric", month: "long" },
  timeZone: "UTC",
});

/** "Friday 9 October". */
export function spoken(day: Day | string): string {
  return SPOKEN.format(new Date(day.toString()));
}

/** The same moment is asked for by every child of a class, and reckoning it takes its time. */
function remembered(moment: Calendar["moment"]): Calendar["moment"] {
  const known = new Map<string, string>();
  return (day, time) => {
    const key = `${day} ${time}`;
    return known.get(key) ?? known.set(key, moment(day, time)).get(key)!;
  };
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

interface Season {
  name: "Autumn" | "Spring" | "Summer";
  year: number;
}

function seasonOf({ month, year }: Day): Season {
  if (month >= 9) return { name: "Autumn", year };
  return { name: month <= 3 ? "Spring" : "Summer", year };
}

function seasonBefore({ name, year }: Season): Season {
  if (name === "Autumn") return { name: "Summer", year };
  return name === "Summer" ? { name: "Spring", year } : { name: "Autumn", year: year - 1 };
}
