import assert from "node:assert/strict";
import { type ClientEnvironment, createClient, urlOf } from "../../web/src/lib/client.ts";
import type { Session } from "../../web/src/lib/api_types.ts";

interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: string | undefined;
}

type Answer = (sent: Sent) => Response | Promise<Response>;

/** A client whose server is `answer`; `events` is what it told the app, `sent` what it asked. */
function setUp(answer: Answer) {
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

function json(value: unknown, init: ResponseInit = {}): Response {
  return Response.json(value, init);
}

function refused(status: number, title = "No"): Response {
  return json(
    { type: "about:blank", title, status, detail: "", request_id: "r1" },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}

function session(token: string): Session {
  return { token, expires_in: 600, user: {} as Session["user"] };
}

/** A server that takes only `good` and gives it out at a refresh. */
function serverWanting(good: string): Answer {
  return ({ path, headers }) => {
    if (path === "/api/refresh") return json(session(good));
    return headers.get("authorization") === `Bearer ${good}` ? json({ path }) : refused(401);
  };
}

Deno.test("a value comes with its ETag, and the token went out", async () => {
  const { client, sent } = setUp(() => json({ a: 1 }, { headers: { etag: '"5"' } }));
  client.setSession(session("t1"));
  const result = await client.get("/api/me");
  assert.deepEqual(result, { ok: true, value: { a: 1 }, etag: '"5"' });
  assert.equal(sent[0].headers.get("authorization"), "Bearer t1");
  assert.equal(sent[0].headers.get("idempotency-key"), null);
});

Deno.test("a 401 brings one refresh for all calls under way, then each again", async () => {
  const { client, sent, events } = setUp(serverWanting("t2"));
  client.setSession(session("t1"));
  const results = await Promise.all(
    ["/api/a", "/api/b", "/api/c"].map((path) => client.get(path)),
  );
  assert.ok(results.every(({ ok }) => ok));
  const refreshes = sent.filter(({ path }) => path === "/api/refresh");
  assert.equal(refreshes.length, 1);
  assert.equal(refreshes[0].headers.get("authorization"), null);
  assert.deepEqual(events, ["session t2"]);
});

Deno.test("a call that hears its 401 after the refresh uses the new token, without another", async () => {
  let release = () => {};
  const late = new Promise<void>((resolve) => release = resolve);
  const { client, sent } = setUp(async (one) => {
    const old = one.headers.get("authorization") === "Bearer t1";
    if (one.path === "/api/slow" && old) await late;
    return await serverWanting("t2")(one);
  });
  client.setSession(session("t1"));
  const slow = client.get("/api/slow");
  await client.get("/api/quick");
  release();
  assert.ok((await slow).ok);
  assert.equal(sent.filter(({ path }) => path === "/api/refresh").length, 1);
});

Deno.test("a token near its end is renewed before the call", async () => {
  const { client, sent, clock } = setUp(serverWanting("t2"));
  client.setSession(session("t1"));
  clock.now = 590_000;
  assert.ok((await client.get("/api/me")).ok);
  assert.deepEqual(sent.map(({ path }) => path), ["/api/refresh", "/api/me"]);
});

Deno.test("a refused refresh signs out once, and the calls answer 401", async () => {
  const { client, sent, events } = setUp(() => refused(401));
  client.setSession(session("t1"));
  const results = await Promise.all([client.get("/api/a"), client.get("/api/b")]);
  assert.deepEqual(
    results.map((result) => result.ok || result.problem.status),
    [401, 401],
  );
  assert.deepEqual(events, ["signed out"]);
  assert.equal(sent.filter(({ path }) => path === "/api/refresh").length, 1);
});

Deno.test("a refresh that cannot reach the server does not sign out", async () => {
  const { client, events } = setUp(({ path }) => {
    if (path === "/api/refresh") throw new TypeError("Failed to fetch");
    return refused(401);
  });
  client.setSession(session("t1"));
  const result = await client.get("/api/me");
  assert.ok(!result.ok);
  assert.equal(result.problem.type, "laurel:offline");
  assert.deepEqual(events, []);
});

Deno.test("a session that is refused even after its refresh is over", async () => {
  const { client, events, sent } = setUp(({ path }) =>
    path === "/api/refresh" ? json(session("t2")) : refused(401)
  );
  client.setSession(session("t1"));
  assert.ok(!(await client.get("/api/me")).ok);
  assert.equal(sent.length, 3);
  assert.deepEqual(events, ["session t2", "signed out"]);
});

Deno.test("a public call answers its 401 as it is", async () => {
  const { client, sent } = setUp(() => refused(401));
  const result = await client.post("/api/login", {}, { auth: false });
  assert.ok(!result.ok);
  assert.equal(result.problem.status, 401);
  assert.equal(sent.length, 1);
  assert.equal(sent[0].headers.get("idempotency-key"), null);
});

Deno.test("each POST has a key of its own; the same again after silence has the same", async () => {
  let silent = true;
  const { client, sent } = setUp(() => {
    if (silent) throw new TypeError("Failed to fetch");
    return json({}, { status: 201 });
  });
  client.setSession(session("t1"));
  const add = (name: string) => client.post("/api/terms", { name });
  await add("Autumn");
  silent = false;
  await add("Autumn");
  await add("Spring");
  await add("Autumn");
  assert.deepEqual(
    sent.map(({ headers }) => headers.get("idempotency-key")),
    ["key-1", "key-1", "key-2", "key-3"],
  );
});

Deno.test("the retry of a POST after a 401 carries a key, too", async () => {
  const { client, sent } = setUp(serverWanting("t2"));
  client.setSession(session("t1"));
  await client.post("/api/terms", { name: "Autumn" });
  const posts = sent.filter(({ path }) => path === "/api/terms");
  assert.equal(posts.length, 2);
  assert.ok(posts.every(({ headers }) => headers.has("idempotency-key")));
});

Deno.test("If-Match goes out with a PUT, and a write empties what was read", async () => {
  const { client, sent, events } = setUp(() => json({}));
  client.setSession(session("t1"));
  await client.put("/api/terms/1", { name: "A" }, { if_match: '"3"' });
  assert.equal(sent[0].headers.get("if-match"), '"3"');
  assert.deepEqual(events, ["write"]);
});

Deno.test("a 204 has no value", async () => {
  const { client } = setUp(() => new Response(null, { status: 204 }));
  client.setSession(session("t1"));
  const result = await client.remove("/api/terms/1");
  assert.deepEqual(result, { ok: true, value: undefined, etag: null });
});

Deno.test("no answer in time is a problem that says so", async () => {
  const { client } = setUp(() => new Promise<never>(() => {}));
  client.setSession(session("t1"));
  const result = await client.get("/api/me", { timeout_ms: 20 });
  assert.ok(!result.ok);
  assert.equal(result.problem.type, "laurel:timeout");
});

Deno.test("an answer that is not the API's own is a problem, not an exception", async () => {
  for (const status of [200, 502]) {
    const { client } = setUp(() => new Response("<html>", { status }));
    client.setSession(session("t1"));
    const result = await client.get("/api/me");
    assert.ok(!result.ok);
    assert.equal(result.problem.type, "laurel:strange_answer");
    assert.equal(result.problem.status, status);
  }
});

Deno.test("a problem keeps the server's words, field errors and Retry-After", async () => {
  const errors = [{ path: "body.name", message: "Enter a name" }];
  const { client } = setUp(() =>
    json({ title: "Wait", status: 429, detail: "d", request_id: "r9", errors }, {
      status: 429,
      headers: { "retry-after": "30" },
    })
  );
  client.setSession(session("t1"));
  const result = await client.get("/api/me");
  assert.ok(!result.ok);
  assert.deepEqual(result.problem, {
    type: "about:blank",
    title: "Wait",
    status: 429,
    detail: "d",
    request_id: "r9",
    errors,
    retry_after: 30,
  });
});

Deno.test("a file comes as a Blob", async () => {
  const { client } = setUp(() =>
    new Response("%PDF", { headers: { "content-type": "application/pdf" } })
  );
  client.setSession(session("t1"));
  const result = await client.file("/api/reports/5/file");
  assert.ok(result.ok);
  assert.equal(await result.value.text(), "%PDF");
});

Deno.test("a file goes as it is, with its name, and again under its key if nobody knows it came", async () => {
  let down = true;
  const bodies: unknown[] = [];
  const { client, sent } = setUp(({ body }) => {
    bodies.push(body);
    if (down) throw new TypeError("no line");
    return json({ file_id: 1 }, { status: 201 });
  });
  client.setSession(session("t1"));
  const named = (name: string, text: string) =>
    new File([text], name, { type: "application/pdf", lastModified: 7 });
  const path = "/api/students/1/activities/2/files";
  assert.ok(!(await client.post(path, named("Prix d'été\ud800.pdf", "%PDF"))).ok);
  down = false;
  assert.ok((await client.post(path, named("Prix d'été\ud800.pdf", "%PDF"))).ok);
  assert.ok((await client.post(path, named("Second.pdf", "%PDF"))).ok);
  assert.deepEqual(
    sent.map(({ headers }) => [headers.get("x-file-name"), headers.get("idempotency-key")]),
    [
      ["Prix%20d'%C3%A9t%C3%A9%EF%BF%BD.pdf", "key-1"],
      ["Prix%20d'%C3%A9t%C3%A9%EF%BF%BD.pdf", "key-1"],
      ["Second.pdf", "key-2"],
    ],
  );
  assert.equal(sent[0].headers.get("content-type"), "application/pdf");
  assert.equal(await (bodies[1] as File).text(), "%PDF");

  await client.put("/api/students/1/photo", new Blob(["x"], { type: "image/jpeg" }));
  const photo = sent.at(-1)!;
  assert.equal(photo.headers.get("content-type"), "image/jpeg");
  assert.equal(photo.headers.get("x-file-name"), null);
  assert.equal(photo.headers.get("idempotency-key"), null);
});

Deno.test("urlOf leaves out what is empty and keeps 0 and false", () => {
  const query = { q: "", cursor: null, limit: 0, archived: false, sort: "-name" };
  assert.equal(
    urlOf({ path: "/api/students", query }),
    "/api/students?limit=0&archived=false&sort=-name",
  );
  assert.equal(urlOf({ path: "/api/a?x=1", query: { y: "é&" } }), "/api/a?x=1&y=%C3%A9%26");
});

Deno.test("the app hears whether the server is there, and nothing of what it gave up itself", async () => {
  let answer: Answer = () => json({});
  const { client, reached } = setUp((sent) => answer(sent));
  const leave = new AbortController();
  await client.get("/api/school", { auth: false });
  answer = () => refused(503);
  await client.get("/api/school", { auth: false });
  answer = () => {
    throw new TypeError("Failed to fetch");
  };
  await client.get("/api/school", { auth: false });
  answer = () => new Response("<html>", { status: 502 });
  await client.get("/api/school", { auth: false });
  answer = () => {
    leave.abort();
    throw new TypeError("aborted");
  };
  await client.get("/api/school", { auth: false, signal: leave.signal });
  assert.deepEqual(reached, [true, true, false, false]);
});
