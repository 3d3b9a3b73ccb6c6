import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem, Result } from "./problem.ts";
import { api, me } from "./session.ts";
import {
  rebase,
  type Sheet,
  type SheetConflict,
  type SheetEntry,
  type SheetRow,
  takeTheirs,
  touchedIds,
} from "./sheet.ts";

interface Draft {
  // deno-lint-ignore no-explicit-any -- each path has its own kind of sheet
  sheet: Sheet<any, any>;
  etag: string | null;
}

// Lives as long as the tab: what was typed comes back after the session ended and the same person
// signed in again. Never on disk, as it is about children.
const drafts = new Map<string, Draft>();

interface SheetOptions<Row extends SheetRow, Entry extends SheetEntry, Answer> {
  /** The address that is read, with its query. */
  path: string;
  answer: Answer;
  etag: string | null;
  read(answer: Answer): Sheet<Row, Entry>;
  write(sheet: Sheet<Row, Entry>, if_match: string | null): Promise<Result<Answer>>;
  onSaved(answer: Answer): void;
}

/** A sheet on the screen: what was typed survives a failed save, and meets what others saved. */
export function useSheet<Row extends SheetRow, Entry extends SheetEntry, Answer>(
  { path, answer, etag, read, write, onSaved }: SheetOptions<Row, Entry, Answer>,
) {
  const key = `${me.value?.user_id} ${path}`;
  const [draft] = useState(() => drafts.get(key));
  const [sheet, setSheet] = useState<Sheet<Row, Entry>>(() => draft?.sheet ?? read(answer));
  const [conflicts, setConflicts] = useState<SheetConflict<Entry>[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const version = useRef(draft ? draft.etag : etag);
  const running = useRef(false);
  const dirty = touchedIds(sheet).length > 0;

  useEffect(() => {
    if (dirty) drafts.set(key, { sheet, etag: version.current });
    else drafts.delete(key);
  }, [sheet]);

  async function save(now: Sheet<Row, Entry> = sheet): Promise<void> {
    if (running.current) return;
    running.current = true;
    setSaving(true);
    setProblem(null);
    const failed = await attempt(now, 2);
    running.current = false;
    setSaving(false);
    setProblem(failed);
  }

  async function attempt(now: Sheet<Row, Entry>, tries: number): Promise<Problem | null> {
    const saved = await write(now, version.current);
    if (saved.ok) {
      version.current = saved.etag;
      setSheet(read(saved.value));
      onSaved(saved.value);
      return null;
    }
    if (saved.problem.status !== 412 || tries === 0) return saved.problem;
    const fresh = await api.get<Answer>(path);
    if (!fresh.ok) return fresh.problem;
    version.current = fresh.etag;
    const met = rebase(now, read(fresh.value));
    setSheet(met.sheet);
    setConflicts(met.conflicts);
    // Other children than mine: both stand, and nobody needs to be asked.
    return met.conflicts.length === 0 ? await attempt(met.sheet, tries - 1) : null;
  }

  return {
    sheet,
    dirty,
    problem,
    saving,
    conflicts,
    /** What was typed before the session ended is on the screen again. */
    restored: draft !== undefined && dirty,
    change(next: (sheet: Sheet<Row, Entry>) => Sheet<Row, Entry>) {
      setSheet(next);
    },
    save: () => save(),
    /** After a conflict: takes their entry for these children, keeps mine for the others, saves. */
    settle(take_theirs: number[]) {
      const settled = takeTheirs(sheet, take_theirs);
      setConflicts([]);
      setSheet(settled);
      void save(settled);
    },
    /** The conflict stays unsolved: nothing is saved, and what was typed stays. */
    postpone: () => setConflicts([]),
    forget: () => drafts.delete(key),
  };
}
