import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, withSchool } from "../../helpers/school.ts";

const enroll = (
  school: School,
  class_id: number,
  student_ids: unknown,
  headers?: Record<string, string>,
) =>
  school.request("POST", `/api/classes/${class_id}/students`, {
    as: school.admin,
    body: { student_ids },
    headers,
  });
const unenroll = (school: School, class_id: number, student_id: number) =>
  school.request("DELETE", `/api/classes/${class_id}/students/${student_id}`, {
    as: school.admin,
  });
const roster = async (school: School, class_id: number, query = "") =>
  (await school.request("GET", `/api/classes/${class_id}/students?${query}`, { as: school.admin }))
    .body;
const stored = (school: School) =>
  school.rows("select student_id, started_on, ended_on from enrollments order by student_id");

Deno.test(
  "children are put in a class from the school's today on, and the roster is by name",
  withSchool(async (school) => {
    // It is the evening before there.
    await school.rows("update settings set timezone = 'Pacific/Honolulu'");
    const { class_id } = await school.class();
    const zoe = await school.student({ name: "Zoë", student_number: "7", grade_level: "3" });
    const emile = await school.student({ name: "Émile" });
    const before = await school.counts();
    const { status, body } = await enroll(school, class_id, [
      zoe.student_id,
      emile.student_id,
      zoe.student_id,
    ]);
    assert.deepEqual([status, body], [200, { enrolled: 2 }]);
    assert.deepEqual(await roster(school, class_id), {
      data: [
        {
          student_id: emile.student_id,
          name: "Émile",
          student_number: null,
          grade_level: null,
          started_on: "2026-10-13",
        },
        {
          student_id: zoe.student_id,
          name: "Zoë",
          student_number: "7",
          grade_level: "3",
          started_on: "2026-10-13",
        },
      ],
      next_cursor: null,
    });
    assert.deepEqual(await school.counts(), {
      ...before,
      enrollments: before.enrollments + 2,
      audit_log: before.audit_log + 2,
    });
    const log = await school.rows(
      "select entity, entity_id, student_id from audit_log where action = 'enrollStudents'",
    );
    assert.deepEqual(
      log,
      [zoe, emile].map(({ student_id }) => ({
        entity: "classes",
        entity_id: class_id,
        student_id,
      })),
    );
  }),
);

Deno.test(
  "who is in the class already is left as they are, and the same again writes nothing",
  withSchool(async (school) => {
    const [one, two] = [await school.student(), await school.student()];
    const { class_id } = await school.class([one.student_id]);
    const ids = [one.student_id, two.student_id];
    assert.deepEqual((await enroll(school, class_id, ids)).body, { enrolled: 1 });
    assert.deepEqual(await stored(school), [
      { student_id: one.student_id, started_on: "2026-09-01", ended_on: null },
      { student_id: two.student_id, started_on: "2026-10-14", ended_on: null },
    ]);
    const before = await school.counts();
    assert.deepEqual((await enroll(school, class_id, ids)).body, { enrolled: 0 });
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "the same children sent many times at once are in the class once",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => enroll(school, class_id, [student_id])),
    );
    const enrolled = answers.filter(({ body }) => body.enrolled === 1);
    assert.equal(enrolled.length, 1);
    assert.ok(answers.every(({ status }) => status === 200 || status === 412));
    assert.equal((await school.counts()).enrollments, 1);
    const log = await school.rows("select 1 from audit_log where action = 'enrollStudents'");
    assert.equal(log.length, 1);
  }),
);

Deno.test(
  "one who is unknown or has left the school keeps all of them out",
  withSchool(async (school) => {
    const [here, left] = [await school.student(), await school.student()];
    await school.request("DELETE", `/api/students/${left.student_id}`, { as: school.admin });
    const { class_id } = await school.class();
    const before = await school.counts();
    for (const other of [999, left.student_id]) {
      assert.equal((await enroll(school, class_id, [here.student_id, other])).status, 404);
    }
    assert.equal((await enroll(school, 999, [here.student_id])).status, 404);
    await school.rows("update classes set archived_at = '2026-10-01T00:00:00.000Z'");
    assert.equal((await enroll(school, class_id, [here.student_id])).status, 409);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "who leaves a class was in it until today, and can come back",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const gone = await unenroll(school, class_id, student_id);
    assert.deepEqual([gone.status, gone.text], [204, ""]);
    assert.deepEqual(await stored(school), [
      { student_id, started_on: "2026-09-01", ended_on: "2026-10-14" },
    ]);
    assert.deepEqual((await roster(school, class_id)).data, []);
    assert.equal((await unenroll(school, class_id, student_id)).status, 404);
    const [log] = await school.rows("select * from audit_log where action = 'unenrollStudent'");
    assert.deepEqual([log.entity_id, log.student_id], [class_id, student_id]);

    assert.deepEqual((await enroll(school, class_id, [student_id])).body, { enrolled: 1 });
    assert.deepEqual(await stored(school), [
      { student_id, started_on: "2026-09-01", ended_on: null },
    ]);
  }),
);

Deno.test(
  "who came today and leaves today was never in it",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class();
    await enroll(school, class_id, [student_id]);
    assert.equal((await unenroll(school, class_id, student_id)).status, 204);
    assert.deepEqual(await stored(school), []);
    assert.equal((await unenroll(school, class_id, 999)).status, 404);
    assert.equal((await unenroll(school, 999, student_id)).status, 404);
  }),
);

Deno.test(
  "a Teacher of the class reaches the child while the child is in it",
  withSchool(async (school) => {
    await school.rows("update settings set teacher_scope = 'classes'");
    const { student_id } = await school.student();
    const { class_id } = await school.class();
    const teacher = await school.teacherOf(class_id);
    const reads = async () =>
      (await school.request("GET", `/api/students/${student_id}`, { as: teacher })).status;
    assert.equal(await reads(), 404);
    await enroll(school, class_id, [student_id]);
    assert.equal(await reads(), 200);
    await unenroll(school, class_id, student_id);
    assert.equal(await reads(), 404);
  }),
);

Deno.test(
  "two hundred children go in at once, as one request",
  withSchool(async (school) => {
    await school.rows(
      `insert into users (name, sort_name, role, status, created_at, updated_at)
       select 'Child ' || value, 'child ' || value, 'Student', 'invited', '', ''
       from json_each(?)`,
      JSON.stringify(Array.from({ length: 200 }, (_, i) => i)),
    );
    await school.rows(
      `insert into students (user_id, sort_name, created_at, updated_at)
       select user_id, sort_name, '', '' from users where role = 'Student'`,
    );
    const ids = (await school.rows("select student_id as id from students")).map(({ id }) => id);
    const { class_id } = await school.class();
    assert.deepEqual((await enroll(school, class_id, ids)).body, { enrolled: 200 });
    const first = await roster(school, class_id, "limit=150");
    const rest = await roster(school, class_id, `limit=150&cursor=${first.next_cursor}`);
    const listed = [...first.data, ...rest.data].map((row: { student_id: number }) =>
      row.student_id
    );
    assert.deepEqual([listed.length, new Set(listed).size, rest.next_cursor], [200, 200, null]);
    assert.equal((await enroll(school, class_id, [...ids, 999])).status, 400);
  }),
);

Deno.test(
  "what can't be used is refused field by field; an Idempotency-Key answers the first again",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class();
    const before = await school.counts();
    const bad: [unknown, string][] = [
      [[], "body.student_ids"],
      [null, "body.student_ids"],
      [["1"], "body.student_ids.0"],
      [[student_id, 1.5], "body.student_ids.1"],
      [[0], "body.student_ids.0"],
    ];
    for (const [ids, path] of bad) {
      const { status, body } = await enroll(school, class_id, ids);
      assert.deepEqual([status, pathsOf(body)], [400, [path]]);
    }
    assert.deepEqual(await school.counts(), before);
    const headers = { "idempotency-key": "once" };
    for (let i = 0; i < 2; i++) {
      const { body } = await enroll(school, class_id, [student_id], headers);
      assert.deepEqual(body, { enrolled: 1 });
    }
    assert.equal((await school.counts()).enrollments, before.enrollments + 1);
  }),
);
