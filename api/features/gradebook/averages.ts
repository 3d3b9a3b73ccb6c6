/** What stands in a cell; a blank one has no `Cell`. */
export interface Cell {
  state: "scored" | "missing" | "exempt" | "late";
  /** Points of the assessment's maximum; at most one of `score` and `label` is there. */
  score: number | null;
  label: string | null;
}

export interface GradebookRules {
  missing_is_zero: boolean;
  /** What a label counts, in percent of the maximum; one that is not here counts for nothing. */
  labels: { label: string; percent: number }[];
}

export interface AssessmentRule {
  assessment_id: number;
  category_id: number | null;
  maximum: number;
  extra_credit: boolean;
}

export interface CategoryRule {
  category_id: number;
  name: string;
  weight: number;
  drop_lowest: number;
}

/**
 * Why an assessment is in no sum. `no_score`: late without a score, or a label that stands for
 * no percent. `missing`: and the school does not count that as a zero. `extra_only`: extra
 * credit in a category that has nothing yet for it to add to.
 */
export type LeftOutReason = "blank" | "exempt" | "missing" | "no_score" | "dropped" | "extra_only";

export interface CategoryAverage {
  /** Null for what is in no category: the whole sheet where it has none, else of no weight. */
  category_id: number | null;
  name: string | null;
  weight: number;
  /** Null where nothing counts, which is not 0. */
  percent: number | null;
  /** The sums, in points; `possible` of an extra credit is 0. */
  earned: number;
  possible: number;
  counted: { assessment_id: number; earned: number; possible: number }[];
  dropped: number[];
  left_out: { assessment_id: number; why: LeftOutReason }[];
}

export interface Average {
  /** 0 to 100, and above it by extra credit, cut to ten decimals; null where nothing counts. */
  percent: number | null;
  categories: CategoryAverage[];
}

export interface Sheet {
  rules: GradebookRules;
  categories: CategoryRule[];
  assessments: AssessmentRule[];
  /** One child's cells, by assessment. */
  cells: ReadonlyMap<number, Cell>;
}

/**
 * One child's average in a class's term, with its reasons:
 * Σ(category percent × weight) / Σ weights, over the categories in which something counts.
 *
 * - A category's percent is Σ earned / Σ possible × 100: a test of 50 points weighs five times
 *   one of 10. This is total points within categories, as PowerSchool and RosarioSIS have it.
 * - Blank and exempt count for nothing; missing for zero if the school says so; a label for
 *   what the rules say, in percent of the maximum; late as the score that it has.
 * - Extra credit adds to what is earned, and not to what is possible.
 * - `drop_lowest` leaves out so many without which the category's percent is the highest, as Canvas
 *   does: of equal maxima the lowest, else a poor score of many points before a poorer one of few.
 *   Of equals the newer goes, by its id; extra credit never, nor the last that is left.
 * - Where the sheet has no categories, all of it is one. Where it has, what is in none has no weight.
 *
 * All sums are exact, so the order of the input is nothing to them. Scores, maxima and weights
 * have at most two decimals. The one implementation: the browser runs it as one types, the
 * server for what it answers and posts.
 */
export function average({ rules, categories, assessments, cells }: Sheet): Average {
  const known = new Set<number | null>(categories.map(({ category_id }) => category_id));
  const stray = assessments.filter(({ category_id }) => !known.has(category_id));
  const worth = (assessment: AssessmentRule) =>
    worthOf(assessment, cells.get(assessment.assessment_id), rules);

  const sections = categories.map((category) => {
    const own = assessments.filter(({ category_id }) => category_id === category.category_id);
    return sectionOf(category, own.map(worth));
  });
  if (stray.length > 0 || categories.length === 0) {
    const weight = categories.length === 0 ? 1 : 0;
    const none = { category_id: null, name: null, weight, drop_lowest: 0 };
    sections.push(sectionOf(none, stray.map(worth)));
  }
  const whole = weighted(sections.flatMap(({ exact }) => exact ?? []));
  return { percent: whole && cut(whole), categories: sections.map(({ shown }) => shown) };
}

/** A percent as it is shown: to one decimal, half up. */
export function shown(percent: number): string {
  const tenths = Math.floor((Math.round(percent * CUT) + CUT / 20) / (CUT / 10));
  return (tenths / 10).toFixed(1);
}

type Section = Pick<CategoryAverage, "category_id" | "name" | "weight"> & { drop_lowest: number };

function sectionOf({ drop_lowest, ...category }: Section, work: Worth[]) {
  const { earned, possible, ...reasons } = categorySums(work, drop_lowest);
  const percent = possible === 0n ? null : { over: 100n * earned, under: possible };
  return {
    exact: percent && { ...percent, weight: hundredths(category.weight) },
    shown: {
      category_id: category.category_id,
      name: category.name,
      weight: category.weight,
      percent: percent && cut(percent),
      earned: points(earned),
      possible: points(possible),
      ...reasons,
    },
  };
}

/** What an assessment brings to its category's sums, in units of 10⁻¹⁰ points; or why nothing. */
type Worth = { assessment_id: number } & ({ earned: bigint; possible: bigint } | Left);
type Left = { why: LeftOutReason };
type Counting = Exclude<Worth, Left>;

function worthOf(
  { assessment_id, maximum, extra_credit }: AssessmentRule,
  cell: Cell | undefined,
  { missing_is_zero, labels }: GradebookRules,
): Worth {
  const possible = extra_credit ? 0n : hundredths(maximum) * UNITS_IN_A_HUNDREDTH;
  if (!cell) return { assessment_id, why: "blank" };
  const { state, score, label } = cell;
  if (state === "exempt") return { assessment_id, why: "exempt" };
  if (state === "missing") {
    // Extra work that nobody had to hand in is not missed.
    const zero = missing_is_zero && !extra_credit;
    return { assessment_id, ...(zero ? { earned: 0n, possible } : { why: "missing" }) };
  }
  if (score !== null) {
    return { assessment_id, earned: hundredths(score) * UNITS_IN_A_HUNDREDTH, possible };
  }
  const entry = labels.find((known) => known.label === label);
  if (!entry) return { assessment_id, why: "no_score" };
  return { assessment_id, earned: millionths(entry.percent) * hundredths(maximum), possible };
}

function categorySums(work: Worth[], drop_lowest: number) {
  const counting = work.filter((worth) => "earned" in worth);
  const regular = counting.filter(({ possible }) => possible > 0n);
  const most = Math.max(0, Math.min(drop_lowest, regular.length - 1));
  const dropped = new Set<Worth>(dropsOf(counting, regular, most));
  const counted = regular.length > 0 ? counting.filter((worth) => !dropped.has(worth)) : [];
  return {
    ...sumOf(counted),
    counted: counted.map(({ assessment_id, earned, possible }) => ({
      assessment_id,
      earned: points(earned),
      possible: points(possible),
    })),
    dropped: [...dropped].map(({ assessment_id }) => assessment_id),
    left_out: work.flatMap((worth) => {
      if ("earned" in worth && counted.includes(worth)) return [];
      const why = "why" in worth ? worth.why : dropped.has(worth) ? "dropped" : "extra_only";
      return [{ assessment_id: worth.assessment_id, why } as const];
    }),
  };
}

/**
 * So many of the regular work that all else which counts has the highest percent, exactly.
 *
 * What goes is what adds least, earned − ratio × possible, to the highest ratio known; without it
 * the ratio is a higher one, or was the highest: two or three rounds, as a rule. Source:
 * W. Dinkelbach, "On nonlinear fractional programming", Management Science 13 (1967).
 */
function dropsOf(counting: Counting[], regular: Counting[], most: number): Counting[] {
  let ratio = { earned: 0n, possible: 1n };
  while (most > 0) {
    const gone = regular
      .map((worth) => ({
        worth,
        adds: worth.earned * ratio.possible - ratio.earned * worth.possible,
      }))
      .sort((a, b) =>
        a.adds === b.adds ? b.worth.assessment_id - a.worth.assessment_id : a.adds < b.adds ? -1 : 1
      )
      .slice(0, most).map(({ worth }) => worth);
    const reached = sumOf(counting.filter((worth) => !gone.includes(worth)));
    if (reached.earned * ratio.possible <= ratio.earned * reached.possible) return gone;
    ratio = reached;
  }
  return [];
}

function sumOf(work: Counting[]) {
  return {
    earned: work.reduce((total, { earned }) => total + earned, 0n),
    possible: work.reduce((total, { possible }) => total + possible, 0n),
  };
}

interface Fraction {
  over: bigint;
  under: bigint;
}

function weighted(parts: (Fraction & { weight: bigint })[]): Fraction | null {
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0n);
  if (weights === 0n) return null;
  const sum = parts.reduce<Fraction>((sum, { over, under, weight }) => ({
    over: sum.over * under + over * weight * sum.under,
    under: sum.under * under,
  }), { over: 0n, under: 1n });
  return { over: sum.over, under: sum.under * weights };
}

const CUT = 1e10;
const UNITS_IN_A_HUNDREDTH = 10n ** 8n;

/**
 * To ten decimals, downwards: whether it reaches a bound of fewer decimals, a half as much as the
 * minimum of a label, is as it is of the exact value, and a number holds it.
 */
function cut({ over, under }: Fraction): number {
  return Number(over * BigInt(CUT) / under) / CUT;
}

const points = (units: bigint) => Number(units) / CUT;

// 8.7 has no exact binary form; 870 hundredths has.
const hundredths = (value: number) => BigInt(Math.round(value * 100));
const millionths = (value: number) => BigInt(Math.round(value * 1_000_000));
