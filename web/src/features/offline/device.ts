// What this device does for those who take registers: it keeps what they need without the network,
// and sends what they saved without it. One for the page; loaded after the first screen.
import { computed, effect, signal } from "@preact/signals";
import type { ClassRegister, Me } from "../../lib/api_types.ts";
import { recall } from "../../lib/cache.ts";
import { schoolToday } from "../../lib/dates.ts";
import {
  api,
  KEPT_NOTE,
  me,
  offline,
  readNote,
  reconnect,
  school,
  setNote,
  user,
  uuid,
} from "../../lib/session.ts";
import { toast } from "../../lib/toast.ts";
import { SEND_TAG } from "./background_send.ts";
import { createKeeper } from "./kept.ts";
import { createOutbox, type Sent } from "./outbox.ts";
import { openStore } from "./sealed_store.ts";
import { registerId, registerPath, type WaitingRegister } from "./waiting.ts";

/** What waits for the one who is signed in, the oldest first. */
export const waiting = signal<WaitingRegister[]>([]);
/** False where the browser keeps nothing: what waits is gone with the tab. */
export const lasting = signal(true);

const store = openStore();
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("laurel_waiting") : null;
/** Says only that this browser was asked once to keep what it lends. */
const ASKED_NOTE = "laurel_asked_to_last";
const nowMs = () => Date.now();

export const keeper = createKeeper(store, nowMs);
export const outbox = createOutbox({
  store,
  api,
  user_id: () => user.value?.user_id ?? null,
  maybeOnline: () => navigator.onLine,
  now: nowMs,
  uuid,
  alone,
  onChange() {
    void look();
    tabs?.postMessage("changed");
  },
  onWait() {
    askToLast();
    void sendWithoutPage();
  },
  onSent,
});

async function alone(work: () => Promise<void>): Promise<void> {
  // Web Locks need a secure context. Without one two tabs may send the same: the server has it once.
  if (!("locks" in navigator)) return await work();
  await navigator.locks.request("laurel_send", work);
}

// What another tab saves is seen here from the start, or this one would show what was before.
tabs?.addEventListener("message", () => void look());

/** Reads what waits anew. */
export async function look(): Promise<void> {
  waiting.value = await outbox.list();
  lasting.value = store.lasting();
}

function onSent({ item, register, etag, left_out, awaited }: Sent): void {
  const { user_id, class_id, date, class_name } = item;
  void keeper.keepRegister({ user_id, class_id, date, class_name, register, etag });
  const what = class_name ? `Register of ${class_name}` : "Register";
  if (left_out.length > 0) {
    toast(`${what} sent. Not in the class any more, so not marked: ${left_out.join(", ")}`);
  } else if (!awaited) toast(`${what} sent`);
}

/** A browser that is short of disk clears what it lends: once it is asked not to. */
function askToLast(): void {
  if (readNote(ASKED_NOTE) !== null) return;
  setNote(ASKED_NOTE, true);
  void navigator.storage?.persist?.().catch(() => {});
}

interface SyncingRegistration extends ServiceWorkerRegistration {
  /** Not in every browser: elsewhere the next page that is opened sends. */
  sync?: { register(tag: string): Promise<void> };
}

/** Has the service worker called when the network is back, with every page closed. */
async function sendWithoutPage(): Promise<void> {
  if (!waiting.value.some(({ state }) => state === "waiting")) return;
  try {
    const worker: SyncingRegistration | undefined = await navigator.serviceWorker
      ?.getRegistration();
    await worker?.sync?.register(SEND_TAG);
  } catch {
    // Refused by the browser's settings.
  }
}

const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;
const wants_server = computed(() =>
  me.value !== null && (offline.value || waiting.value.some(({ state }) => state === "waiting"))
);
let pause = FIRST_MS;
let timer = 0;

async function tryAgain(): Promise<void> {
  clearTimeout(timer);
  if (!wants_server.value) return;
  if (navigator.onLine) {
    if (offline.value && await reconnect()) await keepAll();
    if (!offline.value) await outbox.send();
  }
  timer = setTimeout(tryAgain, pause) as unknown as number;
  pause = Math.min(2 * pause, LONGEST_MS);
}

function tryNow(): void {
  pause = FIRST_MS;
  void tryAgain();
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  if (!navigator.onLine) offline.value = true;
  addEventListener("online", tryNow);
  addEventListener("offline", () => offline.value = me.value !== null);
  // In sight the page sends and says so; out of sight it may be stopped before the network is back.
  addEventListener(
    "visibilitychange",
    () => void (document.hidden ? sendWithoutPage() : tryNow()),
  );
  addEventListener("beforeunload", (event) => {
    if (!lasting.value && waiting.value.length > 0) event.preventDefault();
  });
  effect(() => {
    if (wants_server.value) tryNow();
  });
}

/** Once someone who takes registers is signed in. */
export async function begin(): Promise<void> {
  if (!me.value) return;
  listen();
  await look();
  if (offline.value) return;
  // Nothing of Laurel's own depends on it: where it is refused, the app needs the network to open.
  void navigator.serviceWorker?.register("/sw.js").catch(() => {});
  await keepAll();
}

/** Nobody is signed in any more. */
export async function forget(): Promise<void> {
  await keeper.forget();
  await store.throwKeysAway();
  await look();
}

// More than anyone takes registers of. An Admin without classes of their own keeps what they open.
const CLASSES_KEPT = 30;
const OLD_MS = 4 * 3_600_000;

/** Keeps the person and the registers of today of the classes they teach, a request for each. */
async function keepAll(): Promise<void> {
  const person = me.value;
  if (!person || !school.value) return;
  setNote(KEPT_NOTE, true);
  await keeper.keepPerson({ me: person, school: school.value });
  const date = schoolToday();
  const known = new Map((await keeper.registersOf(person.user_id)).map((kept) => [kept.id, kept]));
  for (const taught of person.classes.slice(0, CLASSES_KEPT)) {
    const id = registerId({ user_id: person.user_id, class_id: taught.class_id, date });
    if (nowMs() - (known.get(id)?.kept_at ?? 0) < OLD_MS) continue;
    if (!await keepRegister({ person, taught, date })) return;
  }
}

async function keepRegister(
  { person, taught, date }: { person: Me; taught: Me["classes"][number]; date: string },
): Promise<boolean> {
  const { class_id, name } = taught;
  const path = registerPath({ class_id, date });
  const known = recall(path);
  const answer = known ? null : await api.get<ClassRegister>(path);
  // What one class refuses another may give; without an answer there is none for the rest either.
  if (answer && !answer.ok) return ![0, 401].includes(answer.problem.status);
  // Signed out while it was on its way: then it is nobody's to keep.
  if (me.value?.user_id !== person.user_id) return false;
  const register = answer?.value ?? known!.value as ClassRegister;
  const etag = answer ? answer.etag : known!.etag;
  const { user_id } = person;
  await keeper.keepRegister({ user_id, class_id, date, class_name: name, register, etag });
  return true;
}
