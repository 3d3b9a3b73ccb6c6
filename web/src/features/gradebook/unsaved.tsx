import { useEffect, useRef } from "preact/hooks";
import { useLeaveGuard } from "../../lib/leave_guard.tsx";
import type { GradebookStore } from "./gradebook_store.ts";
import { needsSaving } from "./grid_state.ts";
import { forgetGradebook, leaveGradebook } from "./open_gradebooks.ts";

// These follow each entry, so they are components of their own: the grid is not drawn with them.

interface UnsavedProps {
  store: GradebookStore;
  /** Goes to an address of the app, after asking where something would be lost. */
  guard: { current: (href: string) => void };
}

/** Asks only where leaving would lose something: what waits for its turn is saved on the way out. */
export function Unsaved({ store, guard }: UnsavedProps) {
  const { kind } = store.save_state.value;
  const cells = store.unsaved.value.map((at) => store.cell(at));
  const stuck = kind === "waiting" || kind === "refused" ||
    cells.some(({ wrong, theirs }) => wrong !== null || theirs !== null);
  const leaving = useLeaveGuard({
    dirty: cells.length > 0 && stuck,
    what: "scores",
    onLeave: () => forgetGradebook(store),
  });
  guard.current = leaving.go;
  const pending = cells.length > 0 && !stuck;
  useEffect(() => {
    if (!pending) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", unload);
    return () => removeEventListener("beforeunload", unload);
  }, [pending]);
  useEffect(() => {
    if (cells.some(needsSaving)) void store.flush();
    return () => void leaveGradebook(store);
  }, [store]);
  return leaving.dialog;
}

const OLD_MS = 30_000;

/** After a conflict, and when the page is looked at again: others may have saved more. */
export function ReadAnew({ store, reload }: { store: GradebookStore; reload(): void }) {
  const times = store.contested_times.value;
  const seen = useRef(times);
  const left_at = useRef(Date.now());
  useEffect(() => {
    if (times === seen.current) return;
    seen.current = times;
    reload();
  }, [times]);
  useEffect(() => {
    function look() {
      if (document.visibilityState === "hidden") left_at.current = Date.now();
      else if (Date.now() - left_at.current > OLD_MS) reload();
    }
    addEventListener("visibilitychange", look);
    return () => removeEventListener("visibilitychange", look);
  }, [reload]);
  return null;
}
