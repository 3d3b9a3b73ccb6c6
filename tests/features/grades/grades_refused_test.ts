import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";

const grade = { subject: "Mathematics", grade: "A-" };

Deno.test(
  "a mark that can't be used is refused at its field, and nothing is written",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([]);
    const path = `/api/students/${student_id}/grades`;
    const before = await school.counts();
    const cases: [Record<string, unknown>, string][] = [
      [{ grade: "Z" }, "body.grade"],
      [{ grade: "101" }, "body.grade"],
      [{ grade: "  " }, "body.grade"],
      [{ grade: 87 }, "body.grade"],
      [{ subject: "" }, "body.subject"],
      [{ subject: "Ma\u0000ths" }, "body.subject"],
      [{ subject: "\ud800" }, "body.subject"],
      [{ subject: "x".repeat(101) }, "body.subject"],
      [{ comment: "\u0007" }, "body.comment"],
      [{ credits: -1 }, "body.credits"],
      [{ credits: 0.0001 }, "body.credits"],
      [{ credits: "1" }, "body.credits"],
      [{ credits: 101 }, "body.credits"],
      [{ level: "Gifted" }, "body.level"],
      [{ level: null }, "body.level"],
      [{ term_id: 99 }, "body.term_id"],
      [{ term_id: "1" }, "body.term_id"],
      [{ class_id: 99 }, "body.class_id"],
      [{ class_id }, "body.class_id"],
      [{ points: 4 }, "body.points"],
      [{ student_id: 2 }, "body.student_id"],
    ];
    for (const [wrong, at] of cases) {
      const answered = await school.request("POST", path, {
        as: school.admin,
        body: { ...grade, ...wrong },
      });
      assert.equal(answered.status, 400, JSON.stringify(wrong));
      assert.deepEqual(answered.body.errors.map((e: { path: string }) => e.path), [at]);
    }
    const all = await school.request("POST", path, {
      as: school.admin,
      body: { subject: "Art", grade: "Z", term_id: 99, class_id: 99 },
    });
    assert.equal(all.body.errors.length, 3);
    for (
      const body of [
        '{"subject":"Art","grade":"A","credits":1e400}',
        '{"subject":"Art","grade":"A","__proto__":{"points":4}}',
        "",
      ]
    ) {
      const answered = await school.request("POST", path, { as: school.admin, body });
      assert.equal(answered.status, 400, body);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "who may write marks, and for whom",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const other = await school.student();
    const mine = await school.class([student_id]);
    const notMine = await school.class([student_id, other.student_id]);
    const teacher = await school.teacherOf(mine.class_id);
    const parent = await school.parentOf(student_id);
    const child = await school.childLogin(student_id);
    await school.rows("update settings set teacher_scope = 'classes'");
    const post = (id: number, as: typeof parent | null, body: object = grade) =>
      school.request("POST", `/api/students/${id}/grades`, { as, body });
    const before = await school.counts();
    assert.equal((await post(student_id, null)).status, 401);
    assert.equal((await post(student_id, parent)).status, 403);
    assert.equal((await post(student_id, child)).status, 403);
    assert.equal((await post(other.student_id, teacher)).status, 404);
    assert.equal((await post(999, school.admin)).status, 404);
    const foreign = await post(student_id, teacher, { ...grade, class_id: notMine.class_id });
    assert.equal(foreign.body.errors[0].path, "body.class_id");
    assert.deepEqual(await school.counts(), before);
    const own = await post(student_id, teacher, { ...grade, class_id: mine.class_id });
    assert.equal(own.status, 201);
    await school.rows("update enrollments set ended_on = '2026-10-01' where class_id = ?", 1);
    assert.equal((await post(student_id, teacher)).status, 404);
  }),
);

Deno.test(
  "an archived child keeps their marks, and gets no new ones",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `/api/students/${student_id}/grades`;
    await school.request("POST", path, { as: school.admin, body: grade });
    await school.request("DELETE", `/api/students/${student_id}`, { as: school.admin });
    const before = await school.counts();
    const send = { as: school.admin, body: { ...grade, grade: "B" } };
    assert.equal((await school.request("POST", path, send)).status, 409);
    assert.equal((await school.request("PUT", `${path}/1`, send)).status, 409);
    assert.equal((await school.request("DELETE", `${path}/1`, { as: school.admin })).status, 409);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await school.request("GET", path, { as: school.admin })).body.data.length, 1);
  }),
);

Deno.test(
  "one mark for a class, a term and a subject",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { term_id } = await school.term();
    const { class_id } = await school.class([student_id]);
    const path = `/api/students/${student_id}/grades`;
    const post = (more: object) =>
      school.request("POST", path, { as: school.admin, body: { ...grade, ...more } });
    const both = await Promise.all([post({ term_id, class_id }), post({ term_id, class_id })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
    assert.equal((await post({ term_id })).status, 201, "a repeat outside the class is a mark");
    const moved = await school.request("PUT", `${path}/2`, {
      as: school.admin,
      body: { ...grade, term_id, class_id },
    });
    assert.equal(moved.status, 409);
  }),
);
