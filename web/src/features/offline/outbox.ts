import type { ClassRegister } from "../../lib/api_types.ts";
import type { Client } from "../../lib/client.ts";
import type { Problem } from "../../lib/problem.ts";
import { changedIds, rebase, type SheetConflict, takeTheirs } from "../../lib/sheet.ts";
import {
  markedSheet,
  type RegisterEntry,
  registerInput,
  type RegisterSheet,
  registerSheet,
} from "../register/register_state.ts";
import type { DeviceStore } from "./device_store.ts";
import {
  asShown,
  isForLater,
  lostRegister,
  mergedInto,
  namesLeftOut,
  registerId,
  registerPath,
  type SavedRegister,
  type WaitingRegister,
} from "./waiting.ts";

/** What the outbox needs from the world, so that a test can stand in for it. */
export interface OutboxWorld {
  store: DeviceStore;
  api: Pick<Client, "get" | "put">;
  /** Whose registers are shown and sent; null: nobody is signed in, and nothing is. */
  user_id(): number | null;
  /** False where asking the server is known to be in vain. */
  maybeOnline(): boolean;
  now(): number;
  uuid(): string;
  /** Runs `work` while no other tab sends. */
  alone(work: () => Promise<void>): Promise<void>;
  onChange(): void;
  /** A register was saved and could not be sent now. */
  onWait(): void;
  onSent(sent: Sent): void;
}

export interface Sent {
  item: WaitingRegister;
  register: ClassRegister;
  etag: string | null;
  /** Children whose marks had no place any more: they left the class meanwhile. */
  left_out: string[];
  /** Whether a screen waits for the answer, and says so itself. */
  awaited: boolean;
}

export type Outcome =
  | { state: "sent"; register: ClassRegister; etag: string | null }
  | { state: "waiting" }
  | { state: "conflict" }
  | { state: "refused"; problem: Problem };

export type Outbox = ReturnType<typeof createOutbox>;

const TRIES = 3;

/**
 * Registers on their way to the server. Each is on the device before it is sent and leaves it when
 * the server has it: a lost answer, a closed tab or a dead battery neither loses nor doubles one.
 * A second save of the same class and day joins the first.
 */
export function createOutbox(world: OutboxWorld) {
  const { store, api } = world;
  const answers = new Map<string, Sent>();
  const awaited = new Set<string>();
  let sending: Promise<void> = Promise.resolve();

  /** Of the one who is signed in, the oldest first. */
  async function list(): Promise<WaitingRegister[]> {
    const user_id = world.user_id();
    const lost = (await store.unreadable("waiting")).map(lostRegister);
    const all = [...lost, ...await store.all<WaitingRegister>("waiting")];
    return all.filter((item) => item.user_id === user_id).sort((a, b) => a.since - b.since)
      .map((item) => asShown(item, world.now()));
  }

  async function find(class_id: number, date: string): Promise<WaitingRegister | null> {
    const user_id = world.user_id();
    if (user_id === null) return null;
    const id = registerId({ user_id, class_id, date });
    const item = await store.get<WaitingRegister>("waiting", id);
    return item ? asShown(item, world.now()) : null;
  }

  /** Keeps a register on the device, then sends what waits, the oldest first. */
  async function save(saved: SavedRegister): Promise<Outcome> {
    const { user_id, class_id, date } = saved;
    const id = registerId(saved);
    const before = await find(class_id, date);
    const now = world.now();
    const merged = before ? mergedInto(before, saved) : saved;
    const conflicts = unsettled(before?.conflicts ?? [], merged.sheet);
    const item: WaitingRegister = {
      ...merged,
      id,
      user_id,
      since: before?.since ?? now,
      saved_at: new Date(now).toISOString(),
      wanted_at: now,
      revision: world.uuid(),
      state: conflicts.length > 0 ? "conflict" : "waiting",
      conflicts,
      problem: null,
    };
    answers.delete(id);
    await store.put("waiting", item);
    world.onChange();
    if (world.maybeOnline()) {
      awaited.add(id);
      await send();
      awaited.delete(id);
    }
    const sent = answers.get(id);
    if (sent) return { state: "sent", register: sent.register, etag: sent.etag };
    const after = await store.get<WaitingRegister>("waiting", id);
    if (after?.state === "conflict") return { state: "conflict" };
    if (after?.state === "refused") {
      // It is on the screen of who saved it, with the reason: it need not wait as well.
      await discard(id);
      return { state: "refused", problem: after.problem! };
    }
    world.onWait();
    return { state: "waiting" };
  }

  /** Sends what waits, one after the other, until the server is not there. */
  function send(): Promise<void> {
    sending = sending.then(() =>
      world.alone(async () => {
        for (;;) {
          const next = (await list()).find(({ state }) => state === "waiting");
          if (!next || !await sendOne(next)) break;
        }
      })
    ).finally(world.onChange);
    return sending;
  }

  /** False: the server cannot be asked now, and the rest waits as well. */
  async function sendOne(item: WaitingRegister): Promise<boolean> {
    const path = registerPath(item);
    let { sheet, etag } = item;
    let left_out: string[] = [];
    for (let tries = TRIES; tries > 0; tries--) {
      if (etag === null) {
        const fresh = await api.get<ClassRegister>(path);
        if (!fresh.ok) return await failed(item, fresh.problem);
        const met = rebase(sheet, markedSheet(fresh.value));
        left_out = [...left_out, ...namesLeftOut(sheet, fresh.value)];
        sheet = met.sheet;
        etag = fresh.etag;
        if (met.conflicts.length > 0) {
          const { conflicts } = met;
          await change(item, (now) => ({ ...now, sheet, etag, conflicts, state: "conflict" }));
          return true;
        }
        // Whoever wrote it, it is there: an answer that was lost was lost after the write. Marks
        // alone are no register: the office may have given them one by one.
        if (changedIds(sheet).length === 0 && fresh.value.taken_at !== null) {
          await done({ item: { ...item, sheet }, register: fresh.value, etag, left_out });
          return true;
        }
      }
      const put = await api.put<ClassRegister>(path, registerInput(sheet), { if_match: etag });
      if (put.ok) {
        const { value: register, etag } = put;
        await done({ item: { ...item, sheet }, register, etag, left_out });
        return true;
      }
      if (put.problem.status !== 412) return await failed(item, put.problem);
      etag = null;
    }
    return false;
  }

  async function done(written: Omit<Sent, "awaited">): Promise<void> {
    const { item, register, etag } = written;
    const sent = { ...written, awaited: awaited.has(item.id) };
    let newer = false;
    await store.change<WaitingRegister>("waiting", item.id, (now) => {
      newer = now.revision !== item.revision;
      if (!newer) return null;
      // Saved again while this was on its way: what is new in it is new to what was just sent.
      const before = { ...now.sheet, base: item.sheet.entries };
      return { ...now, sheet: rebase(before, registerSheet(register)).sheet, etag };
    });
    if (!newer) answers.set(item.id, sent);
    world.onSent(sent);
  }

  async function failed(item: WaitingRegister, problem: Problem): Promise<boolean> {
    if (isForLater(problem)) return false;
    await change(item, (now) => ({ ...now, problem, state: "refused" }));
    return true;
  }

  /** Not where it was saved anew meanwhile. */
  async function change(
    { id, revision }: WaitingRegister,
    next: (now: WaitingRegister) => WaitingRegister,
  ): Promise<void> {
    await store.change<WaitingRegister>(
      "waiting",
      id,
      (now) => now.revision === revision ? next(now) : undefined,
    );
  }

  /** Back in the line, as it is or with the other side's entries for some children. */
  async function again(id: string, take_theirs: number[] = []): Promise<void> {
    await store.change<WaitingRegister>("waiting", id, (now) => ({
      ...now,
      sheet: takeTheirs(now.sheet, take_theirs),
      wanted_at: world.now(),
      revision: world.uuid(),
      state: "waiting",
      conflicts: [],
      problem: null,
    }));
    world.onChange();
    await send();
  }

  async function discard(...ids: string[]): Promise<void> {
    await store.remove("waiting", ids);
    world.onChange();
  }

  return { list, find, save, send, again, discard };
}

/** To save again is not to choose: what is still another thing than theirs is still to be chosen. */
function unsettled(
  conflicts: SheetConflict<RegisterEntry>[],
  sheet: RegisterSheet,
): SheetConflict<RegisterEntry>[] {
  const open = new Set(changedIds(sheet));
  return conflicts.filter(({ student_id }) => open.has(student_id))
    .map((conflict) => ({ ...conflict, mine: sheet.entries[conflict.student_id] }));
}
