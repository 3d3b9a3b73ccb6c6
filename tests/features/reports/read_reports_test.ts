import assert from "node:assert/strict";
import { sha256 } from "../../../api/access/encoding.ts";
import { StorageDown } from "../../../api/platform/storage/storage.ts";
import { twoFamilies } from "../../helpers/families.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const get = (school: School, as: SignedIn | null, path: string) =>
  school.request("GET", path, { as });

const made = async (school: School, student_id: number) =>
  (await school.request("POST", `/api/students/${student_id}/generate-report`, {
    as: school.admin,
    body: { type: "Progress" },
  })).body;

const download = (school: School, as: SignedIn, report_url: string) =>
  school.app.request(report_url, { headers: { authorization: `Bearer ${as.token}` } });

Deno.test(
  "the family, the teacher and the office open a report: the bytes that were issued",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const report = await made(school, ours.student_id);
    for (const as of [ours.parent, ours.child, ours.teacher, school.admin]) {
      const read = await get(school, as, `/api/reports/${report.report_id}`);
      assert.equal(read.status, 200);
      assert.deepEqual(read.body, report);
      assert.ok(read.headers.get("etag"));

      const file = await download(school, as, report.report_url);
      assert.equal(file.status, 200);
      assert.equal(file.headers.get("content-type"), "application/pdf");
      assert.equal(
        file.headers.get("content-disposition"),
        `inline; filename="report-${report.report_id}.pdf"`,
      );
      assert.equal(file.headers.get("cache-control"), "no-store");
      assert.equal(file.headers.get("x-content-type-options"), "nosniff");
      assert.equal(file.headers.get("etag"), `"${report.sha256}"`);
      assert.equal(file.headers.get("content-security-policy"), "default-src 'none'; sandbox");
      const bytes = new Uint8Array(await file.arrayBuffer());
      assert.equal(await sha256(bytes), report.sha256);
    }
  }),
);

Deno.test(
  "another family's report, its file and its list are 404 with nothing of it",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    for (const as of [ours.parent, ours.child, ours.teacher]) {
      for (
        const path of [
          `/api/reports/${theirs.report_id}`,
          `/api/reports/${theirs.report_id}/file`,
          `/api/students/${theirs.student_id}/reports`,
        ]
      ) {
        const refused = await get(school, as, path);
        assert.equal(refused.status, 404, path);
        assert.equal(refused.headers.get("content-type"), "application/problem+json");
        assert.doesNotMatch(refused.text, /Theirschild|%PDF|sha256|file_key/);
        const none = await get(school, as, path.replace(/\d+/, "999999"));
        assert.deepEqual(
          { ...none.body, request_id: "" },
          { ...refused.body, request_id: "" },
          "what is not there answers the same",
        );
      }
    }
  }),
);

Deno.test(
  "without a session, or after signing out, there is no report",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    await school.request("POST", "/api/logout", { as: ours.parent });
    for (const as of [null, ours.parent]) {
      for (
        const path of [
          `/api/reports/${ours.report_id}`,
          `/api/reports/${ours.report_id}/file`,
          `/api/students/${ours.student_id}/reports`,
        ]
      ) assert.equal((await get(school, as, path)).status, 401);
    }
  }),
);

Deno.test(
  "a child's reports are listed, the newest first, page by page",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const [second, third] = [
      await made(school, ours.student_id),
      await made(school, ours.student_id),
    ];
    const path = `/api/students/${ours.student_id}/reports`;
    const first = await get(school, ours.parent, `${path}?limit=2`);
    assert.deepEqual(first.body.data, [third, second]);
    const next = await get(school, ours.parent, `${path}?limit=2&cursor=${first.body.next_cursor}`);
    assert.deepEqual(
      next.body.data.map((report: { report_id: number }) => report.report_id),
      [ours.report_id],
    );
    assert.equal(next.body.next_cursor, null);
    assert.doesNotMatch(first.text + next.text, /file_key|\.pdf|Theirschild/);
    for (
      const [query, at] of [["limit=201", "query.limit"], ["cursor=x", "query.cursor"], [
        "type=Progress",
        "query.type",
      ]]
    ) {
      const refused = await get(school, ours.parent, `${path}?${query}`);
      assert.deepEqual([refused.status, refused.body.errors[0].path], [400, at]);
    }
    assert.equal((await get(school, ours.parent, "/api/reports/0")).status, 400);
  }),
);

Deno.test(
  "the reports of a child who has left can still be read",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    await school.request("DELETE", `/api/students/${ours.student_id}`, { as: school.admin });
    const list = await get(school, ours.parent, `/api/students/${ours.student_id}/reports`);
    assert.equal(list.body.data.length, 1);
    const file = await get(school, ours.parent, `/api/reports/${ours.report_id}/file`);
    assert.deepEqual([file.status, file.text], [200, "%PDF-1.4 Ourschild"]);
  }),
);

Deno.test(
  "a file that is missing is 404 and logged; files that can't be reached are 503; one not made yet is 404",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const path = `/api/reports/${ours.report_id}/file`;
    await school.storage.delete(ours.file_key);
    assert.equal((await get(school, ours.parent, path)).status, 404);
    assert.deepEqual(school.log.map((line) => JSON.parse(line)), [
      { event: "file_missing", key: ours.file_key },
    ]);
    school.storage.get = () => Promise.reject(new StorageDown());
    const down = await get(school, ours.parent, path);
    assert.deepEqual([down.status, down.body.part], [503, "storage"]);
    await school.rows(
      "update reports set status = 'pending', file_key = null, sha256 = null where report_id = ?",
      ours.report_id,
    );
    assert.equal((await get(school, ours.parent, path)).status, 404);
    const pending = await get(school, ours.parent, `/api/reports/${ours.report_id}`);
    assert.deepEqual([pending.body.status, pending.body.report_url], ["pending", null]);
  }),
);

Deno.test(
  "where the store has links, the report is at one, after the same questions",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const asked: unknown[] = [];
    school.storage.link = (key, { type, disposition }) => {
      asked.push({ type, disposition });
      return Promise.resolve(`https://files.example/${key}?signed`);
    };
    const path = `/api/reports/${ours.report_id}/file`;
    const linked = await get(school, ours.parent, path);
    assert.equal(linked.status, 302);
    assert.equal(linked.headers.get("location"), `https://files.example/${ours.file_key}?signed`);
    assert.equal(linked.headers.get("cache-control"), "no-store");
    assert.deepEqual(asked, [{
      type: "application/pdf",
      disposition: `inline; filename="report-${ours.report_id}.pdf"`,
    }]);
    assert.equal((await get(school, theirs.parent, path)).status, 404);
    assert.equal((await get(school, null, path)).status, 401);
    assert.equal(asked.length, 1);
  }),
);

Deno.test(
  "reading a report writes nothing, and erasing the child takes the file along",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const before = await school.counts();
    await get(school, ours.parent, `/api/reports/${ours.report_id}/file`);
    assert.deepEqual(await school.counts(), before);
    await school.request("DELETE", `/api/students/${ours.student_id}?erase=true`, {
      as: school.admin,
      body: { password: "correct horse battery" },
    });
    assert.deepEqual(
      (await school.storage.keys()).filter((key) => key.startsWith("reports/")),
      [theirs.file_key],
    );
    const gone = await get(school, school.admin, `/api/reports/${ours.report_id}/file`);
    assert.equal(gone.status, 404);
  }),
);
