import assert from "node:assert/strict";
import type {
  AssessmentRule,
  Average,
  CategoryRule,
  Cell,
  LeftOutReason,
  Sheet,
} from "../../../api/features/gradebook/averages.ts";

/** The module under test, as the server or as the browser has it. */
export type Averages = typeof import("../../../api/features/gradebook/averages.ts");

const LABELS = [["A", 93], ["B+", 87], ["B", 83], ["F", 0], ["Half", 62.5]] as const;

const CATEGORY = /^(\w+) x([\d.]+)(?: drop (\d+))?$/;
const WORK = /^(?:(\w+) )?(\S+)\/([\d.]+)(\+)?$/;

/**
 * One child's sheet from "H x40, T x60 drop 1" and "H 8/10; T late:7/10; T A/50; H 2/5+": the
 * category, the cell ("-" is blank, a word a state or a label) and the maximum, "+" extra credit.
 * The assessments have the ids 1, 2, 3 …; the categories 101, 102 …
 */
export function sheetOf(
  categories: string,
  work: string,
  { missing_is_zero = false }: { missing_is_zero?: boolean } = {},
): Sheet {
  const rules = categories.split(", ").filter(Boolean).map((text, i): CategoryRule => {
    const [, name, weight, drop = 0] = CATEGORY.exec(text)!;
    return { category_id: 101 + i, name, weight: Number(weight), drop_lowest: Number(drop) };
  });
  const cells = new Map<number, Cell>();
  const assessments = work.split("; ").filter(Boolean).map((text, i): AssessmentRule => {
    const [, name, cell, maximum, extra] = WORK.exec(text)!;
    const category_id = rules.find((rule) => rule.name === name)?.category_id ?? null;
    const assessment_id = i + 1;
    if (cell !== "-") cells.set(assessment_id, cellOf(cell));
    return { assessment_id, category_id, maximum: Number(maximum), extra_credit: extra === "+" };
  });
  const labels = LABELS.map(([label, percent]) => ({ label, percent }));
  return { rules: { missing_is_zero, labels }, categories: rules, assessments, cells };
}

function cellOf(text: string): Cell {
  if (text === "missing" || text === "exempt") return { state: text, score: null, label: null };
  const [, late, entered] = /^(late)?:?(.*)$/.exec(text)!;
  const state = late ? "late" : "scored";
  if (entered === "") return { state, score: null, label: null };
  const score = Number(entered);
  return Number.isNaN(score)
    ? { state, score: null, label: entered }
    : { state, score, label: null };
}

/** [categories, work, the average as it is shown, its arithmetic, missing is zero] */
type Case = [string, string, string | null, string, true?];

const CASES: Case[] = [
  ["", "", null, "nothing at all"],
  ["", "8/10", "80.0", "8 / 10"],
  ["", "8/10; 45/50", "88.3", "points, not percents: 53 / 60 = 88.33"],
  ["", "-/10; 45/50", "90.0", "a blank is no zero: 45 / 50"],
  ["", "0/10; 45/50", "75.0", "a zero is one: 45 / 60"],
  ["", "exempt/10; 9/10", "90.0", "exempt counts for nothing: 9 / 10"],
  ["", "missing/10; 9/10", "90.0", "missing counts for nothing, as the school has it"],
  ["", "missing/10; 9/10", "45.0", "missing is a zero, as the school has it: 9 / 20", true],
  ["", "exempt/10; -/10; missing/10", "0.0", "the missing alone: 0 / 10", true],
  ["", "exempt/10; exempt/20", null, "all exempt"],
  ["", "-/10; -/20", null, "all blank"],
  ["", "missing/10; missing/20", null, "all missing, and that is no zero"],
  ["", "missing/10; missing/20", "0.0", "all missing, and that is one", true],
  ["", "late:7/10; 9/10", "80.0", "late counts as its score: 16 / 20"],
  ["", "late/10; 9/10", "90.0", "late without a score counts for nothing"],
  ["", "B+/10; 9/10", "88.5", "a label is its least percent: (8.7 + 9) / 20"],
  ["", "late:B/20", "83.0", "late with a label: 16.6 / 20"],
  ["", "Half/0.5", "62.5", "a label of half a percent on half a point: 0.3125 / 0.5"],
  ["", "F/10; A/10", "46.5", "a label of 0 is a zero: 9.3 / 20"],
  ["", "Gone/10; 9/10", "90.0", "a label that the scale has no more counts for nothing"],

  ["H x40, T x60", "H 8/10; T 45/50", "86.0", "(80 × 40 + 90 × 60) / 100"],
  ["H x2, T x3", "H 8/10; T 45/50", "86.0", "weights sum to anything: (80 × 2 + 90 × 3) / 5"],
  ["H x0.4, T x0.6", "H 8/10; T 45/50", "86.0", "(80 × 0.4 + 90 × 0.6) / 1"],
  ["H x33.33, T x66.67", "H 0/10; T 1/1", "66.7", "6667 / 100 = 66.67"],
  ["H x40, T x60", "H 8/10; T -/50", "80.0", "an empty category has no weight: 80 × 40 / 40"],
  ["H x40, T x60", "H exempt/10; T 45/50", "90.0", "nor one of which all is exempt"],
  ["H x40, T x60, P x10", "H 8/10; T 45/50", "86.0", "nor one that has no assessments"],
  ["H x40, T x60", "H 8/10; H 2/40; T 1/2", "38.0", "(10 / 50 × 40 + 50 × 60) / 100"],
  ["H x0, T x60", "H 1/10; T 45/50", "90.0", "a weight of 0 counts for nothing: 90 × 60 / 60"],
  ["H x0, T x0", "H 1/10; T 45/50", null, "all weights 0, nothing to divide by"],
  ["H x0, T x60", "H 1/10; T -/50", null, "what is not empty has no weight"],
  ["T x60", "3/10; T 45/50", "90.0", "what is in no category has no weight where there are any"],
  ["T x60", "3/10", null, "and then nothing counts"],

  ["T x1 drop 1", "T 2/10; T 9/10; T 8/10", "85.0", "without the 2: 17 / 20"],
  ["T x1 drop 2", "T 2/10; T 9/10; T 8/10", "90.0", "without the 2 and the 8"],
  ["T x1 drop 3", "T 2/10; T 9/10; T 8/10", "90.0", "never the last: 9 / 10"],
  ["T x1 drop 1", "T 2/10", "20.0", "nor the only one"],
  ["T x1 drop 1", "T 5/10; T 24/50", "50.0", "not the fewest points: 48 % goes"],
  ["T x1 drop 1", "T 50/50; T 65/100; T 12/24", "83.8", "what helps most, not 50 %: 62 / 74"],
  ["T x1 drop 1", "T 0/5; T 40/100; T 90/100", "85.7", "nor 0 % of little: 90 / 105"],
  ["T x1 drop 2", "T 80/100; T 20/100; T 1/20; T 1/1", "80.2", "two at once: 81 / 101"],
  ["T x1 drop 1", "T 0/10; T 0/20", "0.0", "all zeros, and one of them goes"],
  ["T x1 drop 1", "T 5/10; T 4/10; T 3/2+", "80.0", "with what extra credit adds: 8 / 10"],
  ["T x1 drop 1", "T 9/10; T missing/10; T 7/10", "80.0", "a missing zero goes first", true],
  ["T x1 drop 1", "T 9/10; T missing/10; T 7/10", "90.0", "else it is not there to go: the 7"],
  ["T x1 drop 1", "T exempt/10; T -/10; T 6/10", "60.0", "blank and exempt are none to drop"],
  ["H x1 drop 1, T x1", "H 0/10; H 10/10; T 0/10; T 10/10", "75.0", "each its own: (100 + 50) / 2"],

  ["", "8/10; 2/5+", "100.0", "extra credit adds to what is earned: 10 / 10"],
  ["", "9/10; 2/5+", "110.0", "and goes beyond: 11 / 10"],
  ["", "8/10; missing/5+", "80.0", "extra work is never missed", true],
  ["", "8/10; 0/5+", "80.0", "nor does a zero in it cost anything"],
  ["", "8/10; A/2+", "98.6", "a label of its maximum: 9.86 / 10"],
  ["", "2/5+", null, "nothing to add to"],
  ["T x1, P x1", "T 8/10; P 2/5+", "80.0", "nothing in that category to add to"],
  ["T x1 drop 1", "T 8/10; T 9/10; T 0/5+", "90.0", "extra credit is none to drop: 9 / 10"],
  ["T x1 drop 1", "T 8/10; T 2/5+", "100.0", "nor does it leave the last to drop: 10 / 10"],

  ["", "17.25/20", "86.3", "86.25, half up"],
  ["", "86.35/100", "86.4", "86.35, which floating point has just below"],
  ["", "0.05/100", "0.1", "0.05, half up"],
  ["", "0.04/100", "0.0", "0.04, down"],
  ["", "99.95/100", "100.0", "99.95, half up"],
  ["", "99.94/100", "99.9", "99.94, down"],
  ["", "1/3", "33.3", "33.33…"],
  ["", "2/3", "66.7", "66.66…"],
  ["", "0.1/1; 0.2/1", "15.0", "0.3 / 2, though 0.1 + 0.2 is more in floating point"],
  ["H x1, T x1, P x1", "H 2/3; T 2/3; P 2/3", "66.7", "three times two thirds"],
  ["H x1, T x1", "H 1/3; T 1.67/10", "25.0", "(33.33… + 16.7) / 2 = 25.0166…"],
  ["H x1, T x7", "H 0.4/100; T 0/100", "0.1", "0.4 / 8 = 0.05 exactly, half up"],
];

/** What of a sheet counts, was dropped, and was left out for which reason. */
type Reasons = [string, string, { counted: number[]; left_out: Record<number, LeftOutReason> }];

const REASONS: Reasons[] = [
  ["T x1 drop 1", "T -/10; T exempt/10; T missing/10; T late/10; T 4/10; T 9/10; T 1/5+", {
    counted: [6, 7],
    left_out: { 1: "blank", 2: "exempt", 3: "missing", 4: "no_score", 5: "dropped" },
  }],
  ["T x1 drop 1", "T 4/10; T 4/10; T 2/5", {
    counted: [1, 2],
    left_out: { 3: "dropped" },
  }],
  ["T x1 drop 1", "T 2/5; T 4/10", { counted: [1], left_out: { 2: "dropped" } }],
  ["T x1 drop 1", "T 50/50; T 65/100; T 12/24", { counted: [1, 3], left_out: { 2: "dropped" } }],
  ["T x1", "T 3/5+; T -/10", { counted: [], left_out: { 1: "extra_only", 2: "blank" } }],
];

/** Registers every worked case as a test of the module. */
export function testWorkedCases(name: string, load: () => Promise<Averages>): void {
  for (const [categories, work, expected, sum, missing_is_zero] of CASES) {
    Deno.test(`${name}: ${categories || "no categories"}: ${work || "no work"}: ${sum}`, async () => {
      const { average, shown } = await load();
      const { percent } = average(sheetOf(categories, work, { missing_is_zero }));
      assert.equal(percent === null ? null : shown(percent), expected);
    });
  }
  for (const [categories, work, { counted, left_out }] of REASONS) {
    Deno.test(`${name}: ${work}: each is counted, or it says why not`, async () => {
      const { average } = await load();
      assert.deepEqual(reasonsOf(average(sheetOf(categories, work))), { counted, left_out });
    });
  }
}

function reasonsOf({ categories }: Average) {
  return {
    counted: categories.flatMap(({ counted }) => counted.map((work) => work.assessment_id)),
    left_out: Object.fromEntries(
      categories.flatMap(({ left_out }) => left_out.map((work) => [work.assessment_id, work.why])),
    ),
  };
}
