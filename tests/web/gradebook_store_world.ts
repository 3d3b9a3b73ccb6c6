import { createGradebookStore } from "../../web/src/features/gradebook/gradebook_store.ts";
import { DEFAULT_SCALE } from "../../api/features/grades/scales.ts";
import type {
  Cell,
  Gradebook,
  SavedScores,
  ScoreInput,
} from "../../web/src/lib/gradebook_types.ts";
import { offlineProblem, type Problem, type Result } from "../../web/src/lib/problem.ts";

const QUIZ = 1;
export const TEST = 2;
export const ADA = { student_id: 10, assessment_id: QUIZ };
export const BO = { student_id: 11, assessment_id: QUIZ };

export function scored(score: number): Cell {
  return { state: "scored", score, label: null };
}

/** A gradebook of Ada and Bo, with a quiz and a test out of 10, as the server answers it. */
export function gradebook(scores: [at: typeof ADA, cell: Cell][] = []): Gradebook {
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
export function openStore(start: [at: typeof ADA, cell: Cell][] = []) {
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
