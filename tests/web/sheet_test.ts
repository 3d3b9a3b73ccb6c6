import assert from "node:assert/strict";
import {
  changedIds,
  rebase,
  sheetOf,
  takeTheirs,
  undone,
  withEntry,
} from "../../web/src/lib/sheet.ts";

const rows = [1, 2, 3].map((student_id) => ({ student_id, name: `Child ${student_id}` }));
const empty = sheetOf(rows, () => ({ grade: "" }));
const put = (sheet: typeof empty, marks: Record<number, string>) =>
  Object.entries(marks).reduce(
    (now, [id, grade]) => withEntry(now, { student_id: Number(id), patch: { grade } }),
    sheet,
  );

Deno.test("a sheet knows which children say another thing than the server did", () => {
  assert.deepEqual(changedIds(empty), []);
  const typed = put(empty, { 3: "A", 1: "B" });
  assert.deepEqual(changedIds(typed), [1, 3]);
  assert.deepEqual(changedIds(put(typed, { 3: "" })), [1]);
  assert.deepEqual(changedIds(undone(typed)), []);
  assert.deepEqual(empty.entries[1], { grade: "" }, "the sheet before is not touched");
});

const saved = (marks: Record<number, string>) =>
  sheetOf(rows, ({ student_id }) => ({ grade: marks[student_id] ?? "" }));

Deno.test("what two people entered for different children stands side by side", () => {
  const { sheet, conflicts } = rebase(put(empty, { 1: "A" }), saved({ 2: "B" }));
  assert.deepEqual(conflicts, []);
  assert.equal(sheet.entries[1].grade, "A");
  assert.equal(sheet.entries[2].grade, "B");
  assert.deepEqual(changedIds(sheet), [1], "theirs is saved already, mine is not");
});

Deno.test("the same child with another mark is a conflict, with the same mark it is none", () => {
  const mine = put(empty, { 1: "A", 2: "C" });
  const { sheet, conflicts } = rebase(mine, saved({ 1: "B", 2: "C" }));
  assert.deepEqual(conflicts, [
    { student_id: 1, name: "Child 1", mine: { grade: "A" }, theirs: { grade: "B" } },
  ]);
  assert.deepEqual(changedIds(sheet), [1]);
  assert.equal(takeTheirs(sheet, [1]).entries[1].grade, "B");
  assert.deepEqual(changedIds(takeTheirs(sheet, [1])), []);
});

Deno.test("a child who left the class meanwhile leaves the sheet, a new one comes in", () => {
  const fresh = sheetOf([rows[0], { student_id: 9, name: "Child 9" }], () => ({ grade: "" }));
  const { sheet, conflicts } = rebase(put(empty, { 1: "A", 2: "B" }), fresh);
  assert.deepEqual(conflicts, []);
  assert.deepEqual(sheet.rows.map(({ student_id }) => student_id), [1, 9]);
  assert.deepEqual(changedIds(sheet), [1]);
  assert.equal(sheet.entries[2], undefined);
});
