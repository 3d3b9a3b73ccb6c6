import assert from "node:assert/strict";
import { computedMark, labelPercents } from "../../../api/features/gradebook/computed_mark.ts";
import { resolveGrade, type Scale, SCALE_PRESETS } from "../../../api/features/grades/scales.ts";

const { us_plus_minus, us_plain, zero_to_twenty, one_to_six, percent } = SCALE_PRESETS;
const WORDS: Scale = {
  ...us_plain,
  name: "Words, in any order, and none below 40",
  entries: [
    { label: "Pass", minimum: 40, points: 1, pass: true },
    { label: "Merit", minimum: 65.5, points: 2, pass: true },
    { label: "Absent", minimum: null, points: null, pass: false },
  ],
};

const FROM_A_QUARTER: Scale = {
  ...zero_to_twenty,
  name: "Bounds of more decimals than a mark",
  minimum: 0.24,
  maximum: 9.96,
};

/** [scale, average, mark, why] */
const CASES: [Scale, number | null, string | null, string][] = [
  [us_plus_minus, null, null, "no average, no mark"],
  [us_plus_minus, 93, "A", "exactly the minimum"],
  [us_plus_minus, 92.9499999999, "A-", "shown as 92.9"],
  [us_plus_minus, 92.95, "A", "shown as 93.0, and so it is marked"],
  [us_plus_minus, 100, "A+", "the best"],
  [us_plus_minus, 112.5, "A+", "beyond it by extra credit"],
  [us_plus_minus, 0, "F", "a zero is a mark"],
  [us_plus_minus, 59.94, "F", "shown as 59.9"],
  [us_plain, 59.95, "D", "shown as 60.0"],
  [WORDS, 65.5, "Merit", "the best that it reaches, in whatever order they stand"],
  [WORDS, 65.44, "Pass", "shown as 65.4"],
  [WORDS, 39.94, null, "below every label"],
  [percent, 86.35, "86.4", "as it is shown"],
  [percent, 90, "90", "a whole one without a decimal"],
  [percent, 104, "100", "no more than the maximum"],
  [zero_to_twenty, 86.25, "17.3", "17.26"],
  [zero_to_twenty, 86.24, "17.2", "86.2 % is 17.24"],
  [zero_to_twenty, 0, "0", "none of it"],
  [zero_to_twenty, 130, "20", "no more than the maximum"],
  [one_to_six, 0, "1", "none of the range above 1"],
  [one_to_six, 85, "5.3", "1 + 0.85 × 5 = 5.25, half up"],
  [one_to_six, 100, "6", "all of it"],
  [FROM_A_QUARTER, 0, "0.24", "no less than the minimum"],
  [FROM_A_QUARTER, 100, "9.96", "no more than the maximum"],
];

for (const [scale, average, mark, why] of CASES) {
  Deno.test(`${scale.name}: ${average} is ${mark}: ${why}`, () => {
    assert.equal(computedMark(average, scale), mark);
  });
}

Deno.test("every mark that is computed is one that can be entered on the scale", () => {
  for (const scale of [us_plus_minus, us_plain, zero_to_twenty, one_to_six, percent, WORDS]) {
    for (let tenths = 0; tenths <= 1100; tenths++) {
      const mark = computedMark(tenths / 10, scale);
      if (mark === null) assert.ok(scale === WORDS && tenths < 400);
      else assert.deepEqual((resolveGrade(scale, mark) as { grade: string }).grade, mark);
    }
  }
});

Deno.test("a label is its least percent, or where its points stand in a numeric scale's range", () => {
  const numeric = (scale: Scale, ...points: (number | null)[]) =>
    labelPercents({
      ...scale,
      entries: points.map((points, i) => (
        { label: `L${i}`, minimum: null, points, pass: true }
      )),
    }).map(({ label, percent }) => `${label} ${percent}`);
  assert.deepEqual(labelPercents(WORDS), [
    { label: "Pass", percent: 40 },
    { label: "Merit", percent: 65.5 },
  ]);
  assert.deepEqual(numeric(zero_to_twenty, 15, null, 0, 20, 20.5), ["L0 75", "L2 0", "L3 100"]);
  assert.deepEqual(numeric(one_to_six, 5, 1, 0.5), ["L0 80", "L1 0"]);
  assert.deepEqual(numeric({ ...one_to_six, maximum: 7 }, 5), ["L0 66.666667"]);
  for (const scale of [zero_to_twenty, one_to_six]) {
    for (let points = scale.minimum; points <= scale.maximum; points++) {
      const entries = [{ label: "It", minimum: null, points, pass: true }];
      const [{ percent }] = labelPercents({ ...scale, entries });
      assert.equal(computedMark(percent, scale), String(points), "there and back");
    }
  }
});
