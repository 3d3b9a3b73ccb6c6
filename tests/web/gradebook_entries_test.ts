import assert from "node:assert/strict";
import { averageOf } from "../../web/src/features/gradebook/averages_view.ts";
import { ADA, BO, openStore, scored, TEST } from "./gradebook_store_world.ts";

Deno.test("an entry that can't stand in its cell is marked, and the others are saved", async () => {
  const { store, bursts, wait } = openStore([[ADA, scored(5)]]);
  store.enter([{ ...ADA, text: "11" }, { ...BO, text: "7" }]);
  assert.equal(store.cell(ADA).wrong?.message, '"11" is more than the maximum of 10');
  await wait();
  assert.deepEqual(bursts, [[{ ...BO, ...scored(7), was: null }]]);
  assert.deepEqual(store.unsaved.value, [ADA], "and it is not forgotten");
  const row = store.row(ADA.student_id).value;
  assert.equal(averageOf(store.about.value, row).percent, 50, "what was there counts");
  store.dropWrong(ADA);
  assert.deepEqual(store.unsaved.value, []);
});

Deno.test("an entry that changes nothing is no step, and sends nothing", async () => {
  const { store, bursts, wait } = openStore([[ADA, scored(8)]]);
  store.enter([{ ...ADA, text: "8,0" }]);
  assert.deepEqual(store.undo(), []);
  await wait();
  assert.equal(bursts.length, 0);
});

Deno.test("the average follows each key, and half a word changes nothing", () => {
  const { store } = openStore([[ADA, scored(5)]]);
  const row = store.row(ADA.student_id).value;
  const average = (text: string) =>
    averageOf(store.about.value, row, { ...ADA, assessment_id: TEST, text });
  assert.equal(average("").text, "50.0");
  assert.equal(average("10").text, "75.0");
  assert.equal(average("10").grade, "C");
  assert.equal(average("mis").text, "50.0");
  assert.equal(average("99").text, "50.0");
});
