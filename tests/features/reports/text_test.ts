import assert from "node:assert/strict";
import { decimals, longDate, placesOf } from "../../../api/features/reports/text.ts";

Deno.test("decimals rounds a half up, in decimal and not in binary", () => {
  const cases: [value: number | null, places: number, text: string][] = [
    [3.345, 2, "3.35"],
    [1.005, 2, "1.01"],
    [10.035 / 3, 2, "3.35"],
    [3.344999, 2, "3.34"],
    [94.44444, 1, "94.4"],
    [99.95, 1, "100.0"],
    [4, 0, "4"],
    [0, 2, "0.00"],
    [null, 2, "–"],
    [NaN, 2, "–"],
  ];
  for (const [value, places, text] of cases) assert.equal(decimals(value, places), text);
});

Deno.test("placesOf is what the column's longest fraction needs, two at most", () => {
  assert.equal(placesOf([]), 0);
  assert.equal(placesOf([4, 3, null]), 0);
  assert.equal(placesOf([4, 0.5]), 1);
  assert.equal(placesOf([4, 3.7, 3.333333]), 2);
});

Deno.test("longDate cannot be read as another day", () => {
  assert.equal(longDate("2026-09-03"), "3 Sep 2026");
  assert.equal(longDate("2014-12-31"), "31 Dec 2014");
  assert.equal(longDate("next week"), "next week");
  assert.equal(longDate("2026-13-01"), "2026-13-01");
});
