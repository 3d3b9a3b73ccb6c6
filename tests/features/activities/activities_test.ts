import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";
const fair = { activity_name: "Science fair", participation_date: "2026-10-02" };

Deno.test(
  "an activity is added once, read, and audited",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const teacher = await school.user("Teacher");
    const path = `/api/students/${student_id}/activities`;
    const before = await school.counts();
    const send = {
      as: teacher,
      body: { ...fair, role: " Captain ", achievement: "Second\nplace" },
      headers: { "idempotency-key": "one" },
    };
    const made = await school.request("POST", path, send);
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.body, {
      activity_id: 1,
      student_id,
      ...fair,
      role: "Captain",
      achievement: "Second\nplace",
      file_count: 0,
      created_at: AT,
    });
    const again = await school.request("POST", path, send);
    assert.deepEqual([again.status, again.body], [201, made.body]);
    assert.deepEqual(await school.counts(), {
      ...before,
      activities: 1,
      audit_log: before.audit_log + 1,
      idempotency_keys: 1,
    });
    const [log] = await school.rows("select * from audit_log order by audit_id desc limit 1");
    assert.deepEqual([log.action, log.entity_id, log.student_id, log.actor_user_id], [
      "createActivity",
      1,
      student_id,
      teacher.user_id,
    ]);
    const read = await school.request("GET", `${path}/1`, { as: teacher });
    assert.deepEqual(read.body, made.body);
    assert.equal(read.headers.get("etag"), made.headers.get("etag"));
  }),
);

Deno.test(
  "activities are listed the latest first, by page, within reach",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const other = await school.student();
    const path = `/api/students/${student_id}/activities`;
    const days = ["2026-09-02", "2026-10-02", "2026-09-02", "2027-01-20"];
    for (const [i, participation_date] of days.entries()) {
      await school.request("POST", path, {
        as: school.admin,
        body: { activity_name: `Club ${i}`, participation_date },
      });
    }
    const child = await school.childLogin(student_id);
    const names = (page: { data: { activity_name: string }[] }) =>
      page.data.map((row) => row.activity_name);
    const first = (await school.request("GET", `${path}?limit=3`, { as: child })).body;
    assert.deepEqual(names(first), ["Club 3", "Club 1", "Club 2"]);
    const next = `${path}?limit=3&cursor=${first.next_cursor}`;
    const second = (await school.request("GET", next, { as: child })).body;
    assert.deepEqual([names(second), second.next_cursor], [["Club 0"], null]);
    const stranger = await school.parentOf(other.student_id);
    for (const at of [path, `${path}/1`]) {
      const theirs = await school.request("GET", at, { as: stranger });
      assert.equal(theirs.status, 404);
      assert.ok(!theirs.text.includes("Club"));
    }
    const wrongChild = `/api/students/${other.student_id}/activities/1`;
    assert.equal((await school.request("GET", wrongChild, { as: school.admin })).status, 404);
    assert.equal((await school.request("GET", `${path}?q=x`, { as: child })).status, 400);
  }),
);

Deno.test(
  "what can't be used is refused at its field, and nothing is written",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `/api/students/${student_id}/activities`;
    const before = await school.counts();
    const cases: [Record<string, unknown>, string][] = [
      [{ activity_name: " " }, "body.activity_name"],
      [{ activity_name: undefined }, "body.activity_name"],
      [{ activity_name: "x\u0000" }, "body.activity_name"],
      [{ activity_name: "\ud800" }, "body.activity_name"],
      [{ activity_name: "x".repeat(201) }, "body.activity_name"],
      [{ participation_date: "2026-02-29" }, "body.participation_date"],
      [{ participation_date: "0000-01-01" }, "body.participation_date"],
      [{ participation_date: null }, "body.participation_date"],
      [{ role: "" }, "body.role"],
      [{ achievement: 1 }, "body.achievement"],
      [{ student_id: 2 }, "body.student_id"],
      [{ created_at: AT }, "body.created_at"],
    ];
    for (const [wrong, at] of cases) {
      const answered = await school.request("POST", path, {
        as: school.admin,
        body: { ...fair, ...wrong },
      });
      assert.equal(answered.status, 400, JSON.stringify(wrong));
      assert.deepEqual(answered.body.errors.map((e: { path: string }) => e.path), [at]);
    }
    const parent = await school.parentOf(student_id);
    const child = await school.childLogin(student_id);
    const statuses = [];
    for (const as of [null, parent, child]) {
      statuses.push((await school.request("POST", path, { as, body: fair })).status);
    }
    assert.deepEqual(statuses, [401, 403, 403]);
    const unknown = await school.request("POST", "/api/students/99/activities", {
      as: school.admin,
      body: fair,
    });
    assert.equal(unknown.status, 404);
    const { sessions: _, ...written } = await school.counts();
    const { sessions: _s, users, guardians, ...expected } = before;
    assert.deepEqual(written, { ...expected, users: users + 1, guardians: guardians + 1 });
  }),
);

Deno.test(
  "an activity is changed by one of two, and deleted",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `/api/students/${student_id}/activities`;
    const made = await school.request("POST", path, {
      as: school.admin,
      body: { ...fair, role: "Captain" },
    });
    const put = (body: object, headers = {}) =>
      school.request("PUT", `${path}/1`, { as: school.admin, body, headers });
    const before = await school.counts();
    assert.deepEqual((await put({ ...fair, role: "Captain" })).body, made.body);
    assert.deepEqual(await school.counts(), before);

    const etag = made.headers.get("etag")!;
    const two = await Promise.all(
      ["First", "Second"].map((achievement) => put({ ...fair, achievement }, { "if-match": etag })),
    );
    assert.deepEqual(two.map(({ status }) => status).sort(), [200, 412]);
    const won = two.find(({ status }) => status === 200)!.body;
    assert.deepEqual(won, { ...made.body, role: null, achievement: won.achievement });
    const changes = async () => {
      const [row] = await school.rows(
        "select changes from audit_log order by audit_id desc limit 1",
      );
      return JSON.parse(String(row.changes));
    };
    assert.deepEqual(await changes(), {
      role: ["Captain", null],
      achievement: [null, won.achievement],
    });
    assert.equal((await put({ ...fair, activity_id: 2 })).status, 400);

    const remove = (headers = {}) =>
      school.request("DELETE", `${path}/1`, { as: school.admin, headers });
    assert.equal((await remove({ "if-match": etag })).status, 412);
    assert.equal((await remove()).status, 204);
    assert.equal((await remove()).status, 404);
    assert.deepEqual(await changes(), {
      activity_name: ["Science fair", null],
      participation_date: ["2026-10-02", null],
      achievement: [won.achievement, null],
    });
    assert.equal((await school.counts()).activities, 0);
  }),
);

Deno.test(
  "a child who has left keeps their activities, and gets no new ones",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `/api/students/${student_id}/activities`;
    await school.request("POST", path, { as: school.admin, body: fair });
    await school.request("DELETE", `/api/students/${student_id}`, { as: school.admin });
    const before = await school.counts();
    const send = { as: school.admin, body: { ...fair, role: "Captain" } };
    assert.equal((await school.request("POST", path, send)).status, 409);
    assert.equal((await school.request("PUT", `${path}/1`, send)).status, 409);
    assert.equal((await school.request("DELETE", `${path}/1`, { as: school.admin })).status, 409);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await school.request("GET", `${path}/1`, { as: school.admin })).status, 200);
  }),
);
