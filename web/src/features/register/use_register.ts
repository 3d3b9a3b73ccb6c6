import { useEffect, useRef, useState } from "preact/hooks";
import type { ClassRegister } from "../../lib/api_types.ts";
import type { Problem } from "../../lib/problem.ts";
import { user } from "../../lib/session.ts";
import { rebase, touchedIds } from "../../lib/sheet.ts";
import { toast } from "../../lib/toast.ts";
import { outbox, waiting } from "../offline/device.ts";
import { registerId } from "../offline/waiting.ts";
import { fromWaiting, type OpenRegister, openRegister } from "./open_register.ts";
import { registerInput, type RegisterSheet, registerSheet } from "./register_state.ts";

interface Draft {
  sheet: RegisterSheet;
  etag: string | null;
}

// Lives as long as the tab: what was typed comes back after the session ended and the same person
// signed in again. Never on disk before it is saved.
const drafts = new Map<string, Draft>();

interface RegisterOptions {
  class_id: number;
  date: string;
  class_name: string | null;
  opened: OpenRegister;
}

/** A register on the screen, and how far what is on it has come: typed, waiting, sent. */
export function useRegister({ class_id, date, class_name, opened }: RegisterOptions) {
  const user_id = user.value!.user_id;
  const id = registerId({ user_id, class_id, date });
  const [draft] = useState(() => drafts.get(id));
  const [sheet, setSheet] = useState(draft?.sheet ?? opened.sheet);
  const [taken_at, setTakenAt] = useState(opened.taken_at);
  const [day, setDay] = useState(opened.day);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const [postponed, setPostponed] = useState(false);
  const etag = useRef(draft ? draft.etag : opened.etag);
  const running = useRef(false);
  const sent = useRef(registerInput(sheet).marks);
  const item = waiting.value.find((one) => one.id === id && one.state !== "lost") ?? null;
  const dirty = touchedIds(sheet).length > 0;

  useEffect(() => {
    if (dirty) drafts.set(id, { sheet, etag: etag.current });
    else drafts.delete(id);
  }, [sheet]);

  const seen = useRef(item?.revision ?? null);
  useEffect(() => {
    if (running.current || seen.current === (item?.revision ?? null)) return;
    const had = seen.current !== null;
    seen.current = item?.revision ?? null;
    // Another tab saved it anew, or sent it: what is typed here stays on top.
    if (item && !dirty) setSheet(fromWaiting(item).sheet);
    else if (!item && had) void readAnew();
  }, [item?.revision]);

  async function readAnew(): Promise<void> {
    const fresh = await openRegister({ class_id, date });
    if (!fresh.ok || fresh.value.kept_at !== null) return;
    const { sheet, taken_at, day } = fresh.value;
    setSheet((now) => onTop(now, now.proposed, sheet));
    etag.current = fresh.value.etag;
    setTakenAt(taken_at);
    setDay(day);
  }

  function adopt(register: ClassRegister, saved: RegisterSheet): void {
    setSheet((now) => onTop(now, saved.entries, registerSheet(register)));
    setTakenAt(register.taken_at);
  }

  async function save(): Promise<boolean> {
    if (running.current) return false;
    running.current = true;
    setSaving(true);
    setProblem(null);
    setPostponed(false);
    sent.current = registerInput(sheet).marks;
    const saved = { user_id, class_id, date, class_name, sheet, etag: etag.current };
    const outcome = await outbox.save(saved);
    running.current = false;
    setSaving(false);
    const found = await outbox.find(class_id, date);
    seen.current = found?.revision ?? null;
    if (outcome.state === "sent") {
      etag.current = outcome.etag;
      adopt(outcome.register, sheet);
      toast("Register saved");
    } else if (outcome.state === "refused") {
      setProblem(outcome.problem);
    } else {
      // It is safe on the device, joined with what waited: what is typed from now on is new to that.
      const merged = found ? fromWaiting(found).sheet : { ...sheet, proposed: sheet.entries };
      setSheet((now) => onTop(now, sheet.entries, merged));
      if (outcome.state === "waiting") toast("Saved on this device, to be sent later");
    }
    return outcome.state !== "refused";
  }

  return {
    sheet,
    taken_at,
    day,
    dirty,
    saving,
    /** On the device, and not yet at the server. */
    item,
    problem: problem ?? item?.problem ?? null,
    /** What the last save held, in its order: the server's messages name places in it. */
    sent: sent.current,
    conflicts: postponed ? [] : item?.conflicts ?? [],
    /** What was typed before the session ended is on the screen again. */
    restored: draft !== undefined && dirty,
    change: setSheet as (next: (sheet: RegisterSheet) => RegisterSheet) => void,
    save,
    /** After a conflict: takes their entry for these children, keeps mine for the others, sends. */
    settle: (take_theirs: number[]) => void outbox.again(id, take_theirs),
    /** The conflict stays unsolved: it waits on the device, and nothing is sent. */
    postpone: () => setPostponed(true),
    choose: () => setPostponed(false),
    forget: () => drafts.delete(id),
  };
}

/** What the server has now, and on top what the screen says other than `before`. */
function onTop(
  now: RegisterSheet,
  before: RegisterSheet["entries"],
  fresh: RegisterSheet,
): RegisterSheet {
  return rebase({ ...now, base: before }, fresh).sheet;
}
