import assert from "node:assert/strict";
import { offlineProblem } from "../../web/src/lib/problem.ts";
import { ADA, BO, openStore, scored } from "./gradebook_store_world.ts";

Deno.test("a burst of entries is one request, and what it was changed from goes with it", async () => {
  const { store, bursts, wait, at } = openStore([[ADA, scored(5)]]);
  store.enter([{ ...ADA, text: "8" }]);
  store.enter([{ ...BO, text: "m" }]);
  store.enter([{ ...ADA, text: "9" }]);
  assert.equal(store.save_state.value.kind, "unsaved");
  assert.equal(await wait(), 600);
  assert.deepEqual(bursts, [[
    { ...ADA, ...scored(9), was: scored(5) },
    { ...BO, state: "missing", score: null, label: null, was: null },
  ]]);
  assert.deepEqual(at(ADA), scored(9));
  assert.deepEqual(store.unsaved.value, []);
  await wait();
  assert.equal(store.save_state.value.kind, "saved");
  assert.equal(bursts.length, 1, "nothing is left to send");
});

Deno.test("without an answer a burst waits longer each time, and is sent again with what came since", async () => {
  const { store, bursts, wait, fail, at } = openStore();
  fail(offlineProblem(), offlineProblem());
  store.enter([{ ...ADA, text: "8" }]);
  assert.equal(await wait(), 600);
  assert.equal(store.save_state.value.kind, "waiting");
  store.enter([{ ...BO, text: "7" }]);
  assert.equal(await wait(), 1_000);
  assert.equal(await wait(), 2_000);
  assert.deepEqual(bursts.at(-1), [
    { ...ADA, ...scored(8), was: null },
    { ...BO, ...scored(7), was: null },
  ]);
  assert.deepEqual([at(ADA), at(BO)], [scored(8), scored(7)]);
  assert.deepEqual(store.unsaved.value, []);
});

Deno.test("a burst that was saved and never answered is no conflict with oneself", async () => {
  const { store, wait, fail, at } = openStore([[ADA, scored(5)]]);
  fail("saved, and no answer");
  store.enter([{ ...ADA, text: "8" }]);
  await wait();
  store.enter([{ ...ADA, text: "9" }]);
  await wait();
  assert.equal(store.cell(ADA).theirs, null);
  await wait();
  assert.deepEqual(at(ADA), scored(9));
  assert.deepEqual(store.unsaved.value, []);
});

Deno.test("what is typed while a burst is on its way goes out with the next", async () => {
  const { store, bursts, wait, whileSending, at } = openStore();
  whileSending(() => {
    whileSending(() => {});
    store.enter([{ ...ADA, text: "9" }]);
  });
  store.enter([{ ...ADA, text: "8" }]);
  await wait();
  assert.deepEqual(at(ADA), scored(8));
  assert.equal(store.unsaved.value.length, 1);
  await wait();
  assert.deepEqual(bursts.at(-1), [{ ...ADA, ...scored(9), was: scored(8) }]);
  assert.deepEqual(at(ADA), scored(9));
});

Deno.test("a refusal of one cell marks it, and the others go out without it", async () => {
  const { store, bursts, wait, fail, at } = openStore([[ADA, scored(5)]]);
  const refusal = { ...offlineProblem(), status: 400 };
  fail({ ...refusal, errors: [{ path: "body.scores.0.score", message: "More than 7" }] });
  store.enter([{ ...ADA, text: "8" }, { ...BO, text: "7" }]);
  await wait();
  assert.deepEqual(store.cell(ADA).wrong, { text: "8", message: "More than 7" });
  assert.deepEqual(store.cell(ADA).now, scored(5));
  assert.equal(await wait(), 0);
  assert.deepEqual(bursts.at(-1), [{ ...BO, ...scored(7), was: null }]);
  assert.deepEqual(at(ADA), scored(5));
});

Deno.test("a refusal of it all keeps what was typed, and is tried again when asked", async () => {
  const { store, bursts, wait, fail, at } = openStore();
  fail({ ...offlineProblem(), status: 409, title: "This term is closed" });
  store.enter([{ ...ADA, text: "8" }]);
  await wait();
  assert.equal(store.save_state.value.kind, "refused");
  assert.equal(await wait(), null, "not by itself");
  assert.deepEqual(store.cell(ADA).now, scored(8));
  await store.flush();
  assert.equal(bursts.length, 2);
  assert.deepEqual(at(ADA), scored(8));
});
