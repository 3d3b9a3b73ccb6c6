import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";
const LATER = "2026-10-14T09:00:01.000Z";
const maths = {
  name: "3A Mathématiques",
  subject: "Mathematics",
  grade_level: "3",
  credits: 0.5,
  level: "Honors",
  meets_on: [1, 3, 5],
};

const send = (
  school: School,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => school.request(method, `/api/classes${path}`, { as: school.admin, body, headers });

const names = ({ body }: { body: { data: { name: string }[] } }) =>
  body.data.map(({ name }) => name);

Deno.test(
  "a class is added, read, changed, archived and restored, each with its line in the audit log",
  withSchool(async (school) => {
    const before = await school.counts();
    const made = await send(school, "POST", "", maths);
    assert.equal(made.status, 201);
    assert.deepEqual(made.body, {
      class_id: 1,
      ...maths,
      archived_at: null,
      created_at: AT,
      updated_at: AT,
      teachers: [],
      student_count: 0,
    });
    const read = await send(school, "GET", "/1");
    assert.deepEqual(read.body, made.body);
    assert.equal(read.headers.get("etag"), made.headers.get("etag"));

    school.clock.advance(1000);
    const changed = await send(school, "PUT", "/1", { name: "3B" });
    assert.equal(changed.status, 200);
    assert.deepEqual(changed.body, {
      ...made.body,
      name: "3B",
      subject: null,
      grade_level: null,
      credits: 1,
      level: "Regular",
      meets_on: null,
      updated_at: LATER,
    });
    assert.deepEqual((await send(school, "PUT", "/1", { name: "3B" })).body, changed.body);

    const archived = await send(school, "DELETE", "/1");
    assert.equal(archived.status, 200);
    assert.deepEqual(archived.body, { ...changed.body, archived_at: LATER });
    assert.deepEqual((await send(school, "DELETE", "/1")).body, archived.body);
    assert.deepEqual(names(await send(school, "GET", "")), []);
    assert.deepEqual(names(await send(school, "GET", "?archived=true")), ["3B"]);
    const restored = await send(school, "POST", "/1/restore");
    assert.deepEqual([restored.status, restored.body], [200, changed.body]);
    assert.deepEqual((await send(school, "POST", "/1/restore")).body, changed.body);
    assert.deepEqual(names(await send(school, "GET", "")), ["3B"]);

    assert.deepEqual(await school.counts(), {
      ...before,
      classes: before.classes + 1,
      audit_log: before.audit_log + 4,
    });
    const log = await school.rows("select action, entity, entity_id from audit_log");
    assert.deepEqual(
      log,
      ["createClass", "updateClass", "deleteClass", "restoreClass"]
        .map((action) => ({ action, entity: "classes", entity_id: 1 })),
    );
    for (const [method, rest] of [["GET", ""], ["DELETE", ""], ["POST", "/restore"]]) {
      assert.equal((await send(school, method, `/99${rest}`)).status, 404);
    }
    assert.equal((await send(school, "PUT", "/99", maths)).status, 404);
  }),
);

Deno.test(
  "the list is by name, filtered and page by page, each class with its teachers and its count",
  withSchool(async (school) => {
    const [one, two] = [await school.student(), await school.student()];
    const { class_id } = await school.class([one.student_id, two.student_id], "Écriture 50%");
    await school.class([], "eco");
    await school.class([], "Zoology");
    const teacher = await school.teacherOf(class_id);
    await send(school, "PUT", `/${class_id}/teachers/${school.admin.user_id}`);
    await school.request("DELETE", `/api/students/${two.student_id}`, { as: school.admin });
    const first = await send(school, "GET", "?limit=2");
    assert.deepEqual(names(first), ["eco", "Écriture 50%"]);
    assert.deepEqual(first.body.data[1].teachers, [
      { user_id: school.admin.user_id, name: "Office" },
      { user_id: teacher.user_id, name: first.body.data[1].teachers[1].name },
    ]);
    assert.equal(first.body.data[1].student_count, 1, "who has left the school is not counted");
    const second = await send(school, "GET", `?limit=2&cursor=${first.body.next_cursor}`);
    assert.deepEqual(names(second), ["Zoology"]);
    assert.equal(second.body.next_cursor, null);
    assert.deepEqual(names(await send(school, "GET", "?q=ECR")), ["Écriture 50%"]);
    assert.deepEqual(names(await send(school, "GET", "?q=50%25")), ["Écriture 50%"]);
    assert.deepEqual(names(await send(school, "GET", "?q=0%25")), []);
    assert.deepEqual(names(await send(school, "GET", "?q=_")), []);
    for (const query of ["?limit=-1", "?limit=1e9", "?archived=maybe", "?cursor=%00", "?x=1"]) {
      assert.equal((await send(school, "GET", query)).status, 400, query);
    }
    const plan = await school.rows(
      `explain query plan select * from classes where archived_at is null
       order by sort_name, class_id limit 51`,
    );
    assert.ok(!JSON.stringify(plan).includes("TEMP B-TREE"));
  }),
);

Deno.test(
  "what can't be used is refused field by field and nothing is written",
  withSchool(async (school) => {
    await school.class();
    const before = await school.counts();
    const bad: [object, string][] = [
      [{ name: " " }, "body.name"],
      [{ name: "a\u0000" }, "body.name"],
      [{ name: "\ud800" }, "body.name"],
      [{ subject: "" }, "body.subject"],
      [{ credits: -1 }, "body.credits"],
      [{ credits: 101 }, "body.credits"],
      [{ credits: 0.0001 }, "body.credits"],
      [{ credits: null }, "body.credits"],
      [{ level: "Hard" }, "body.level"],
      [{ meets_on: [8] }, "body.meets_on.0"],
      [{ meets_on: [2, 2] }, "body.meets_on"],
      [{ meets_on: 1 }, "body.meets_on"],
      [{ class_id: 1 }, "body.class_id"],
      [{ teachers: [] }, "body.teachers"],
    ];
    for (const [change, path] of bad) {
      for (const [method, target] of [["POST", ""], ["PUT", "/1"]]) {
        const { status, body } = await send(school, method, target, { ...maths, ...change });
        assert.deepEqual([status, pathsOf(body)], [400, [path]]);
      }
    }
    const infinite = JSON.stringify(maths).replace("0.5", "1e400");
    assert.deepEqual(pathsOf((await send(school, "POST", "", infinite)).body), ["body.credits"]);
    assert.equal((await send(school, "GET", "/-1")).status, 400);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "of two changes of one version the second is 412; an Idempotency-Key adds one",
  withSchool(async (school) => {
    const key = { "idempotency-key": "3a" };
    const made = await send(school, "POST", "", maths, key);
    assert.deepEqual((await send(school, "POST", "", maths, key)).body, made.body);
    assert.equal((await school.counts()).classes, 1);
    const headers = { "if-match": made.headers.get("etag")! };
    const rename = (name: string) => send(school, "PUT", "/1", { ...maths, name }, headers);
    const answers = await Promise.all([rename("One"), rename("Two")]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
    assert.equal((await send(school, "DELETE", "/1", undefined, headers)).status, 412);
    assert.equal((await send(school, "GET", "/1")).body.archived_at, null);
  }),
);

Deno.test(
  "a class is given to a teacher and taken away, from request to request",
  withSchool(async (school) => {
    const { class_id } = await school.class();
    const teacher = await school.user("Teacher", "Ana Sousa");
    const sees = async () =>
      (await school.request("GET", `/api/classes/${class_id}`, { as: teacher })).status;
    const path = `/${class_id}/teachers/${teacher.user_id}`;
    assert.equal(await sees(), 404);
    const before = await school.counts();
    const given = await send(school, "PUT", path);
    assert.equal(given.status, 200);
    assert.deepEqual(given.body.teachers, [{ user_id: teacher.user_id, name: "Ana Sousa" }]);
    assert.deepEqual((await send(school, "PUT", path)).body, given.body);
    assert.equal(await sees(), 200);
    const taken = await send(school, "DELETE", path);
    assert.deepEqual([taken.status, taken.body.teachers], [200, []]);
    assert.equal(await sees(), 404);
    assert.equal((await send(school, "DELETE", path)).status, 404);
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 2 });
    const log = await school.rows("select action, entity_id, changes from audit_log");
    assert.deepEqual(log, [
      {
        action: "addClassTeacher",
        entity_id: class_id,
        changes: `{"user_id":[null,${teacher.user_id}]}`,
      },
      {
        action: "removeClassTeacher",
        entity_id: class_id,
        changes: `{"user_id":[${teacher.user_id},null]}`,
      },
    ]);
  }),
);

Deno.test(
  "who can't teach gets no class; who is invited can have one already",
  withSchool(async (school) => {
    const { class_id } = await school.class();
    const give = (user_id: number) => send(school, "PUT", `/${class_id}/teachers/${user_id}`);
    const disabled = await school.user("Teacher");
    await school.rows("update users set status = 'disabled' where user_id = ?", disabled.user_id);
    const invited = await school.request("POST", "/api/users", {
      as: school.admin,
      body: { name: "New", email: "new@x.example", role: "Teacher" },
    });
    const [parent, child] = [await school.user("Parent"), await school.user("Student")];
    const before = await school.counts();
    for (const { user_id } of [disabled, parent, child]) {
      assert.equal((await give(user_id)).status, 409);
    }
    assert.equal((await give(999)).status, 404);
    assert.equal((await send(school, "PUT", `/99/teachers/${invited.body.user_id}`)).status, 404);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await give(invited.body.user_id)).status, 200);
    await send(school, "DELETE", `/${class_id}`);
    assert.equal((await give(school.admin.user_id)).status, 409);
  }),
);

Deno.test(
  "whose role changes at the same moment is not left with a class",
  withSchool(async (school) => {
    const { class_id } = await school.class();
    const teacher = await school.user("Teacher");
    const body = { name: "T", email: teacher.email, role: "Parent", status: "active" };
    await Promise.all([
      send(school, "PUT", `/${class_id}/teachers/${teacher.user_id}`),
      school.request("PUT", `/api/users/${teacher.user_id}`, { as: school.admin, body }),
    ]);
    const wrong = await school.rows(
      "select 1 from class_teachers t join users u on u.user_id = t.user_id where role = 'Parent'",
    );
    assert.deepEqual(wrong, []);
  }),
);

Deno.test(
  "a Teacher reads their own classes, whatever the setting; only the office changes any",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Theirschild" });
    const mine = await school.class([], "Mine");
    const theirs = await school.class([student_id], "Theirs");
    const teacher = await school.teacherOf(mine.class_id);
    const get = (path: string) => school.request("GET", `/api/classes${path}`, { as: teacher });
    assert.deepEqual(names(await get("")), ["Mine"]);
    assert.equal((await get(`/${mine.class_id}`)).status, 200);
    assert.equal((await get(`/${mine.class_id}/students`)).status, 200);
    for (const path of [`/${theirs.class_id}`, `/${theirs.class_id}/students`]) {
      const { status, text } = await get(path);
      assert.equal(status, 404);
      assert.ok(!text.includes("Theirs"));
    }
    const parent = await school.parentOf(student_id);
    const before = await school.counts();
    assert.equal((await school.request("GET", "/api/classes", { as: parent })).status, 403);
    const item = `/api/classes/${mine.class_id}`;
    const changes: [string, string, unknown?][] = [
      ["POST", "/api/classes", maths],
      ["PUT", item, maths],
      ["DELETE", item],
      ["POST", `${item}/restore`],
      ["PUT", `${item}/teachers/${teacher.user_id}`],
      ["DELETE", `${item}/teachers/${teacher.user_id}`],
      ["POST", `${item}/students`, { student_ids: [student_id] }],
      ["DELETE", `${item}/students/${student_id}`],
    ];
    for (const [method, path, body] of changes) {
      for (const as of [teacher, parent]) {
        assert.equal((await school.request(method, path, { as, body })).status, 403);
      }
    }
    assert.deepEqual(await school.counts(), before);
  }),
);
