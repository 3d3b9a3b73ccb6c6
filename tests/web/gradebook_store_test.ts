import assert from "node:assert/strict";
import { createGradebookStore } from "../../web/src/features/gradebook/gradebook_store.ts";
import { averageOf } from "../../web/src/features/gradebook/averages_view.ts";
import { DEFAULT_SCALE } from "../../api/features/grades/scales.ts";
import type {
  Cell,
  Gradebook,
  SavedScores,
  ScoreInput,
} from "../../web/src/lib/gradebook_types.ts";
import { offlineProblem, type Problem, type Result } from "../../web/src/lib/problem.ts";

const QUIZ = 1;
const TEST = 2;
const ADA = { student_id: 10, assessment_id: QUIZ };
const BO = { student_id: 11, assessment_id: QUIZ };

function scored(score: number): Cell {
  return { state: "scored", score, label: null };
}

function gradebook(scores: [at: typeof ADA, cell: Cell][] = []): Gradebook {
  const assessment = { category_id: null, maximum: 10, extra_credit: false, date: "2026-10-01" };
  return {
    class_id: 3,
    name: "3A",
    subject: null,
    term: {
      term_id: 1,
      name: "Autumn",
      starts_on: "2026-09-01",
      ends_on: "2026-12-18",
      closed_at: null,
    },
    rules: { missing_is_zero: false, labels: [{ label: "A", percent: 93 }] },
    scale: { scale_id: 1, ...DEFAULT_SCALE },
    categories: [],
    assessments: [
      { ...assessment, assessment_id: QUIZ, title: "Quiz" },
      { ...assessment, assessment_id: TEST, title: "Test" },
    ],
    students: ["Ada", "Bo"].map((name, at) => ({
      student_id: 10 + at,
      name,
      student_number: null,
      left: false,
    })),
    scores: scores.map(([at, cell]) => ({ ...at, ...cell, updated_at: "2026-10-01T08:00:00Z" })),
    averages: [],
  };
}

/** A store whose server is a map of cells in the test's hand, and whose clock stands still. */
function open(start: [at: typeof ADA, cell: Cell][] = []) {
  const key = ({ student_id, assessment_id }: typeof ADA) => `${student_id} ${assessment_id}`;
  const server = new Map(start.map(([at, cell]) => [key(at), cell as Cell | null]));
  const bursts: ScoreInput[][] = [];
  let waiting: { milliseconds: number; work: () => void } | null = null;
  let fails: (Problem | "saved, and no answer")[] = [];
  let during = () => {};

  function save(scores: ScoreInput[]): Result<SavedScores> {
    const answer: SavedScores = { saved: [], conflicts: [] };
    for (const { was, state, score, label, ...at } of scores) {
      const wanted = state === null ? null : { state, score, label };
      const there = server.get(key(at)) ?? null;
      const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
      if (same(there, was) || same(there, wanted)) {
        server.set(key(at), wanted);
        answer.saved.push({ ...at, state, score, label, updated_at: null });
      } else {
        answer.conflicts.push({ ...at, now: there, changed_by: "Tomás", changed_at: null });
      }
    }
    return { ok: true, value: answer, etag: null };
  }

  const store = createGradebookStore({
    gradebook: gradebook(start),
    timers: {
      after(milliseconds, work) {
        const mine = waiting = { milliseconds, work };
        return () => {
          if (waiting === mine) waiting = null;
        };
      },
    },
    put(scores) {
      bursts.push(scores);
      during();
      const fail = fails.shift();
      if (fail === undefined) return Promise.resolve(save(scores));
      if (fail === "saved, and no answer") save(scores);
      const problem = fail === "saved, and no answer" ? offlineProblem() : fail;
      return Promise.resolve({ ok: false, problem });
    },
  });
  return {
    store,
    bursts,
    server,
    fail: (...next: typeof fails) => fails = next,
    whileSending: (work: () => void) => during = work,
    set: (at: typeof ADA, cell: Cell | null) => server.set(key(at), cell),
    at: (at: typeof ADA) => server.get(key(at)) ?? null,
    /** Lets the clock go on to what waits for it; answers how long that was. */
    async wait(): Promise<number | null> {
      const next = waiting;
      waiting = null;
      next?.work();
      await new Promise<void>((resolve) => queueMicrotask(() => setTimeout(resolve)));
      return next?.milliseconds ?? null;
    },
  };
}

Deno.test("a burst of entries is one request, and what it was changed from goes with it", async () => {
  const { store, bursts, wait, at } = open([[ADA, scored(5)]]);
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

Deno.test("an entry that can't stand in its cell is marked, and the others are saved", async () => {
  const { store, bursts, wait } = open([[ADA, scored(5)]]);
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

Deno.test("without an answer a burst waits longer each time, and is sent again with what came since", async () => {
  const { store, bursts, wait, fail, at } = open();
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
  const { store, wait, fail, at } = open([[ADA, scored(5)]]);
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

Deno.test("an undo is saved even where nobody knows whether the entry was", async () => {
  const { store, wait, fail, at } = open([[ADA, scored(5)]]);
  fail("saved, and no answer");
  store.enter([{ ...ADA, text: "8" }]);
  await wait();
  assert.deepEqual(store.undo(), [ADA]);
  assert.equal(store.unsaved.value.length, 1, "the server may have the 8");
  for (let i = 0; i < 3; i++) await wait();
  assert.deepEqual(at(ADA), scored(5));
  assert.deepEqual(store.unsaved.value, []);
});

Deno.test("what is typed while a burst is on its way goes out with the next", async () => {
  const { store, bursts, wait, whileSending, at } = open();
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

Deno.test("someone else's change of the same cell is a conflict, another cell's merges", async () => {
  const { store, bursts, wait, set, at } = open([[ADA, scored(5)], [BO, scored(5)]]);
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
    const { store, bursts, wait, set } = open();
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
  const { store } = open([[ADA, scored(5)], [BO, scored(5)]]);
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
  const { store } = open([[BO, scored(4)]]);
  store.enter([{ ...ADA, text: "7" }, { student_id: 10, assessment_id: TEST, text: "8" }]);
  const fresh = gradebook();
  store.load({ ...fresh, assessments: fresh.assessments.filter((one) => one.title === "Test") });

  assert.deepEqual(store.orphans.value, [{ name: "Ada", title: "Quiz", text: "7" }]);
  assert.deepEqual(store.unsaved.value, [{ student_id: 10, assessment_id: TEST }]);
});

Deno.test("a refusal of one cell marks it, and the others go out without it", async () => {
  const { store, bursts, wait, fail, at } = open([[ADA, scored(5)]]);
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
  const { store, bursts, wait, fail, at } = open();
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

Deno.test("undo and redo go through steps, before and after they are saved", async () => {
  const { store, wait, at } = open([[ADA, scored(5)]]);
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
    const { store, wait, set, at } = open([[ADA, scored(5)]]);
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
  const { store, bursts, wait, set, at } = open([[ADA, scored(5)]]);
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

Deno.test("an entry that changes nothing is no step, and sends nothing", async () => {
  const { store, bursts, wait } = open([[ADA, scored(8)]]);
  store.enter([{ ...ADA, text: "8,0" }]);
  assert.deepEqual(store.undo(), []);
  await wait();
  assert.equal(bursts.length, 0);
});

Deno.test("the average follows each key, and half a word changes nothing", () => {
  const { store } = open([[ADA, scored(5)]]);
  const row = store.row(ADA.student_id).value;
  const average = (text: string) =>
    averageOf(store.about.value, row, { ...ADA, assessment_id: TEST, text });
  assert.equal(average("").text, "50.0");
  assert.equal(average("10").text, "75.0");
  assert.equal(average("10").grade, "C");
  assert.equal(average("mis").text, "50.0");
  assert.equal(average("99").text, "50.0");
});
