import assert from "node:assert/strict";
import { ADA, BO, gradebook, openStore, scored } from "./gradebook_store_world.ts";

Deno.test("an undo is saved even where nobody knows whether the entry was", async () => {
  const { store, wait, fail, at } = openStore([[ADA, scored(5)]]);
  fail("saved, and no answer");
  store.enter([{ ...ADA, text: "8" }]);
  await wait();
  assert.deepEqual(store.undo(), [ADA]);
  assert.equal(store.unsaved.value.length, 1, "the server may have the 8");
  for (let i = 0; i < 3; i++) await wait();
  assert.deepEqual(at(ADA), scored(5));
  assert.deepEqual(store.unsaved.value, []);
});

Deno.test("undo and redo go through steps, before and after they are saved", async () => {
  const { store, wait, at } = openStore([[ADA, scored(5)]]);
  store.enter([{ ...ADA, text: "8" }, { ...BO, text: "7" }]);
  await wait();
  store.enter([{ ...ADA, text: "" }]);
  assert.equal(store.cell(ADA).now, null);
  store.undo();
  assert.deepEqual(store.cell(ADA).now, scored(8));
  store.undo();
  assert.deepEqual([store.cell(ADA).now, store.cell(BO).now], [scored(5), null]);
  assert.deepEqual(store.undo(), [], "there is no more");
  await wait();
  assert.deepEqual([at(ADA), at(BO)], [scored(5), null]);
  store.redo();
  await wait();
  assert.deepEqual([at(ADA), at(BO)], [scored(8), scored(7)]);
  store.enter([{ ...BO, text: "1" }]);
  assert.deepEqual(store.redo(), [], "a new entry ends what could be done again");
});

Deno.test("an undo never blanks what someone else wrote meanwhile", async () => {
  for (const choice of ["none", "mine", "theirs"] as const) {
    const { store, wait, set, at } = openStore([[ADA, scored(5)]]);
    store.enter([{ ...ADA, text: "7" }]);
    store.enter([{ ...ADA, text: "8" }, { ...BO, text: "9" }]);
    set(ADA, scored(6));
    await wait();
    if (choice !== "none") store.settle([{ ...ADA, whose: choice }]);
    await wait();
    assert.deepEqual(at(ADA), scored(choice === "mine" ? 8 : 6));
    store.undo();
    assert.deepEqual([store.cell(ADA).now, store.cell(ADA).theirs], [scored(6), null], choice);
    store.undo();
    await wait();
    assert.deepEqual([at(ADA), at(BO)], [scored(6), null], choice);
  }
});

Deno.test("an undo and a redo leave a cell that someone else has changed since", async () => {
  const { store, bursts, wait, set, at } = openStore([[ADA, scored(5)]]);
  store.enter([{ ...ADA, text: "8" }, { ...BO, text: "9" }]);
  await wait();
  set(ADA, scored(6));
  store.load(gradebook([[ADA, scored(6)], [BO, scored(9)]]));
  assert.deepEqual(store.undo(), [BO]);
  await wait();
  assert.deepEqual([at(ADA), at(BO)], [scored(6), null]);
  assert.deepEqual(store.redo(), [BO]);
  await wait();
  assert.deepEqual([at(ADA), at(BO)], [scored(6), scored(9)]);
  assert.deepEqual(bursts.length, 3);
});
