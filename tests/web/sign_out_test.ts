import assert from "node:assert/strict";
import type { Session } from "../../web/src/lib/api_types.ts";
import { createClient } from "../../web/src/lib/client.ts";
import { createSignOut } from "../../web/src/lib/sign_out.ts";

type Answer = (path: string) => Response;

/** A sign-out in a page that holds `token`, in a browser that keeps `notes`. */
function setUp({ answer, notes = new Map(), token = null }: {
  answer: Answer;
  notes?: Map<string, string>;
  token?: string | null;
}) {
  const sent: string[] = [];
  const client = createClient({
    fetch: (input, init) => {
      const authorization = new Headers(init!.headers).get("authorization");
      sent.push([input, authorization].filter(Boolean).join(" "));
      return new Promise((resolve) => resolve(answer(String(input))));
    },
    now: () => 0,
    uuid: () => "key",
    exclusively: (work) => work(),
    onSession() {},
    onSignedOut() {},
    onWrite() {},
    onReach() {},
  });
  if (token) client.setSession(session(token));
  const sign_out = createSignOut(client, () => ({
    getItem: (key) => notes.get(key) ?? null,
    setItem: (key, value) => void notes.set(key, value),
    removeItem: (key) => void notes.delete(key),
  }));
  sign_out.look();
  return { sign_out, client, sent, notes };
}

function session(token: string): Session {
  return { token, expires_in: 600, user: {} as Session["user"] };
}

const offline: Answer = () => {
  throw new TypeError("Failed to fetch");
};
const online: Answer = (path) =>
  path === "/api/refresh" ? Response.json(session("t2")) : new Response(null, { status: 204 });
const status = (code: number): Answer => () => new Response("", { status: code });

Deno.test("a sign-out that the server heard leaves nothing to do", async () => {
  for (const answer of [online, status(401)]) {
    const { sign_out, notes } = setUp({ answer, token: "t1" });
    await sign_out.end();
    assert.equal(sign_out.unfinished.value, false);
    assert.equal(notes.size, 0);
  }
});

Deno.test("one that it did not hear forgets the token, and is noted without a name", async () => {
  for (const answer of [offline, status(500), status(503), status(429)]) {
    const { sign_out, client, sent, notes } = setUp({ answer, token: "t1" });
    await sign_out.end();
    assert.equal(sign_out.unfinished.value, true);
    assert.deepEqual([...notes.values()], ["1"]);
    await client.get("/api/me");
    assert.deepEqual(sent, ["/api/logout Bearer t1", "/api/refresh"]);
  }
});

Deno.test("the next start finishes it: a token for the cookie, then the sign-out", async () => {
  const { sign_out, notes } = setUp({ answer: offline, token: "t1" });
  await sign_out.end();

  const still_offline = setUp({ answer: offline, notes });
  await still_offline.sign_out.finish();
  assert.equal(still_offline.sign_out.unfinished.value, true);

  const back = setUp({ answer: online, notes });
  assert.equal(back.sign_out.unfinished.value, true);
  await back.sign_out.finish();
  assert.deepEqual(back.sent, ["/api/refresh", "/api/logout Bearer t2"]);
  assert.equal(back.sign_out.unfinished.value, false);
  assert.equal(notes.size, 0);

  await back.sign_out.finish();
  assert.equal(back.sent.length, 2, "nothing is left to finish");
});

Deno.test("a session that ended meanwhile is finished too", async () => {
  const notes = new Map<string, string>();
  await setUp({ answer: offline, token: "t1", notes }).sign_out.end();
  const back = setUp({ answer: status(401), notes });
  await back.sign_out.finish();
  assert.deepEqual(back.sent, ["/api/refresh"]);
  assert.equal(notes.size, 0);
});

Deno.test("another tab's sign-in takes the note away", async () => {
  const notes = new Map<string, string>();
  const first = setUp({ answer: offline, token: "t1", notes });
  await first.sign_out.end();
  setUp({ answer: online, notes }).sign_out.forget();
  await first.sign_out.finish();
  assert.deepEqual(first.sent, ["/api/logout Bearer t1"]);
  assert.equal(first.sign_out.unfinished.value, false);
});
