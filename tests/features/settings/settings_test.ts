import assert from "node:assert/strict";
import { type School, SETTINGS, withSchool } from "../../helpers/school.ts";
import { pathsOf } from "../../helpers/problem.ts";

const input = {
  school_name: "Hillside School",
  timezone: "Europe/Lisbon",
  teacher_scope: "classes",
  scale_id: 3,
  school_days: [1, 2, 3, 4, 6],
  absence_notices: false,
  missing_is_zero: true,
};

const get = (school: School, as = school.admin) => school.request("GET", "/api/settings", { as });
const put = (school: School, body: unknown, headers?: Record<string, string>) =>
  school.request("PUT", "/api/settings", { as: school.admin, body, headers });

Deno.test(
  "the office reads and replaces the settings",
  withSchool(async (school) => {
    const first = await get(school);
    assert.deepEqual(first.body, {
      ...SETTINGS,
      updated_at: "2026-10-14T09:00:00.000Z",
    });
    const before = await school.counts();
    school.clock.advance(1000);
    const { status, body, headers } = await put(school, input);
    assert.equal(status, 200);
    assert.deepEqual(body, { ...input, updated_at: "2026-10-14T09:00:01.000Z" });
    assert.notEqual(headers.get("etag"), first.headers.get("etag"));
    assert.deepEqual((await get(school)).body, body);
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 1 });
    const [{ action, actor_user_id, changes }] = await school.rows("select * from audit_log");
    assert.equal(action, "updateSettings");
    assert.equal(actor_user_id, school.admin.user_id);
    assert.deepEqual(JSON.parse(String(changes)), {
      school_name: ["Our school", "Hillside School"],
      timezone: ["UTC", "Europe/Lisbon"],
      teacher_scope: ["all", "classes"],
      scale_id: [1, 3],
      school_days: [[1, 2, 3, 4, 5], [1, 2, 3, 4, 6]],
      absence_notices: [true, false],
      missing_is_zero: [false, true],
    });
  }),
);

Deno.test(
  "the same settings again write nothing",
  withSchool(async (school) => {
    await put(school, input);
    const before = await school.counts();
    school.clock.advance(1000);
    // The days in another order are the same days.
    const { status, body } = await put(school, { ...input, school_days: [6, 4, 3, 2, 1] });
    assert.equal(status, 200);
    assert.equal(body.updated_at, "2026-10-14T09:00:00.000Z");
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "of two changes of one version the second is 412",
  withSchool(async (school) => {
    const headers = { "if-match": (await get(school)).headers.get("etag")! };
    const answers = await Promise.all([
      put(school, input, headers),
      put(school, { ...input, school_name: "Another" }, headers),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
    assert.equal((await put(school, { ...input, scale_id: 2 }, headers)).status, 412);
    assert.equal((await school.counts()).audit_log, 1);
  }),
);

Deno.test(
  "what can't be used is refused field by field and nothing is written",
  withSchool(async (school) => {
    const before = await school.counts();
    const bad: [object, string][] = [
      [{ school_name: "\t" }, "body.school_name"],
      [{ school_name: "x".repeat(201) }, "body.school_name"],
      [{ timezone: "" }, "body.timezone"],
      [{ timezone: "Europe/Nowhere" }, "body.timezone"],
      [{ timezone: "+02:00" }, "body.timezone"],
      [{ timezone: "UTC\u0000" }, "body.timezone"],
      [{ teacher_scope: "none" }, "body.teacher_scope"],
      [{ scale_id: 99 }, "body.scale_id"],
      [{ scale_id: 0 }, "body.scale_id"],
      [{ scale_id: "1" }, "body.scale_id"],
      [{ scale_id: undefined }, "body.scale_id"],
      [{ settings_id: 1 }, "body.settings_id"],
      [{ school_days: [] }, "body.school_days"],
      [{ school_days: [1, 1] }, "body.school_days"],
      [{ school_days: [0] }, "body.school_days.0"],
      [{ school_days: [1, 8] }, "body.school_days.1"],
      [{ school_days: [1.5] }, "body.school_days.0"],
      [{ school_days: "12345" }, "body.school_days"],
      [{ school_days: undefined }, "body.school_days"],
      [{ absence_notices: 1 }, "body.absence_notices"],
      [{ absence_notices: undefined }, "body.absence_notices"],
      [{ missing_is_zero: "true" }, "body.missing_is_zero"],
    ];
    for (const [change, path] of bad) {
      const { status, body } = await put(school, { ...input, ...change });
      assert.equal(status, 400, path);
      assert.deepEqual(pathsOf(body), [path]);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a Teacher reads them and changes nothing; a family does neither",
  withSchool(async (school) => {
    const teacher = await school.user("Teacher");
    assert.equal((await get(school, teacher)).status, 200);
    const before = await school.counts();
    for (const as of [teacher, await school.user("Parent"), await school.user("Student")]) {
      const sent = await school.request("PUT", "/api/settings", { as, body: input });
      assert.equal(sent.status, 403);
    }
    assert.equal((await get(school, await school.user("Parent"))).status, 403);
    assert.equal((await school.counts()).audit_log, before.audit_log);
  }),
);

Deno.test(
  "how far a Teacher sees changes at their next request",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const teacher = await school.teacherOf();
    const read = () => school.request("GET", `/api/students/${student_id}`, { as: teacher });
    assert.equal((await read()).status, 200);
    await put(school, input);
    assert.equal((await read()).status, 404);
  }),
);
