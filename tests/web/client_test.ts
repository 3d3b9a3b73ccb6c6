import assert from "node:assert/strict";
import { urlOf } from "../../web/src/lib/client.ts";
import { type Answer, json, refused, session, setUp } from "./client_server.ts";

Deno.test("a value comes with its ETag, and the token went out", async () => {
  const { client, sent } = setUp(() => json({ a: 1 }, { headers: { etag: '"5"' } }));
  client.setSession(session("t1"));
  const result = await client.get("/api/me");
  assert.deepEqual(result, { ok: true, value: { a: 1 }, etag: '"5"' });
  assert.equal(sent[0].headers.get("authorization"), "Bearer t1");
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
