import assert from "node:assert/strict";
import { ADA, BO, gradebook, openStore, scored, TEST } from "./gradebook_store_world.ts";

Deno.test("someone else's change of the same cell is a conflict, another cell's merges", async () => {
  const { store, bursts, wait, set, at } = openStore([[ADA, scored(5)], [BO, scored(5)]]);
  set(ADA, scored(6));
  store.enter([{ ...ADA, text: "8" }, { ...BO, text: "9" }]);
  await wait();
  assert.deepEqual(store.cell(ADA).theirs, {
    now: scored(6),
    changed_by: "Tomás",
    changed_at: null,
  });
  assert.deepEqual(at(BO), scored(9));
  assert.equal(store.contested_times.value, 1, "the page reads what else is new");
  await wait();
  assert.equal(bursts.length, 1, "nothing more of it is sent before one is chosen");
  store.settle([{ ...ADA, whose: "mine" }]);
  await wait();
  assert.deepEqual(bursts.at(-1), [{ ...ADA, ...scored(8), was: scored(6) }]);
  assert.deepEqual(at(ADA), scored(8));
});

Deno.test("theirs is taken, or typed: then there is nothing to send", async () => {
  for (const how of ["chosen", "typed"]) {
    const { store, bursts, wait, set } = openStore();
    set(ADA, scored(6));
    store.enter([{ ...ADA, text: "8" }]);
    await wait();
    if (how === "chosen") store.settle([{ ...ADA, whose: "theirs" }]);
    else store.enter([{ ...ADA, text: "6" }]);
    await wait();
    assert.equal(bursts.length, 1, how);
    assert.deepEqual(store.cell(ADA).now, scored(6));
    assert.deepEqual(store.unsaved.value, []);
  }
});

Deno.test("a newer reading follows where nothing was entered, and leaves what was", () => {
  const { store } = openStore([[ADA, scored(5)], [BO, scored(5)]]);
  store.enter([{ ...ADA, text: "8" }]);
  store.load(gradebook([[ADA, scored(6)], [BO, scored(7)]]));
  assert.deepEqual(store.cell(ADA).now, scored(8));
  assert.deepEqual(
    store.cell(ADA).base,
    scored(5),
    "the server decides whether that is a conflict",
  );
  assert.deepEqual(store.cell(BO).now, scored(7));
  store.load(gradebook([[ADA, scored(8)]]));
  assert.deepEqual(store.unsaved.value, [], "what both want is saved");
  assert.equal(store.cell(BO).now, null);
});

Deno.test("what was typed into a column that is gone is told, and what was saved is not", () => {
  const { store } = openStore([[BO, scored(4)]]);
  store.enter([{ ...ADA, text: "7" }, { student_id: 10, assessment_id: TEST, text: "8" }]);
  const fresh = gradebook();
  store.load({ ...fresh, assessments: fresh.assessments.filter((one) => one.title === "Test") });

  assert.deepEqual(store.orphans.value, [{ name: "Ada", title: "Quiz", text: "7" }]);
  assert.deepEqual(store.unsaved.value, [{ student_id: 10, assessment_id: TEST }]);
});
