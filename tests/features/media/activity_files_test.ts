import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { blob, fileOf, pdf } from "../../helpers/media.ts";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

interface Sent {
  body?: unknown;
  name?: string;
  as?: SignedIn;
  headers?: Record<string, string>;
}

function post(school: School, path: string, { name = "Second%20place.pdf", ...more }: Sent = {}) {
  const { as = school.admin, body = fileOf("application/pdf"), headers } = more;
  return school.request("POST", path, { as, body, headers: { "x-file-name": name, ...headers } });
}

async function activity(school: School, student_id: number): Promise<string> {
  const path = `/api/students/${student_id}/activities`;
  const { body } = await school.request("POST", path, {
    as: school.admin,
    body: { activity_name: "Science fair", participation_date: "2026-10-02" },
  });
  return `${path}/${body.activity_id}`;
}

const keys = (school: School) => school.storage.keys();

Deno.test(
  "a file is added, listed, downloaded as it was, and deleted",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const teacher = await school.teacherOf((await school.class([student_id])).class_id);
    const parent = await school.parentOf(student_id);
    const item = await activity(school, student_id);
    const path = `${item}/files`;
    const counts = await school.counts();

    const name = encodeURIComponent("Prix d'été (2).pdf");
    const added = await post(school, path, { as: teacher, name });
    assert.equal(added.status, 201);
    const file = {
      file_id: 1,
      activity_id: Number(item.split("/").at(-1)),
      name: "Prix d'été (2).pdf",
      type: "application/pdf",
      size: pdf().length,
      sha256: added.body.sha256,
      url: `${path}/1`,
      created_at: "2026-10-14T09:00:00.000Z",
    };
    assert.deepEqual(added.body, file);
    assert.match(file.sha256, /^[0-9a-f]{64}$/);
    assert.match((await keys(school))[0], /^files\/[0-9a-f]{32}$/);
    assert.ok(added.headers.get("etag"));
    assert.deepEqual(await school.counts(), {
      ...counts,
      activity_files: 1,
      audit_log: counts.audit_log + 1,
    });

    await post(school, path, { body: fileOf("image/webp"), name: "stage.webp" });
    const list = await school.request("GET", path, { as: parent });
    assert.deepEqual(list.body.data.map((row: { name: string }) => row.name), [
      file.name,
      "stage.webp",
    ]);
    assert.deepEqual(list.body.data[0], file);
    assert.equal(list.body.next_cursor, null);
    await activity(school, student_id);
    const fileCounts = async () =>
      (await school.request("GET", item.replace(/\/\d+$/, ""), { as: parent })).body.data
        .map((row: { file_count: number }) => row.file_count);
    assert.deepEqual(await fileCounts(), [0, 2]);
    const one = await school.request("GET", `${path}?limit=1`, { as: parent });
    const two = await school.request("GET", `${path}?limit=1&cursor=${one.body.next_cursor}`, {
      as: parent,
    });
    assert.equal(two.body.data[0].name, "stage.webp");

    const response = await school.app.request(file.url, {
      headers: { authorization: `Bearer ${parent.token}` },
    });
    assert.deepEqual(await response.bytes(), pdf());
    const headers = Object.fromEntries(response.headers);
    assert.equal(headers["content-type"], "application/pdf");
    assert.equal(
      headers["content-disposition"],
      "attachment; filename*=UTF-8''Prix%20d%27%C3%A9t%C3%A9%20%282%29.pdf",
    );
    assert.equal(headers["content-length"], String(pdf().length));
    assert.equal(headers.etag, `"${file.sha256}"`);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["content-security-policy"], "default-src 'none'; sandbox");

    const kept = (await keys(school))[1];
    const deleted = await school.request("DELETE", file.url, { as: teacher });
    assert.deepEqual([deleted.status, deleted.text], [204, ""]);
    assert.deepEqual(await keys(school), [kept]);
    assert.deepEqual(await fileCounts(), [0, 1]);
    assert.equal((await school.request("GET", file.url, { as: parent })).status, 404);
    assert.equal((await school.request("DELETE", file.url, { as: teacher })).status, 404);
    const [{ changes }] = await school.rows(
      "select changes from audit_log where action = 'deleteActivityFile'",
    );
    assert.deepEqual(JSON.parse(String(changes)), {
      name: [file.name, null],
      sha256: [file.sha256, null],
    });
  }),
);

Deno.test(
  "the same Idempotency-Key keeps one file, and another file under it is 422",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `${await activity(school, student_id)}/files`;
    const headers = { "idempotency-key": "once" };
    const first = await post(school, path, { headers });
    const again = await post(school, path, { headers });
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.equal((await keys(school)).length, 1);
    assert.equal((await school.counts()).activity_files, 1);
    const other = fileOf("image/png");
    assert.equal((await post(school, path, { headers, body: other })).status, 422);
    assert.equal((await post(school, path, { headers, name: "other.pdf" })).status, 422);

    const both = { "idempotency-key": "at-once" };
    const answers = await Promise.all([1, 2].map(() => post(school, path, { headers: both })));
    assert.deepEqual(answers[0].body, answers[1].body);
    assert.equal((await keys(school)).length, 2, "the loser's file is gone");
  }),
);

Deno.test(
  "names and files that can't be used are refused, and nothing is kept of them",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `${await activity(school, student_id)}/files`;
    const before = await school.counts();
    const names = [
      "",
      "%20",
      "%",
      "%ff",
      "%ED%A0%80",
      "a%00.pdf",
      "a%0d%0aX-Evil:%201",
      "..%2F..%2Fetc%2Fpasswd",
      "C:%5Ca.pdf",
      "%E2%80%AEfdp.exe",
      "a".repeat(201),
    ];
    for (const name of names) {
      const refused = await post(school, path, { name });
      assert.equal(refused.status, 400, name);
      assert.deepEqual(pathsOf(refused.body), ["header.x-file-name"], name);
    }
    const nameless = await school.request("POST", path, {
      as: school.admin,
      body: fileOf("application/pdf"),
    });
    assert.equal(nameless.status, 400);
    assert.deepEqual(pathsOf(nameless.body), ["header.x-file-name"]);
    const bodies: [number, unknown][] = [
      [415, blob("image/png", pdf())],
      [415, blob("application/zip", "PK")],
      [415, { name: "JSON" }],
      [400, blob("application/pdf", pdf("<< /S /JavaScript >>"))],
      [400, blob("application/pdf")],
      [413, blob("application/pdf", pdf(" ".repeat(5 * 1024 * 1024)))],
    ];
    for (const [status, body] of bodies) {
      assert.equal((await post(school, path, { body })).status, status);
    }
    assert.deepEqual(await school.counts(), before);
    assert.deepEqual(await keys(school), []);
  }),
);

Deno.test(
  "files are the child's: 404 to others, 403 to write for families, 409 once the child has left",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const at = (family: typeof ours) =>
      `/api/students/${family.student_id}/activities/${family.activity_id}/files`;
    const before = await school.counts();
    for (const as of [ours.parent, ours.child]) {
      assert.equal((await post(school, at(ours), { as })).status, 403);
    }
    assert.equal((await post(school, at(theirs), { as: ours.teacher })).status, 404);
    const crossed = `/api/students/${ours.student_id}/activities/${theirs.activity_id}/files`;
    assert.equal((await post(school, crossed)).status, 404);
    assert.equal((await school.request("GET", crossed, { as: school.admin })).status, 404);
    await school.request("DELETE", `/api/students/${ours.student_id}`, { as: school.admin });
    assert.equal((await post(school, at(ours))).status, 409);
    const file = `${at(ours)}/${ours.file_id}`;
    assert.equal((await school.request("DELETE", file, { as: school.admin })).status, 409);
    assert.equal((await school.request("GET", file, { as: ours.parent })).status, 200);
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 1 });
  }),
);

Deno.test(
  "an activity that is deleted takes its files along",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const item = await activity(school, student_id);
    const other = await activity(school, student_id);
    await post(school, `${item}/files`);
    await post(school, `${item}/files`, { body: fileOf("image/png"), name: "a.png" });
    await post(school, `${other}/files`);
    const kept = (await keys(school))[2];
    const { audit_log } = await school.counts();
    assert.equal((await school.request("DELETE", item, { as: school.admin })).status, 204);
    assert.deepEqual(await keys(school), [kept]);
    const after = await school.counts();
    assert.deepEqual([after.activity_files, after.audit_log], [1, audit_log + 3]);
  }),
);

Deno.test(
  "a child who is erased takes photo and files along, and nobody else's",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const erased = await school.request("DELETE", `/api/students/${ours.student_id}?erase=true`, {
      as: school.admin,
      body: { password: "correct horse battery" },
    });
    assert.equal(erased.status, 200);
    assert.equal(erased.body.erased.activity_files, 1);
    assert.equal(erased.body.erased.files, 3);
    assert.deepEqual((await keys(school)).sort(), [
      "files/theirschild",
      "photos/theirschild",
      theirs.file_key,
    ]);
    assert.equal((await school.counts()).activity_files, 1);
  }),
);
