import assert from "node:assert/strict";
import {
  computedWouldChange,
  distribution,
  resultErrors,
  resultsSheet,
  standingOf,
  toPost,
  withComputed,
} from "../../web/src/features/gradebook/results_state.ts";
import type { Posted, Result, Results } from "../../web/src/lib/gradebook_types.ts";
import { withEntry } from "../../web/src/lib/sheet.ts";

function posted(grade: string, percent: number | null, comment: string | null = null): Posted {
  return {
    grade_id: 1,
    grade,
    comment,
    percent,
    updated_at: "2026-12-01T08:00:00Z",
    entered_by_name: "Ana Sousa",
  };
}

function results(...rows: [percent: number | null, grade: string | null, posted?: Posted][]) {
  const data: Result[] = rows.map(([percent, grade, posted = null], at) => ({
    student_id: at + 1,
    name: `Child ${at + 1}`,
    percent,
    grade,
    posted: posted ?? null,
  }));
  return { class_id: 3, subject: "Mathematics", term: {}, data } as unknown as Results;
}

const STANDINGS: [what: string, row: Parameters<typeof results>[0], standing: string][] = [
  ["nothing counts yet", [null, null], "none"],
  ["an average", [87, "B+"], "new"],
  ["as it was posted", [87, "B+", posted("B+", 87)], "posted"],
  ["an average that has moved", [91, "A-", posted("B+", 87)], "changed"],
  ["an average that has moved within its mark", [88, "B+", posted("B+", 87)], "changed"],
  ["an average that is gone", [null, null, posted("B+", 87)], "changed"],
  ["a mark that was given by hand", [91, "A-", posted("B+", null)], "posted"],
];

Deno.test("a result stands to the official mark as the two and their averages do", () => {
  for (const [what, row, standing] of STANDINGS) {
    const sheet = resultsSheet(results(row));
    assert.equal(standingOf(sheet.rows[0], sheet.entries[1]), standing, what);
    assert.equal(toPost(sheet).length, standing === "new" || standing === "changed" ? 1 : 0, what);
  }
});

Deno.test("what is posted is what is entered, and a child without a mark is left out", () => {
  let sheet = resultsSheet(results([87, "B+"], [null, null], [72, "C-", posted("C", 74, "Ill")]));
  assert.deepEqual(sheet.entries[3], { grade: "C", comment: "Ill" }, "the official mark stays");
  sheet = withEntry(sheet, { student_id: 1, patch: { grade: " A ", comment: " Well done " } });
  assert.deepEqual(toPost(sheet), [
    { student_id: 1, grade: "A", comment: "Well done" },
    { student_id: 3, grade: "C", comment: "Ill" },
  ]);
  assert.deepEqual(toPost(withComputed(sheet)), [
    { student_id: 1, grade: "B+", comment: "Well done" },
    { student_id: 3, grade: "C-", comment: "Ill" },
  ]);
  assert.ok(computedWouldChange(sheet));
  assert.ok(!computedWouldChange(withComputed(sheet)), "who has no average keeps what they have");
  const blank = withEntry(sheet, { student_id: 1, patch: { grade: "" } });
  assert.deepEqual(toPost(blank).map(({ student_id }) => student_id), [3]);
});

Deno.test("a refusal is told at its child until another mark is entered", () => {
  const sheet = withEntry(resultsSheet(results([87, "B+"], [64, "D"])), {
    student_id: 2,
    patch: { grade: "Z" },
  });
  const sent = toPost(sheet);
  const errors = { "results.1.grade": "Not on the scale", "results.9.grade": "Nobody" };
  assert.deepEqual(resultErrors(errors, { sent, sheet }), { 2: "Not on the scale" });
  const mended = withEntry(sheet, { student_id: 2, patch: { grade: "D" } });
  assert.deepEqual(resultErrors(errors, { sent, sheet: mended }), {});
});

Deno.test("the distribution counts each mark of the scale, or each tenth of a scale of numbers", () => {
  const rows = results([95, "A"], [88, "B"], [81, "B"], [null, null], [104, "A"]).data;
  assert.deepEqual(distribution(rows, ["A", "B", "F"]), [
    { label: "A", value: 2 },
    { label: "B", value: 2 },
    { label: "F", value: 0 },
  ]);
  const tenths = distribution(rows, []);
  assert.deepEqual(tenths.slice(0, 3), [
    { label: "90–100 %", value: 2 },
    { label: "80–90 %", value: 2 },
    { label: "70–80 %", value: 0 },
  ]);
  assert.equal(tenths.length, 10);
});
