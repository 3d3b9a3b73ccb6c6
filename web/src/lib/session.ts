import { computed, signal } from "@preact/signals";
import type { Me, Role, School, Session, User } from "./api_types.ts";
import { forgetAll } from "./cache.ts";
import { createClient } from "./client.ts";
import type { Problem } from "./problem.ts";
import { createSignOut } from "./sign_out.ts";

export type SessionState = "starting" | "signed_out" | "signed_in";

export const school = signal<School | null>(null);
/** Why the app could not start: shown instead of any page. */
export const start_problem = signal<Problem | null>(null);
export const session_state = signal<SessionState>("starting");
export const user = signal<User | null>(null);
export const me = signal<Me | null>(null);
export const unread = signal(0);
/** True after a session ended by itself, so that the sign-in page can say so and lead back. */
export const session_expired = signal(false);
/** True after someone signed out: whoever signs in next starts at the start. */
export const left_on_purpose = signal(false);
/** True from a request that the server did not answer until one that it did. */
export const offline = signal(false);
/** True while someone who wants to sign out is asked what becomes of registers that wait to be sent. */
export const sign_out_asked = signal(false);
export const role = computed<Role | null>(() => user.value?.role ?? null);
/** Those who take registers: what a device keeps for the time without a network is for them. */
export const is_staff = computed(() => role.value === "Admin" || role.value === "Teacher");

// Says only that this browser has a session, to spare everyone else a refused refresh.
const HINT = "laurel_signed_in";
/** Says only that this device keeps rosters, which have to go when nobody is signed in. */
export const KEPT_NOTE = "laurel_keeps_rosters";

const SLOW_MS = 4000;
const QUIET_MS = 2000;

/** Comes after the first page, or when that cannot be had from the server. */
const device = () => import("../features/offline/device.ts");

export const api = createClient({
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  uuid,
  exclusively,
  onSession: adopt,
  onSignedOut: () => leave({ expired: session_state.value === "signed_in" }),
  onWrite: forgetAll,
  onReach: (there) => offline.value = !there,
});

const sign_out = createSignOut(api, () => localStorage);
/** True while the server has not heard of the last sign-out: its session is still open there. */
export const sign_out_unfinished = sign_out.unfinished;

export function uuid(): string {
  // randomUUID, too, exists in secure contexts only.
  if ("randomUUID" in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  return [[0, 4], [4, 6], [6, 8], [8, 10], [10, 16]]
    .map(([from, to]) => hex.slice(from, to).join("")).join("-");
}

async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  // Web Locks need a secure context: a school's plain-HTTP address in its own network has none.
  if (!("locks" in navigator)) return await work();
  return await navigator.locks.request("laurel_refresh", work) as T;
}

function adopt(session: Session) {
  if (user.value && user.value.user_id !== session.user.user_id) {
    // Another tab signed in as someone else: nothing of the first person may stay on screen.
    location.assign("/");
    return;
  }
  user.value = session.user;
}

function leave(how: { expired: boolean }) {
  setHint(false);
  forgetAll();
  session_expired.value = how.expired;
  left_on_purpose.value = !how.expired && session_state.value === "signed_in";
  user.value = null;
  me.value = null;
  unread.value = 0;
  sign_out_asked.value = false;
  session_state.value = "signed_out";
  void forgetKept();
}

/** No roster stays on a device where nobody is signed in. Registers that wait to be sent do. */
async function forgetKept(): Promise<void> {
  if (readNote(KEPT_NOTE) === null) return;
  try {
    await (await device()).forget();
    setNote(KEPT_NOTE, false);
  } catch {
    // The code for it did not come: the next start tries again.
  }
}

/** Once, at the start: who is the school, and is someone signed in already. */
export async function start(): Promise<void> {
  start_problem.value = null;
  const asked = Promise.all([
    api.get<School>("/api/school", { auth: false }),
    renew(),
  ]);
  if (await isSlow(asked)) await openKept();
  const [about, renewed] = await asked;
  const problem = !about.ok
    ? about.problem
    : renewed && !renewed.ok && renewed.problem.status !== 401
    ? renewed.problem
    : null;
  if (problem) {
    const away = [0, 502, 503, 504].includes(problem.status);
    const opened = session_state.value === "signed_in" || away && await openKept();
    if (!opened) start_problem.value = problem;
    return;
  }
  if (about.ok) school.value = about.value;
  if (renewed?.ok) return await loadMe();
  if (session_state.value !== "starting") return;
  session_state.value = "signed_out";
  void forgetKept();
}

async function isSlow(asked: Promise<unknown>): Promise<boolean> {
  const late = new Promise((resolve) => setTimeout(() => resolve(isSlow), SLOW_MS));
  return await Promise.race([asked, late]) === isSlow;
}

/**
 * Without the server: as the one who was signed in here when it was last there, with what the
 * device has kept for them. The first answer says whether they still are.
 */
async function openKept(): Promise<boolean> {
  if (session_state.value !== "starting" || !hasHint() || sign_out_unfinished.value) return false;
  const kept = await device().then(({ keeper }) => keeper.lastPerson()).catch(() => null);
  if (!kept || session_state.value !== "starting") return false;
  school.value = kept.school;
  setMe(kept.me);
  offline.value = true;
  session_state.value = "signed_in";
  void device().then(({ begin }) => begin());
  return true;
}

/** After a time without the server: is it there, and is the session still good. */
export async function reconnect(): Promise<boolean> {
  const renewed = await api.refresh();
  if (!renewed.ok) return false;
  const result = await api.get<Me>("/api/me");
  if (result.ok) setMe(result.value);
  return result.ok;
}

async function renew() {
  sign_out.look();
  if (sign_out_unfinished.value) {
    await finishSignOut();
    return null;
  }
  return hasHint() ? await api.refresh() : null;
}

/** Before sign-in is shown and before it is done: ends the session that sign-out could not. */
export async function finishSignOut(): Promise<void> {
  if (!sign_out_unfinished.value) return;
  await sign_out.finish();
  leave({ expired: false });
}

/** After sign-in, set-up or an accepted invitation. */
export async function enter(session: Session): Promise<void> {
  api.setSession(session);
  forgetAll();
  user.value = session.user;
  session_expired.value = false;
  left_on_purpose.value = false;
  sign_out.forget();
  setHint(true);
  await loadMe();
}

export async function loadMe(): Promise<void> {
  const result = await api.get<Me>("/api/me");
  if (result.ok) {
    setMe(result.value);
    setHint(true);
    session_state.value = "signed_in";
    // Where the network has gone meanwhile, its code comes at the next start.
    if (is_staff.value) setTimeout(() => device().then(({ begin }) => begin(), () => {}), QUIET_MS);
  } else if (result.problem.status !== 401) {
    start_problem.value = result.problem;
  }
}

export function setMe(value: Me) {
  me.value = value;
  user.value = value;
  unread.value = value.unread;
}

/** Signs out; where registers wait on this device to be sent, asks first what becomes of them. */
export async function signOut(): Promise<void> {
  if (await isSomethingWaiting()) sign_out_asked.value = true;
  else await signOutNow();
}

async function isSomethingWaiting(): Promise<boolean> {
  if (!is_staff.value) return false;
  return await device().then(({ outbox }) => outbox.list()).then(({ length }) => length > 0)
    .catch(() => false);
}

export async function signOutNow(): Promise<void> {
  await sign_out.end();
  leave({ expired: false });
}

/** When another tab signs out, this one does; when one signs in, this one may follow. */
export function followOtherTabs() {
  addEventListener("storage", (event) => {
    if (event.key !== HINT) return;
    sign_out.look();
    if (event.newValue === null && session_state.value === "signed_in") {
      api.setSession(null);
      leave({ expired: false });
    } else if (event.newValue && session_state.value === "signed_out") {
      void start();
    }
  });
}

function hasHint(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return true;
  }
}

function setHint(on: boolean) {
  setNote(HINT, on);
}

export function readNote(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** A note that says nothing of anyone. */
export function setNote(name: string, on: boolean) {
  try {
    if (on) localStorage.setItem(name, "1");
    else localStorage.removeItem(name);
  } catch {
    // Storage is off in this browser: the start then asks the server.
  }
}
