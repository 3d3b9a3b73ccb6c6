import assert from "node:assert/strict";
import {
  average,
  type Cell,
  type LeftOutReason,
  type Sheet,
  shown,
} from "../../../api/features/gradebook/averages.ts";

const SEED = 20261104;
const SHEETS = 400;

type Random = () => number;

/** mulberry32: the same numbers, from 0 to below 1, at every run. */
function seededRandom(seed: number): Random {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, most: number) => Math.floor(random() * most);
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)];

function randomSheet(random: Random): Sheet {
  const categories = Array.from({ length: below(random, 5) }, (_, i) => ({
    category_id: 101 + i,
    name: `Category ${i}`,
    weight: pick(random, [0, 0.01, 0.5, 1, 12.5, 33.33, 60, 1000]),
    drop_lowest: pick(random, [0, 0, 0, 1, 2, 9]),
  }));
  const cells = new Map<number, Cell>();
  const assessments = Array.from({ length: below(random, 15) }, (_, i) => {
    const maximum = pick(random, [0.01, 0.5, 5, 10, 20, 33.33, 50, 100]);
    const cell = randomCell(random, maximum);
    if (cell) cells.set(i + 1, cell);
    return {
      assessment_id: i + 1,
      category_id: pick(random, [null, ...categories.map(({ category_id }) => category_id)]),
      maximum,
      extra_credit: random() < 0.15,
    };
  });
  const labels = [{ label: "A", percent: 93 }, { label: "Half", percent: 62.5 }];
  return { rules: { missing_is_zero: random() < 0.5, labels }, categories, assessments, cells };
}

function randomCell(random: Random, maximum: number): Cell | null {
  const none = { score: null, label: null };
  const score = below(random, Math.round(maximum * 100) + 1) / 100;
  return pick<Cell | null>(random, [
    null,
    { state: "missing", ...none },
    { state: "exempt", ...none },
    { state: "late", ...none },
    { state: "late", score, label: null },
    { state: "scored", score: null, label: pick(random, ["A", "Half", "Gone"]) },
    ...Array.from({ length: 6 }, (): Cell => ({ state: "scored", score, label: null })),
  ]);
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items.map((item) => [random(), item] as const).sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** Runs the property over as many sheets; the same ones at every run. */
function holds(name: string, property: (sheet: Sheet, random: Random) => void): void {
  Deno.test(name, () => {
    const random = seededRandom(SEED);
    for (let i = 0; i < SHEETS; i++) property(randomSheet(random), random);
  });
}

const percentOf = (sheet: Sheet) => average(sheet).percent;

holds("every assessment is counted once or left out once, and for its own reason", (sheet) => {
  const { categories } = average(sheet);
  const told = categories.flatMap(({ counted, left_out }) => [...counted, ...left_out]);
  assert.deepEqual(
    told.map(({ assessment_id }) => assessment_id).sort((a, b) => a - b),
    sheet.assessments.map(({ assessment_id }) => assessment_id),
  );
  const reasons: [LeftOutReason, (cell: Cell | undefined) => boolean][] = [
    ["blank", (cell) => cell === undefined],
    ["exempt", (cell) => cell?.state === "exempt"],
    ["missing", (cell) => cell?.state === "missing"],
  ];
  for (const { assessment_id, why } of categories.flatMap(({ left_out }) => left_out)) {
    for (const [reason, is] of reasons) {
      if (why === reason) assert.ok(is(sheet.cells.get(assessment_id)), reason);
    }
  }
  for (const { counted } of categories) {
    for (const { assessment_id } of counted) {
      const cell = sheet.cells.get(assessment_id);
      assert.ok(cell && cell.state !== "exempt");
      assert.ok(cell.state !== "missing" || sheet.rules.missing_is_zero);
    }
  }
});

holds("the order of the assessments and of the categories is nothing to it", (sheet, random) => {
  const { percent, categories } = average(sheet);
  const other = average({
    ...sheet,
    assessments: shuffled(random, sheet.assessments),
    categories: shuffled(random, sheet.categories),
  });
  assert.equal(other.percent, percent);
  const byId = (all: typeof categories) =>
    Object.fromEntries(all.map((one) => [one.category_id, [one.percent, one.dropped.toSorted()]]));
  assert.deepEqual(byId(other.categories), byId(categories));
});

holds(
  "it lies between the lowest and the highest of the categories that have a weight",
  (sheet) => {
    const { percent, categories } = average(sheet);
    const weighing = categories.filter((one) => one.percent !== null && one.weight > 0)
      .map((one) => one.percent!);
    if (weighing.length === 0) return assert.equal(percent, null);
    assert.ok(percent! >= Math.min(...weighing) && percent! <= Math.max(...weighing));
  },
);

holds("without extra credit it is 0 to 100", (sheet) => {
  const assessments = sheet.assessments.map((one) => ({ ...one, extra_credit: false }));
  const percent = percentOf({ ...sheet, assessments });
  assert.ok(percent === null || (percent >= 0 && percent <= 100));
});

holds(
  "weights count by what they are to each other: all of them times ten is the same",
  (sheet) => {
    const categories = sheet.categories.map((one) => ({ ...one, weight: one.weight * 10 }));
    assert.equal(percentOf({ ...sheet, categories }), percentOf(sheet));
  },
);

holds("all blank, or all exempt, is no average at all", (sheet) => {
  assert.equal(percentOf({ ...sheet, cells: new Map() }), null);
  const exempt: Cell = { state: "exempt", score: null, label: null };
  const cells = new Map(sheet.assessments.map((one) => [one.assessment_id, exempt]));
  assert.equal(percentOf({ ...sheet, cells }), null);
});

holds(
  "a category in which nothing counts changes nothing, whatever its weight",
  (sheet, random) => {
    if (sheet.categories.length === 0) return;
    const empty = { category_id: 999, name: "Empty", weight: 50, drop_lowest: 1 };
    const blank = { assessment_id: 999, category_id: 999, maximum: 10, extra_credit: false };
    const more = {
      ...sheet,
      categories: shuffled(random, [...sheet.categories, empty]),
      assessments: [...sheet.assessments, blank],
    };
    assert.equal(percentOf(more), percentOf(sheet));
  },
);

holds("a blank cell made exempt, or an exempt one blanked, changes nothing", (sheet) => {
  const cells = new Map(sheet.cells);
  for (const { assessment_id } of sheet.assessments) {
    const cell = cells.get(assessment_id);
    if (!cell) cells.set(assessment_id, { state: "exempt", score: null, label: null });
    else if (cell.state === "exempt") cells.delete(assessment_id);
  }
  assert.equal(percentOf({ ...sheet, cells }), percentOf(sheet));
});

/** With each score of the sheet raised to its maximum, and taken for a zero: [raised, lowered]. */
function withOtherScores(sheet: Sheet): [number, number][] {
  return sheet.assessments.flatMap(({ assessment_id, maximum }) => {
    const cell = sheet.cells.get(assessment_id);
    if (!cell || cell.score === null) return [];
    const [raised, lowered] = [maximum, 0].map((score) => {
      const cells = new Map(sheet.cells).set(assessment_id, { ...cell, score });
      return percentOf({ ...sheet, cells }) ?? 0;
    });
    return [[raised, lowered]];
  });
}

holds("a higher score never lowers it, and a lower one never raises it", (sheet) => {
  for (const [raised, lowered] of withOtherScores(sheet)) {
    assert.ok(lowered <= (percentOf(sheet) ?? 0) && raised >= (percentOf(sheet) ?? 0));
  }
});

/** The highest percent of the counted when so many of the regular are left out, by trying all. */
function bestByTrying(all: { earned: number; possible: number }[], drop: number): number {
  const regular = all.filter(({ possible }) => possible > 0);
  const most = Math.min(drop, regular.length - 1);
  let best = 0;
  for (let gone = 0; gone < 2 ** regular.length; gone++) {
    const isGone = (i: number) => i >= 0 && (gone >> i) % 2 === 1;
    if (regular.filter((_, i) => isGone(i)).length !== most) continue;
    const kept = all.filter((one) => !isGone(regular.indexOf(one)));
    const sum = (of: "earned" | "possible") => kept.reduce((total, one) => total + one[of], 0);
    best = Math.max(best, 100 * sum("earned") / sum("possible"));
  }
  return best;
}

holds("no other choice of what to drop leaves a higher percent", (sheet, random) => {
  const drop_lowest = below(random, 4);
  const category = { category_id: 101, name: "Tests", weight: 1, drop_lowest };
  const assessments = sheet.assessments.slice(0, 8).map((one) => ({ ...one, category_id: 101 }));
  const one = { ...sheet, categories: [category], assessments };
  const all = average({ ...one, categories: [{ ...category, drop_lowest: 0 }] }).categories[0];
  const { percent, dropped } = average(one).categories[0];
  if (percent === null) return assert.deepEqual(dropped, []);
  assert.ok(Math.abs(percent - bestByTrying(all.counted, drop_lowest)) < 1e-6 * (1 + percent));
});

holds("of equal maxima the lowest go, and of equal scores the newest", (sheet, random) => {
  const drop_lowest = below(random, 4);
  const category = { category_id: 101, name: "Tests", weight: 1, drop_lowest };
  const assessments = sheet.assessments.map((one) => (
    { ...one, category_id: 101, maximum: 100, extra_credit: false }
  ));
  const one = { ...sheet, categories: [category], assessments };
  const all = average({ ...one, categories: [{ ...category, drop_lowest: 0 }] }).categories[0];
  const lowest = all.counted.toSorted((a, b) =>
    a.earned - b.earned || b.assessment_id - a.assessment_id
  ).slice(0, Math.max(0, Math.min(drop_lowest, all.counted.length - 1)));
  assert.deepEqual(
    average(one).categories[0].dropped,
    lowest.map(({ assessment_id }) => assessment_id),
  );
});

holds("dropping one more of the lowest never lowers it, nor the category", (sheet) => {
  const more = average({
    ...sheet,
    categories: sheet.categories.map((one) => ({ ...one, drop_lowest: one.drop_lowest + 1 })),
  });
  const before = average(sheet);
  assert.ok((more.percent ?? 0) >= (before.percent ?? 0));
  more.categories.forEach(({ percent }, i) =>
    assert.ok((percent ?? 0) >= (before.categories[i].percent ?? 0))
  );
});

holds("missing as a zero never raises it", (sheet) => {
  const as = (missing_is_zero: boolean) => {
    const categories = sheet.categories.map((one) => ({ ...one, drop_lowest: 0 }));
    return average({ ...sheet, categories, rules: { ...sheet.rules, missing_is_zero } });
  };
  const [zero, nothing] = [as(true), as(false)];
  zero.categories.forEach(({ percent }, i) => {
    const other = nothing.categories[i].percent;
    if (other !== null) assert.ok(percent! <= other);
  });
});

holds("extra credit never lowers it", (sheet) => {
  const without = sheet.assessments.filter(({ extra_credit }) => !extra_credit);
  const [before, after] = [average({ ...sheet, assessments: without }), average(sheet)];
  assert.ok((after.percent ?? 0) >= (before.percent ?? 0));
});

holds("the sums of a category make its percent", (sheet) => {
  for (const { percent, earned, possible, counted } of average(sheet).categories) {
    if (possible === 0) assert.equal(percent, null);
    else assert.ok(Math.abs(percent! - 100 * earned / possible) < 1e-6 * (1 + percent!));
    const sum = counted.reduce((total, one) => total + one.earned, 0);
    assert.ok(Math.abs(sum - earned) < 1e-6 * (1 + earned));
  }
});

Deno.test("a half is rounded up at every tenth, and what is just below it is not", () => {
  const one = (score: number, maximum: number) =>
    percentOf({
      rules: { missing_is_zero: false, labels: [] },
      categories: [],
      assessments: [{ assessment_id: 1, category_id: null, maximum, extra_credit: false }],
      cells: new Map([[1, { state: "scored", score, label: null }]]),
    })!;
  for (let tenths = 0; tenths < 1000; tenths++) {
    const up = ((tenths + 1) / 10).toFixed(1);
    const down = (tenths / 10).toFixed(1);
    assert.equal(shown(one((tenths * 10 + 5) / 100, 100)), up);
    assert.equal(shown(one((tenths * 10 + 4) / 100, 100)), down);
    assert.equal(shown(one((tenths * 10 + 5) / 10, 1000)), up);
    assert.equal(shown(one((tenths * 100 + 49) / 100, 1000)), down);
  }
});
