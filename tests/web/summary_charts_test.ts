import assert from "node:assert/strict";
import { markBars } from "../../web/src/features/class/mark_bars.ts";
import { gpaBars, lowestShown } from "../../web/src/features/summary/summary_charts.ts";

const given = (...grades: string[]) => grades.map((grade, i) => ({ grade, count: i + 1 }));

Deno.test("each mark has a bar, in the order of the summary", () => {
  assert.deepEqual(markBars(given("A+", "A", "F", "EX")), [
    { label: "A+", value: 1 },
    { label: "A", value: 2 },
    { label: "F", value: 3 },
    { label: "EX", value: 4 },
  ]);
  assert.deepEqual(markBars([]), []);
});

Deno.test("numbers that are too many stand together in steps, and no mark is lost", () => {
  const numbers = Array.from({ length: 41 }, (_, i) => String(100 - i));
  const bars = markBars([...given(...numbers), { grade: "EX", count: 7 }]);
  assert.deepEqual(bars.map(({ label }) => label), [
    ...["100–105", "95–100", "90–95", "85–90", "80–85", "75–80", "70–75", "65–70", "60–65"],
    "EX",
  ]);
  assert.equal(bars.reduce((sum, { value }) => sum + value, 0), 41 * 42 / 2 + 7);
  // 90 belongs to the step that it begins: 94 to 90 are the 7th to the 11th.
  assert.equal(bars[2].value, 7 + 8 + 9 + 10 + 11);
});

Deno.test("letters stay apart, however many", () => {
  const letters = Array.from({ length: 20 }, (_, i) => `Level ${i}`);
  assert.equal(markBars(given(...letters)).length, 20);
});

Deno.test("a chart of rates begins a little below the lowest", () => {
  const from = (...rates: (number | null)[]) => lowestShown(rates.map((rate) => ({ rate })));
  assert.equal(from(0.96, 0.94), 0.8);
  assert.equal(from(0.96, null), 0.9);
  assert.equal(from(0.02), 0);
  assert.equal(from(), 0);
});

Deno.test("a step of GPAs that is too long to stand under its bar is named by where it begins", () => {
  const bars = gpaBars([{ from: 3, to: 3.5, count: 2 }, { from: 87.5, to: 100, count: 1 }]);
  assert.deepEqual(bars, [{ label: "3–3.5", value: 2 }, { label: "87.5+", value: 1 }]);
});
