import assert from "node:assert/strict";
import { type ClientEnvironment, createClient } from "../../web/src/lib/client.ts";
import type { Session } from "../../web/src/lib/api_types.ts";

interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: string | undefined;
}

export type Answer = (sent: Sent) => Response | Promise<Response>;

/** A client whose server is `answer`; `events` is what it told the app, `sent` what it asked. */
export function setUp(answer: Answer) {
  const sent: Sent[] = [];
  const events: string[] = [];
  const reached: boolean[] = [];
  const clock = { now: 0 };
  let keys = 0;
  let locked = 0;
  const env: ClientEnvironment = {
    fetch: async (input, init) => {
      const one = {
        method: init!.method!,
        path: String(input),
        headers: new Headers(init!.headers),
        body: init!.body as string | undefined,
      };
      sent.push(one);
      init!.signal!.throwIfAborted();
      return await Promise.race([
        answer(one),
        new Promise<never>((_, reject) =>
          init!.signal!.addEventListener(
            "abort",
            () => reject(init!.signal!.reason),
          )
        ),
      ]);
    },
    now: () => clock.now,
    uuid: () => `key-${++keys}`,
    async exclusively(work) {
      locked++;
      assert.equal(locked, 1, "two refreshes at once");
      try {
        return await work();
      } finally {
        locked--;
      }
    },
    onSession: ({ token }) => events.push(`session ${token}`),
    onSignedOut: () => events.push("signed out"),
    onWrite: () => events.push("write"),
    onReach: (there) => void reached.push(there),
  };
  const client = createClient(env);
  return { client, sent, events, reached, clock };
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  return Response.json(value, init);
}

export function refused(status: number, title = "No"): Response {
  return json(
    { type: "about:blank", title, status, detail: "", request_id: "r1" },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}

export function session(token: string): Session {
  return { token, expires_in: 600, user: {} as Session["user"] };
}

/** A server that takes only `good` and gives it out at a refresh. */
export function serverWanting(good: string): Answer {
  return ({ path, headers }) => {
    if (path === "/api/refresh") return json(session(good));
    return headers.get("authorization") === `Bearer ${good}` ? json({ path }) : refused(401);
  };
}
