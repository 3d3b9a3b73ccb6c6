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
export const role = computed<Role | null>(() => user.value?.role ?? null);

// Says only that this browser has a session, to spare everyone else a refused refresh.
const HINT = "laurel_signed_in";

export const api = createClient({
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  uuid,
  exclusively,
  onSession: adopt,
  onSignedOut: () => leave({ expired: session_state.value === "signed_in" }),
  onWrite: forgetAll,
});

const sign_out = createSignOut(api, () => localStorage);
/** True while the server has not heard of the last sign-out: its session is still open there. */
export const sign_out_unfinished = sign_out.unfinished;

function uuid(): string {
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
  session_state.value = "signed_out";
}

/** Once, at the start: who is the school, and is someone signed in already. */
export async function start(): Promise<void> {
  start_problem.value = null;
  const [about, renewed] = await Promise.all([
    api.get<School>("/api/school", { auth: false }),
    renew(),
  ]);
  if (!about.ok) {
    start_problem.value = about.problem;
    return;
  }
  school.value = about.value;
  if (renewed?.ok) {
    await loadMe();
  } else if (renewed && renewed.problem.status !== 401) {
    start_problem.value = renewed.problem;
  } else {
    session_state.value = "signed_out";
  }
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
  } else if (result.problem.status !== 401) {
    start_problem.value = result.problem;
  }
}

export function setMe(value: Me) {
  me.value = value;
  user.value = value;
  unread.value = value.unread;
}

export async function signOut(): Promise<void> {
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
  try {
    if (on) localStorage.setItem(HINT, "1");
    else localStorage.removeItem(HINT);
  } catch {
    // Storage is off in this browser: the start then asks the server.
  }
}
