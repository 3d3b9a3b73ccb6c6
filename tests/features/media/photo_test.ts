import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { blob, fileOf, jpeg, png } from "../../helpers/media.ts";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const LIMIT = 5 * 1024 * 1024;
const PNG = png();

const pathOf = (student_id: number) => `/api/students/${student_id}/photo`;

function put(school: School, student_id: number, more: {
  body?: unknown;
  as?: SignedIn;
  headers?: Record<string, string>;
} = {}) {
  return school.request("PUT", pathOf(student_id), {
    as: school.admin,
    body: fileOf("image/png"),
    ...more,
  });
}

/** What the app answers, byte by byte. */
async function download(school: School, path: string, as = school.admin) {
  const response = await school.app.request(path, {
    headers: { authorization: `Bearer ${as.token}` },
  });
  return { response, bytes: await response.bytes() };
}

const keys = (school: School) => school.storage.keys();

Deno.test(
  "a photo is put, seen as it was, replaced and taken away",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Ana" });
    const { class_id } = await school.class([student_id]);
    const teacher = await school.teacherOf(class_id);
    const parent = await school.parentOf(student_id);
    const path = pathOf(student_id);
    const student = `/api/students/${student_id}`;
    const before = await school.request("GET", student, { as: parent });
    assert.equal(before.body.photo, null);
    assert.equal((await school.request("GET", path, { as: parent })).status, 404);
    const counts = await school.counts();

    school.clock.advance(60_000);
    const first = await put(school, student_id, { as: teacher });
    assert.equal(first.status, 200);
    const updated_at = school.clock.now().toISOString();
    assert.deepEqual(first.body, { ...before.body, photo: path, updated_at });
    assert.deepEqual((await school.request("GET", student, { as: parent })).body, first.body);
    assert.deepEqual(await school.counts(), { ...counts, audit_log: counts.audit_log + 1 });
    const [key] = await keys(school);
    assert.match(key, /^photos\/[0-9a-f]{32}$/);

    const seen = await download(school, path, parent);
    assert.deepEqual(seen.bytes, PNG);
    const headers = Object.fromEntries(seen.response.headers);
    assert.equal(headers["content-type"], "image/png");
    assert.equal(headers["content-disposition"], "inline");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["content-security-policy"], "default-src 'none'; sandbox");
    assert.equal(headers["cache-control"], "no-store");
    assert.ok(!JSON.stringify(headers).includes(key));

    // The same again changes nothing, and keeps nothing twice.
    assert.deepEqual((await put(school, student_id)).body, first.body);
    assert.deepEqual(await keys(school), [key]);
    assert.deepEqual(await school.counts(), { ...counts, audit_log: counts.audit_log + 1 });

    const second = await put(school, student_id, { body: fileOf("image/jpeg") });
    assert.equal(second.status, 200);
    assert.equal((await keys(school)).length, 1);
    assert.notEqual((await keys(school))[0], key);
    const replaced = await download(school, path, parent);
    assert.deepEqual(replaced.bytes, jpeg());
    assert.equal(replaced.response.headers.get("content-type"), "image/jpeg");
    assert.notEqual(replaced.response.headers.get("etag"), headers.etag);

    const gone = await school.request("DELETE", path, { as: teacher });
    assert.deepEqual([gone.status, gone.text], [204, ""]);
    assert.deepEqual(await keys(school), []);
    assert.equal((await school.request("GET", student, { as: parent })).body.photo, null);
    assert.equal((await school.request("DELETE", path, { as: teacher })).status, 404);

    const log = await school.rows(
      "select action, entity, entity_id, student_id, changes from audit_log where action like '%Photo' order by audit_id",
    );
    const hashes = log.map(({ changes }) => JSON.parse(String(changes)).photo_sha256);
    assert.deepEqual(log.map(({ action }) => action), ["putPhoto", "putPhoto", "deletePhoto"]);
    for (const { entity, entity_id, student_id: of } of log) {
      assert.deepEqual([entity, entity_id, of], ["students", student_id, student_id]);
    }
    assert.equal(hashes[0][0], null);
    assert.equal(hashes[1][0], hashes[0][1]);
    assert.deepEqual(hashes[2], [hashes[1][1], null]);
  }),
);

Deno.test(
  "If-Match takes the photo's ETag, and two at once don't leave a file that nobody names",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    await put(school, student_id);
    const { response } = await download(school, pathOf(student_id));
    const etag = response.headers.get("etag")!;
    const body = fileOf("image/webp");
    const stale = await put(school, student_id, { body, headers: { "if-match": '"old"' } });
    assert.equal(stale.status, 412);
    const fresh = await put(school, student_id, { body, headers: { "if-match": etag } });
    assert.equal(fresh.status, 200);
    const answers = await Promise.all(
      (["image/png", "image/jpeg"] as const)
        .map((type) => put(school, student_id, { body: fileOf(type) })),
    );
    const statuses = answers.map(({ status }) => status);
    assert.ok(statuses.includes(200));
    assert.ok(statuses.every((status) => [200, 412].includes(status)));
    const [{ photo_key }] = await school.rows("select photo_key from students");
    assert.deepEqual(await keys(school), [photo_key]);
    const late = await school.request("DELETE", pathOf(student_id), {
      as: school.admin,
      headers: { "if-match": etag },
    });
    assert.equal(late.status, 412);
  }),
);

Deno.test(
  "what is no photo is refused, and nothing is kept of it",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const before = await school.counts();
    const html = "<html><script>alert(1)</script></html>";
    const tried: [number, unknown][] = [
      [415, blob("image/svg+xml", "<svg/>")],
      [415, blob("image/gif", "GIF89a")],
      [415, fileOf("application/pdf")],
      [415, blob("text/html", html)],
      [415, blob("", PNG)],
      [415, { photo: "not JSON" }],
      [415, blob("image/jpeg", PNG)],
      [415, blob("image/png", "<svg/>")],
      [400, blob("image/png")],
      [400, blob("image/png", PNG, html)],
      [400, blob("image/png", PNG.slice(0, -1))],
      [400, blob("image/png", png({ width: 40_000, height: 40_000 }))],
      [413, blob("image/png", PNG, new Uint8Array(LIMIT + 1 - PNG.length))],
    ];
    for (const [status, body] of tried) {
      const refused = await put(school, student_id, { body });
      assert.equal(refused.status, status, refused.text);
      assert.match(refused.headers.get("content-type")!, /problem\+json/);
      if (status === 400) assert.deepEqual(pathsOf(refused.body), ["body"]);
    }
    assert.deepEqual(await school.counts(), before);
    assert.deepEqual(await keys(school), []);

    // Exactly the limit is not too large.
    const most = blob("image/jpeg", jpeg(), new Uint8Array(LIMIT - jpeg().length));
    assert.equal(most.size, LIMIT);
    assert.equal((await put(school, student_id, { body: most })).status, 200);
    // A type may have parameters and any case.
    const headers = { "content-type": "IMAGE/PNG; name=a" };
    assert.equal((await put(school, student_id, { headers })).status, 200);
  }),
);

Deno.test(
  "a body is not read before it is known who sends it, nor beyond its limit",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const parent = await school.parentOf(student_id);
    const send = async (as: SignedIn | null) => {
      let pulled = 0;
      const body = new ReadableStream({
        pull(controller) {
          pulled++;
          controller.enqueue(new Uint8Array(1024 * 1024));
        },
      }, { highWaterMark: 0 });
      const response = await school.app.request(pathOf(student_id), {
        method: "PUT",
        headers: {
          "content-type": "image/png",
          ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        },
        body,
      });
      return [response.status, pulled];
    };
    assert.deepEqual(await send(null), [401, 0]);
    assert.deepEqual(await send(parent), [403, 0]);
    assert.deepEqual(await send(school.admin), [413, 6]);
  }),
);

Deno.test(
  "who may not: other families, families themselves, and nobody for a child who has left",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const before = await school.counts();
    const stored = await keys(school);
    for (const as of [ours.parent, ours.child]) {
      assert.equal((await put(school, ours.student_id, { as })).status, 403);
      const deleted = await school.request("DELETE", pathOf(ours.student_id), { as });
      assert.equal(deleted.status, 403);
    }
    for (const as of [ours.parent, ours.child, ours.teacher]) {
      const path = pathOf(theirs.student_id);
      assert.equal((await school.request("GET", path, { as })).status, 404);
    }
    const { teacher: as } = ours;
    // 404 even where the file is no photo: whether the child is there is not told.
    const body = blob("image/png", "no photo");
    assert.equal((await put(school, theirs.student_id, { as, body })).status, 404);
    assert.equal((await put(school, theirs.student_id, { as })).status, 404);
    assert.equal((await put(school, 999_999)).status, 404);
    assert.deepEqual(await school.counts(), before);
    assert.deepEqual(await keys(school), stored);

    await school.request("DELETE", `/api/students/${ours.student_id}`, { as: school.admin });
    assert.equal((await put(school, ours.student_id)).status, 409);
    const { bytes } = await download(school, pathOf(ours.student_id), ours.parent);
    assert.equal(new TextDecoder().decode(bytes), "a face");
    // But their photo can be taken away.
    const deleted = await school.request("DELETE", pathOf(ours.student_id), { as: school.admin });
    assert.equal(deleted.status, 204);
  }),
);

Deno.test(
  "a photo whose file is lost is 404 and logged, and can be put anew",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Hidden" });
    await put(school, student_id);
    for (const key of await keys(school)) await school.storage.delete(key);
    const path = pathOf(student_id);
    assert.equal((await school.request("GET", path, { as: school.admin })).status, 404);
    assert.ok(school.log.some((line) => line.includes("file_missing")));
    assert.ok(!school.log.join().includes("Hidden"));
    assert.equal((await put(school, student_id, { body: fileOf("image/webp") })).status, 200);
    assert.equal((await download(school, path)).response.status, 200);
  }),
);

Deno.test(
  "where the store has links, the photo is at one, after the same questions",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    Object.assign(school.storage, {
      link_origin: "https://files.example",
      link: (key: string) => Promise.resolve(`https://files.example/${key}?signed`),
    });
    const path = pathOf(ours.student_id);
    const linked = await school.request("GET", path, { as: ours.parent });
    assert.equal(linked.status, 302);
    assert.equal(linked.headers.get("location"), "https://files.example/photos/ourschild?signed");
    assert.equal(linked.headers.get("cache-control"), "no-store");
    assert.equal((await school.request("GET", path, { as: theirs.parent })).status, 404);
    assert.equal((await school.request("GET", path)).status, 401);
    // And the app may go there.
    const page = await school.request("GET", "/openapi.json");
    const csp = page.headers.get("content-security-policy")!;
    assert.match(csp, /connect-src 'self' https:\/\/files\.example;/);
  }),
);
