import type { Scale } from "./scales.ts";

export type GradeLevel = "Regular" | "Honors" | "AP";

/** A stored grade. `points` were resolved when it was entered; null: not counted. */
export type GpaInput = {
  grade_id: number;
  subject: string;
  grade: string;
  points: number | null;
  credits: number | null;
  level: GradeLevel;
  term_id: number | null;
};

/** Why a grade is in neither sum, in plain English. The keys are stable. */
export const NOT_COUNTED_REASONS = {
  pass_fail: "Pass or no pass, which carries no points",
  exempt: "The student is exempt from this subject",
  incomplete: "Incomplete; enter the grade once the work is in",
  withdrawn: "The student withdrew from this subject",
  no_points: "This grade carries no points on the scale it was entered on",
  no_credits: "No credits are set; give the grade its credits to count it",
} as const;

export type NotCountedReason = keyof typeof NOT_COUNTED_REASONS;

type GradeRef = Pick<GpaInput, "grade_id" | "subject" | "grade" | "term_id">;

/** `points` without the bonus; the weighted GPA takes `points + bonus`. */
export type CountedGrade = GradeRef & {
  level: GradeLevel;
  points: number;
  bonus: number;
  credits: number;
};

export type NotCountedGrade = GradeRef & { reason: NotCountedReason };

/** GPAs in the scale's points, to two decimals; null when nothing counts, which is not 0. */
export type GpaAverage = {
  gpa: number | null;
  weighted_gpa: number | null;
  credits: number;
};

export type TermGpa = GpaAverage & { term_id: number | null };

export type GpaAnswer = GpaAverage & {
  counted: CountedGrade[];
  not_counted: NotCountedGrade[];
  terms: TermGpa[];
};

/**
 * The grade point average: Σ(points × credits) / Σ credits over the counted grades,
 * overall and for each term. Source: Laurel's design, section 4 (GPA).
 *
 * - A grade counts if it has points and more than 0 credits; each that does not is
 *   in `not_counted` with one reason, its points looked at first.
 * - A repeated subject counts once for every attempt, as the transcript shows each.
 * - Weighted adds the scale's bonus for the level, never to 0 points (an F) or fewer.
 * - Points are used as stored, so a change of scale never rewrites an old grade;
 *   of `scale` only the bonuses matter.
 * - Sums are exact to a millionth of a point and of a credit; the only rounding is
 *   half-up to two decimals in the answer. An overall GPA comes from the grades,
 *   never from rounded terms.
 *
 * `counted` and `not_counted` keep the input's order; `terms` has every term of the
 * input, in order of first appearance. Throws RangeError if points or credits are
 * not finite.
 */
export function computeGpa(grades: GpaInput[], scale: Scale): GpaAnswer {
  const counted: CountedGrade[] = [];
  const not_counted: NotCountedGrade[] = [];

  for (const row of grades) {
    const { grade_id, subject, grade, term_id, level, points, credits } = row;
    const ref = { grade_id, subject, grade, term_id };
    if (points === null) {
      const reason = LABEL_REASONS.get(grade) ?? "no_points";
      not_counted.push({ ...ref, reason });
    } else if (credits === null || toMillionths(credits) <= 0n) {
      not_counted.push({ ...ref, reason: "no_credits" });
    } else {
      const bonus = points > 0 ? levelBonus(scale, level) : 0;
      counted.push({ ...ref, level, points, bonus, credits });
    }
  }

  const term_ids = [...new Set(grades.map((row) => row.term_id))];
  return {
    ...average(counted),
    counted,
    not_counted,
    terms: term_ids.map((term_id) => ({
      term_id,
      ...average(counted.filter((row) => row.term_id === term_id)),
    })),
  };
}

const LABEL_REASONS = new Map<string, NotCountedReason>([
  ["P", "pass_fail"],
  ["NP", "pass_fail"],
  ["EX", "exempt"],
  ["I", "incomplete"],
  ["W", "withdrawn"],
]);

function levelBonus(scale: Scale, level: GradeLevel): number {
  if (level === "Honors") return scale.honors_bonus;
  if (level === "AP") return scale.ap_bonus;
  return 0;
}

function average(rows: CountedGrade[]): GpaAverage {
  let credits = 0n;
  let product = 0n;
  let weighted_product = 0n;
  for (const row of rows) {
    const row_credits = toMillionths(row.credits);
    const row_points = toMillionths(row.points);
    credits += row_credits;
    product += row_points * row_credits;
    weighted_product += (row_points + toMillionths(row.bonus)) * row_credits;
  }
  return {
    gpa: divideHalfUp(product, credits),
    weighted_gpa: divideHalfUp(weighted_product, credits),
    credits: Number(credits) / MILLION,
  };
}

const MILLION = 1_000_000;

// 3.7 has no exact binary form; 3,700,000 millionths has.
function toMillionths(value: number): bigint {
  return BigInt(Math.round(value * MILLION));
}

// Half-up is floor(100 × quotient + ½), here over the one denominator 2 × divisor.
function divideHalfUp(product: bigint, credits: bigint): number | null {
  if (credits === 0n) return null;
  const divisor = credits * BigInt(MILLION);
  return Number(floorDivide(200n * product + divisor, 2n * divisor)) / 100;
}

// BigInt division cuts towards 0, which is wrong for scales with points below 0
// (Denmark's lowest grade is worth −3).
function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
