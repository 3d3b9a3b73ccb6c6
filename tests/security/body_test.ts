import assert from "node:assert/strict";
import { post, refuses } from "../helpers/refuses.ts";
import { withSchool } from "../helpers/school.ts";

Deno.test(
  "text: what is strange but somebody's name is kept as it is",
  withSchool(async (school) => {
    for (
      const name of [
        "Nguyễn Thị Minh Khai",
        "محمد",
        "李小龍",
        "O'Brien-Smith",
        "<script>alert(1)</script>",
        "Robert'); DROP TABLE students;--",
        "👩‍👧",
        "𠮷野",
        "X",
      ]
    ) {
      const { status, body } = await post(school, { name });
      assert.equal(status, 201);
      assert.equal(body.name, name.normalize("NFC"));
    }
    const { body } = await post(school, { name: "  Jose\u0301  " });
    assert.equal(body.name, "Jos\u00e9");
  }),
);

Deno.test(
  "bodies that are no JSON object",
  withSchool(async (school) => {
    for (const body of ["{", "{'name':'A'}", '{"name":"A"} x', "[1", '"\\ud8', "NaN", "\u0000"]) {
      await refuses(school, 400, { body, path: "body" });
    }
    for (const body of ["null", "[]", "1", '"A"', "true"]) {
      await refuses(school, 400, { body, path: "body" });
    }
    await refuses(school, 400, { body: "", path: "body" });
  }),
);

Deno.test(
  "10 MB bodies are refused, with a length, chunked, and with a length that lies",
  withSchool(async (school) => {
    const large = JSON.stringify({ name: "x".repeat(10 * 1024 * 1024) });
    await refuses(school, 413, { body: large });

    let sent = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        sent += 65_536;
        if (sent > 10 * 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const before = await school.counts();
    const chunked = await school.app.request("/api/students", {
      method: "POST",
      headers: {
        authorization: `Bearer ${school.admin.token}`,
        "content-type": "application/json",
      },
      body: endless,
    });
    assert.equal(chunked.status, 413);
    assert.ok(sent < 2 * 1024 * 1024, `it stopped reading after ${sent} bytes`);
    await refuses(school, 413, { body: large, headers: { "content-length": "10" } });
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a body is not read at all for who is not signed in",
  withSchool(async (school) => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    }, { highWaterMark: 0 });
    const { status } = await school.app.request("/api/students", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    assert.equal(status, 401);
    assert.equal(pulled, 0);
  }),
);

Deno.test(
  "JSON 200,000 levels deep is refused before it is parsed",
  withSchool(async (school) => {
    await refuses(school, 400, { body: "[".repeat(200_000) + "]".repeat(200_000), path: "body" });
    await refuses(school, 400, {
      body: '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000),
      path: "body",
    });
    await refuses(school, 400, { body: "[".repeat(200_000), path: "body" });
    const brackets = { name: `[[[[${"[{".repeat(50)}` };
    assert.equal((await post(school, brackets)).status, 201, "brackets in a text are no depth");
  }),
);

Deno.test(
  "other content types and other encodings are refused",
  withSchool(async (school) => {
    for (
      const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/xml",
        "application/jsonp",
        "json",
      ]
    ) {
      await refuses(school, 415, { body: '{"name":"A"}', headers: { "content-type": type } });
    }
    const utf8 = await post(school, { name: "A" }, {
      "content-type": "Application/JSON; charset=UTF-8",
    });
    assert.equal(utf8.status, 201);
    const broken = await school.app.request("/api/students", {
      method: "POST",
      headers: {
        authorization: `Bearer ${school.admin.token}`,
        "content-type": "application/json",
      },
      body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    });
    assert.equal(broken.status, 400);
  }),
);

Deno.test(
  "ids that are no ids are 400, ids that nobody has are 404",
  withSchool(async (school) => {
    for (
      const id of [
        "0",
        "-1",
        "1.5",
        "abc",
        "1e3",
        "%00",
        "99999999999999999999",
        "1%20or%201=1",
        "__proto__",
      ]
    ) {
      const { status } = await school.request("GET", `/api/students/${id}`, { as: school.admin });
      assert.equal(status, 400, id);
    }
    for (const id of ["999", "9007199254740991"]) {
      const { status } = await school.request("GET", `/api/students/${id}`, { as: school.admin });
      assert.equal(status, 404, id);
    }
  }),
);

Deno.test(
  "an Idempotency-Key: the same request once, another body 422, a bad key 400, another user's key one's own",
  withSchool(async (school) => {
    const headers = { "idempotency-key": "3f2c7f5e-0001" };
    const first = await post(school, { name: "Ana" }, headers);
    assert.equal(first.status, 201);
    const before = await school.counts();
    const again = await post(school, { name: "Ana" }, headers);
    assert.equal(again.status, 201);
    assert.equal(again.text, first.text);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.deepEqual(await school.counts(), before);
    await refuses(school, 422, { body: { name: "Ben" }, headers });
    await refuses(school, 400, {
      body: { name: "Ben" },
      headers: { "idempotency-key": "x".repeat(201) },
    });
    await refuses(school, 400, { body: { name: "Ben" }, headers: { "idempotency-key": " a b " } });

    const other = await school.user("Admin");
    const theirs = await school.request("POST", "/api/students", {
      as: other,
      body: { name: "Ana" },
      headers,
    });
    assert.equal(theirs.status, 201);
    assert.notEqual(theirs.body.student_id, first.body.student_id);
  }),
);

Deno.test(
  "a request that comes with an empty stream in place of a body, as a server's does, has none",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const empty = (method: string, path: string) =>
      school.app.request(path, {
        method,
        headers: { authorization: `Bearer ${school.admin.token}` },
        body: new ReadableStream({ start: (controller) => controller.close() }),
      });
    assert.equal((await empty("DELETE", `/api/students/${student_id}`)).status, 200);
    assert.equal((await empty("POST", `/api/students/${student_id}/restore`)).status, 200);
    for (const [method, path] of [["POST", "/api/students"], ["PUT", "/api/settings"]]) {
      assert.equal((await empty(method, path)).status, 400, path);
    }
  }),
);
