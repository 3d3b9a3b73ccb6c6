import type { Session } from "./api_types.ts";
import {
  offlineProblem,
  type Problem,
  problemOf,
  type Result,
  strangeProblem,
  timeoutProblem,
} from "./problem.ts";

type Query = Record<string, string | number | boolean | null | undefined>;

export interface CallOptions {
  query?: Query;
  /** The ETag of what was read, for PUT: answers 412 if someone changed it since. */
  if_match?: string | null;
  /** `false` for public operations: no token goes out, and a 401 is just an answer. */
  auth?: boolean;
  signal?: AbortSignal;
  timeout_ms?: number;
}

interface Call extends CallOptions {
  method: string;
  path: string;
  /** A Blob is sent as it is, and a File with its name; anything else as JSON. */
  body?: unknown;
}

/** What the client needs from the world, so that a test can stand in for it. */
export interface ClientEnvironment {
  fetch: typeof fetch;
  now(): number;
  uuid(): string;
  /** Runs `work` while no other tab runs its own. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  onSession(session: Session): void;
  /** The session is over: its refresh was refused. */
  onSignedOut(): void;
  /** A write was answered with success. */
  onWrite(): void;
  /** Whether the server was there: after each request that was not given up. */
  onReach(there: boolean): void;
}

const TIMEOUT_MS = 10_000;
// A token is renewed a little before its end, so that a request in flight does not outlive it.
const RENEW_BEFORE_MS = 20_000;
const UNKNOWN_OUTCOMES_KEPT = 20;
// Safe to repeat as they are, and their answers are secrets that no server should keep for a key.
const SESSION_PATHS = ["/api/login", "/api/refresh", "/api/logout"];

export type Client = ReturnType<typeof createClient>;

export function createClient(env: ClientEnvironment) {
  let token: string | null = null;
  let expires_at = 0;
  let refreshing: Promise<Result<Session>> | null = null;
  // Keys of POSTs whose outcome is not known: the same request again must carry the same key.
  const unknown_outcomes = new Map<string, string>();

  function setSession(session: Session | null) {
    token = session?.token ?? null;
    expires_at = session ? env.now() + session.expires_in * 1000 : 0;
  }

  /** One refresh at a time: every caller of this tab shares it, and tabs take turns. */
  function refresh(): Promise<Result<Session>> {
    refreshing ??= env.exclusively(() =>
      send<Session>({ method: "POST", path: "/api/refresh", auth: false })
    ).then((result) => {
      if (result.ok) {
        setSession(result.value);
        env.onSession(result.value);
      } else if (result.problem.status === 401) {
        setSession(null);
        env.onSignedOut();
      }
      return result;
    }).finally(() => refreshing = null);
    return refreshing;
  }

  async function call<T>(request: Call): Promise<Result<T>> {
    const response = await authorized(request);
    if (!response.ok) return response;
    const { value: answer } = response;
    const etag = strongTag(answer.headers.get("etag"));
    if (answer.status === 204) {
      return { ok: true, value: undefined as T, etag };
    }
    try {
      return { ok: true, value: await answer.json() as T, etag };
    } catch {
      return { ok: false, problem: strangeProblem(answer.status) };
    }
  }

  async function authorized(request: Call): Promise<Result<Response>> {
    if (request.auth === false) return await sendRaw(request);
    if (token === null || env.now() > expires_at - RENEW_BEFORE_MS) {
      const renewed = await refresh();
      if (!renewed.ok) return renewed;
    }
    const used = token;
    const first = await sendRaw(request);
    if (first.ok || first.problem.status !== 401) return first;
    // Another call may have renewed the token while this one was on its way.
    if (token === used) {
      const renewed = await refresh();
      if (!renewed.ok) return renewed;
    }
    const second = await sendRaw(request);
    if (!second.ok && second.problem.status === 401) {
      setSession(null);
      env.onSignedOut();
    }
    return second;
  }

  async function send<T>(request: Call): Promise<Result<T>> {
    const response = await sendRaw(request);
    if (!response.ok) return response;
    try {
      return { ok: true, value: await response.value.json() as T, etag: null };
    } catch {
      return { ok: false, problem: strangeProblem(response.value.status) };
    }
  }

  async function sendRaw(request: Call): Promise<Result<Response>> {
    const { body, type, name, words } = contentOf(request.body);
    const identity = `${request.method} ${request.path} ${words}`;
    const headers = new Headers({ accept: "application/json" });
    if (type !== null) headers.set("content-type", type);
    if (name !== null) headers.set("x-file-name", name);
    if (token && request.auth !== false) {
      headers.set("authorization", `Bearer ${token}`);
    }
    if (request.if_match) headers.set("if-match", request.if_match);
    if (request.method === "POST" && !SESSION_PATHS.includes(request.path)) {
      headers.set(
        "idempotency-key",
        unknown_outcomes.get(identity) ?? remember(identity, env.uuid()),
      );
    }
    const timeout_ms = request.timeout_ms ?? TIMEOUT_MS;
    const timeout = AbortSignal.timeout(timeout_ms);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    let response: Response;
    try {
      response = await env.fetch(urlOf(request), {
        method: request.method,
        headers,
        body,
        signal,
        credentials: "same-origin",
        cache: "no-store",
      });
    } catch {
      if (!request.signal?.aborted) env.onReach(false);
      return { ok: false, problem: unanswered(timeout, timeout_ms) };
    }
    // These a proxy says in the place of a server that is gone.
    env.onReach(![502, 504].includes(response.status));
    if (response.status < 500) unknown_outcomes.delete(identity);
    if (!response.ok) {
      return { ok: false, problem: await problemOf(response) };
    }
    if (request.method !== "GET" && !SESSION_PATHS.includes(request.path)) {
      env.onWrite();
    }
    return { ok: true, value: response, etag: strongTag(response.headers.get("etag")) };
  }

  function remember(identity: string, key: string): string {
    if (unknown_outcomes.size >= UNKNOWN_OUTCOMES_KEPT) {
      unknown_outcomes.delete(unknown_outcomes.keys().next().value!);
    }
    unknown_outcomes.set(identity, key);
    return key;
  }

  return {
    setSession,
    refresh,
    get<T>(path: string, options: CallOptions = {}) {
      return call<T>({ ...options, method: "GET", path });
    },
    post<T>(path: string, body?: unknown, options: CallOptions = {}) {
      return call<T>({ ...options, method: "POST", path, body });
    },
    put<T>(path: string, body?: unknown, options: CallOptions = {}) {
      return call<T>({ ...options, method: "PUT", path, body });
    },
    /** Named `remove` because `delete` is a keyword; `body` is for the few that ask for one. */
    remove<T>(path: string, body?: unknown, options: CallOptions = {}) {
      return call<T>({ ...options, method: "DELETE", path, body });
    },
    /** A file, such as a report's PDF. */
    async file(path: string, options: CallOptions = {}): Promise<Result<Blob>> {
      const response = await authorized({
        timeout_ms: 60_000,
        ...options,
        method: "GET",
        path,
      });
      if (!response.ok) return response;
      try {
        return { ok: true, value: await response.value.blob(), etag: null };
      } catch {
        return { ok: false, problem: offlineProblem() };
      }
    },
  };
}

interface Content {
  body: Blob | string | undefined;
  type: string | null;
  /** Of a file: percent-encoded, for a header holds ASCII only. */
  name: string | null;
  /** The same where the body is the same. */
  words: string;
}

function contentOf(body: unknown): Content {
  if (body === undefined) return { body, type: null, name: null, words: "" };
  if (!(body instanceof Blob)) {
    const text = JSON.stringify(body);
    return { body: text, type: "application/json", name: null, words: text };
  }
  const { type, size } = body;
  if (!(body instanceof File)) return { body, type, name: null, words: `${type} ${size}` };
  // Half a character, which other systems allow in a name, can't be encoded.
  const name = encodeURIComponent(body.name.replace(/\p{Surrogate}/gu, "\ufffd"));
  return { body, type, name, words: `${type} ${size} ${name} ${body.lastModified}` };
}

// A server that compresses an answer marks its tag as weak, and If-Match compares strong ones.
function strongTag(etag: string | null): string | null {
  return etag?.replace(/^W\//, "") ?? null;
}

function unanswered(timeout: AbortSignal, timeout_ms: number): Problem {
  return timeout.aborted ? timeoutProblem(Math.round(timeout_ms / 1000)) : offlineProblem();
}

export function urlOf({ path, query }: { path: string; query?: Query }) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === "") continue;
    search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${text}`;
}
