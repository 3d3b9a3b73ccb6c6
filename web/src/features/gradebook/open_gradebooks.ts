import type { Gradebook, SavedScores } from "../../lib/gradebook_types.ts";
import type { Problem } from "../../lib/problem.ts";
import { api, me } from "../../lib/session.ts";
import { createGradebookStore, type GradebookStore } from "./gradebook_store.ts";

// Live as long as the tab while something in them is not saved: it goes on being saved when the
// page is left, and is there again after the session ended and the same person signed in. Never on
// disk, as it is about children.
const open = new Map<string, GradebookStore>();

const SIGNED_OUT: Problem = {
  type: "laurel:signed_out",
  title: "Not saved: you are signed out",
  status: 401,
  detail: "Sign in again, and what you entered is saved",
  request_id: null,
};

const timers = {
  after(milliseconds: number, work: () => void) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The gradebook of a class in a term, with what was entered and not saved before. */
export function openGradebook(gradebook: Gradebook): GradebookStore {
  const { class_id, term: { term_id } } = gradebook;
  const user_id = me.value?.user_id;
  const key = `${user_id} ${class_id} ${term_id}`;
  const known = open.get(key);
  if (known) {
    known.load(gradebook);
    return known;
  }
  const store = createGradebookStore({
    gradebook,
    timers,
    async put(scores) {
      // What one person entered is not sent as another's who signed in at this device since.
      if (me.value?.user_id !== user_id) return { ok: false, problem: SIGNED_OUT };
      const path = `/api/classes/${class_id}/gradebook/scores`;
      return await api.put<SavedScores>(path, { scores }, { query: { term_id } });
    },
  });
  open.set(key, store);
  return store;
}

/** The page is left: what waits is sent, and a store with nothing left to save is let go. */
export async function leaveGradebook(store: GradebookStore): Promise<void> {
  await store.flush();
  if (store.unsaved.value.length === 0) forgetGradebook(store);
}

/** Nothing more of it is sent: the teacher chose to lose it. */
export function forgetGradebook(store: GradebookStore) {
  store.stop();
  for (const [key, known] of open) if (known === store) open.delete(key);
}
