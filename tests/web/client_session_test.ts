import assert from "node:assert/strict";
import { json, refused, serverWanting, session, setUp } from "./client_server.ts";

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

Deno.test("the retry of a POST after a 401 carries a key, too", async () => {
  const { client, sent } = setUp(serverWanting("t2"));
  client.setSession(session("t1"));
  await client.post("/api/terms", { name: "Autumn" });
  const posts = sent.filter(({ path }) => path === "/api/terms");
  assert.equal(posts.length, 2);
  assert.ok(posts.every(({ headers }) => headers.has("idempotency-key")));
});
