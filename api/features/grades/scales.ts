/**
 * One row of a scale. `minimum` is the least percent that earns the label (null:
 * by label only); `points` null means the grade is in neither sum of the GPA.
 */
export type ScaleEntry = {
  label: string;
  minimum: number | null;
  points: number | null;
  pass: boolean;
};

/**
 * A grading scale, as the school stores it (JSON). More is always better.
 *
 * - `minimum` to `maximum`: what a number may be when one is entered, from 0 and
 *   below 1,000 (so a comma is always a decimal one): marks on a numeric scale,
 *   percents on a letter scale.
 * - `pass_mark`: the least passing number. On a letter scale it only describes
 *   the entries, whose own `pass` decides.
 * - `honors_bonus`, `ap_bonus`: points that the weighted GPA adds.
 */
export type Scale = {
  name: string;
  kind: "letter" | "numeric";
  minimum: number;
  maximum: number;
  pass_mark: number;
  honors_bonus: number;
  ap_bonus: number;
  entries: ScaleEntry[];
};

export type ResolvedGrade =
  | { ok: true; grade: string; points: number | null; passed: boolean }
  | { ok: false; message: string };

/** Pass, no pass, exempt, incomplete, withdrawn: on every scale, in neither sum. Only "P" is a pass. */
export const UNCOUNTED_ENTRIES: readonly ScaleEntry[] = [
  { label: "P", minimum: null, points: null, pass: true },
  { label: "NP", minimum: null, points: null, pass: false },
  { label: "EX", minimum: null, points: null, pass: false },
  { label: "I", minimum: null, points: null, pass: false },
  { label: "W", minimum: null, points: null, pass: false },
];

const US_LETTERS = {
  kind: "letter",
  minimum: 0,
  maximum: 100,
  pass_mark: 60,
  honors_bonus: 0.5,
  ap_bonus: 1,
} as const;

const UNWEIGHTED_NUMBERS = {
  kind: "numeric",
  honors_bonus: 0,
  ap_bonus: 0,
} as const;

export type ScalePreset =
  | "us_plus_minus"
  | "us_plain"
  | "zero_to_twenty"
  | "one_to_six"
  | "percent";

/** The scales a school can start from. Source: Laurel's design, section 4 (GPA). */
export const SCALE_PRESETS: Record<ScalePreset, Scale> = {
  us_plus_minus: {
    name: "US 4.0 with plus and minus",
    ...US_LETTERS,
    entries: [
      band("A+", 97, 4),
      band("A", 93, 4),
      band("A-", 90, 3.7),
      band("B+", 87, 3.3),
      band("B", 83, 3),
      band("B-", 80, 2.7),
      band("C+", 77, 2.3),
      band("C", 73, 2),
      band("C-", 70, 1.7),
      band("D+", 67, 1.3),
      band("D", 63, 1),
      band("D-", 60, 0.7),
      band("F", 0, 0),
    ],
  },
  us_plain: {
    name: "US 4.0 without plus and minus",
    ...US_LETTERS,
    entries: [
      band("A", 90, 4),
      band("B", 80, 3),
      band("C", 70, 2),
      band("D", 60, 1),
      band("F", 0, 0),
    ],
  },
  zero_to_twenty: {
    name: "0 to 20",
    ...UNWEIGHTED_NUMBERS,
    minimum: 0,
    maximum: 20,
    pass_mark: 10,
    entries: [],
  },
  one_to_six: {
    name: "1 to 6",
    ...UNWEIGHTED_NUMBERS,
    minimum: 1,
    maximum: 6,
    pass_mark: 4,
    entries: [],
  },
  // Passes where the letter presets do, so a school that moves between them
  // changes nobody's pass.
  percent: {
    name: "Percent",
    ...UNWEIGHTED_NUMBERS,
    minimum: 0,
    maximum: 100,
    pass_mark: 60,
    entries: [],
  },
};

export const DEFAULT_SCALE: Scale = SCALE_PRESETS.us_plus_minus;

/**
 * What a grade, as a teacher typed it, is worth on a scale.
 *
 * Tried in this order: a label of the scale, a label that every scale knows
 * (`UNCOUNTED_ENTRIES`), a number. Labels match in any case and with any dash for
 * "-". A number has ASCII digits, at most three decimals after a point or a comma,
 * and "%" where numbers are percents.
 *
 * - On a letter scale the number is a percent and earns the highest band whose
 *   minimum it reaches. Nothing is rounded up: with bands at 97 and 93, 96.99 is
 *   in the second.
 * - On a numeric scale the number is its own points.
 *
 * `grade` is the entry, trimmed, a label in the scale's own spelling. `points` null
 * means not counted. Never throws: a refusal is `ok: false` with a message for the
 * person who typed it.
 */
export function resolveGrade(scale: Scale, entered: string): ResolvedGrade {
  const grade = entered.trim();

  const labelled = findLabel(scale.entries, grade) ??
    findLabel(UNCOUNTED_ENTRIES, grade);
  if (labelled) {
    const { label, points, pass } = labelled;
    return { ok: true, grade: label, points, passed: pass };
  }

  const value = readNumber(scale, grade);
  if (value === null) return refuse(scale, grade);
  if (scale.kind === "numeric") {
    return { ok: true, grade, points: value, passed: value >= scale.pass_mark };
  }

  const reached = findBand(scale.entries, value);
  if (!reached) return refuse(scale, grade);
  return { ok: true, grade, points: reached.points, passed: reached.pass };
}

function band(label: string, minimum: number, points: number): ScaleEntry {
  return { label, minimum, points, pass: points > 0 };
}

function findLabel(entries: readonly ScaleEntry[], text: string) {
  const folded = foldLabel(text);
  return entries.find((entry) => foldLabel(entry.label) === folded);
}

/**
 * A label as it is compared, in any case. Word processors and phone keyboards turn the
 * "-" of "A-" into a hyphen (U+2010, U+2011), a dash (U+2013, U+2014) or a minus sign
 * (U+2212). Macs may split an accent from its letter.
 */
export function foldLabel(label: string): string {
  return label.normalize("NFC").replace(/[\u2010\u2011\u2013\u2014\u2212]/g, "-").toUpperCase();
}

// Three decimals and no exponent: beyond some sixteen digits, 96.99…9 would parse
// as 97 and climb a band.
const NUMBER = /^(\d+(?:[.,]\d{1,3})?)(\s?%)?$/;

function readNumber(scale: Scale, text: string): number | null {
  const [, digits, percent_sign] = NUMBER.exec(text) ?? [];
  if (!digits || (percent_sign && !countsInPercent(scale))) return null;

  const value = Number(digits.replace(",", "."));
  return value >= scale.minimum && value <= scale.maximum ? value : null;
}

function countsInPercent(scale: Scale): boolean {
  return scale.kind === "letter" ||
    (scale.minimum === 0 && scale.maximum === 100);
}

/** The best band that a percent reaches. A school's own scale may list its bands in any order. */
export function findBand(entries: ScaleEntry[], percent: number): ScaleEntry | undefined {
  return entries
    .toSorted((a, b) => (b.minimum ?? 0) - (a.minimum ?? 0))
    .find((entry) => entry.minimum !== null && entry.minimum <= percent);
}

function refuse(scale: Scale, grade: string): ResolvedGrade {
  const problem = grade === ""
    ? "The grade is empty"
    : `"${grade}" is not a grade on the scale "${scale.name}"`;
  return { ok: false, message: `${problem}; enter ${describeEntries(scale)}` };
}

function describeEntries(scale: Scale): string {
  const choices = [...scale.entries, ...UNCOUNTED_ENTRIES].map((entry) => `"${entry.label}"`);
  const lowest = lowestNumber(scale);
  if (lowest !== null) {
    const number = countsInPercent(scale) ? "a percent" : "a number";
    choices.unshift(
      `${number} from ${lowest} to ${scale.maximum} with at most three decimals`,
    );
  }
  return new Intl.ListFormat("en", { type: "disjunction" })
    .format(new Set(choices));
}

/** Null where only labels are taken: a letter scale without a band. */
function lowestNumber(scale: Scale): number | null {
  if (scale.kind === "numeric") return scale.minimum;
  const minimums = scale.entries.flatMap((entry) => entry.minimum ?? []);
  return minimums.length === 0 ? null : Math.max(scale.minimum, Math.min(...minimums));
}
