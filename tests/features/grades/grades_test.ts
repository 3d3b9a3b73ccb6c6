import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";
const grade = { subject: "Mathematics", grade: "A-" };

Deno.test(
  "a mark is entered with its points, once, and is audited",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { term_id } = await school.term();
    const { class_id } = await school.class([student_id]);
    await school.rows("update classes set credits = 0.5, level = 'Honors'");
    const teacher = await school.teacherOf(class_id);
    await school.rows("update users set name = 'Ana Sousa' where user_id = ?", teacher.user_id);
    const path = `/api/students/${student_id}/grades`;
    const before = await school.counts();
    const send = {
      as: teacher,
      body: { ...grade, grade: " a– ", term_id, class_id, comment: "Careful\nwork" },
      headers: { "idempotency-key": "one" },
    };
    const made = await school.request("POST", path, send);
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.body, {
      grade_id: 1,
      student_id,
      subject: "Mathematics",
      grade: "A-",
      points: 3.7,
      credits: 0.5,
      level: "Honors",
      term_id,
      class_id,
      comment: "Careful\nwork",
      percent: null,
      entered_by: teacher.user_id,
      entered_by_name: "Ana Sousa",
      created_at: AT,
      updated_at: AT,
    });
    const again = await school.request("POST", path, send);
    assert.deepEqual([again.status, again.body], [201, made.body]);
    const after = await school.counts();
    assert.deepEqual(after, {
      ...before,
      grades: 1,
      audit_log: before.audit_log + 1,
      idempotency_keys: 1,
    });
    const [log] = await school.rows("select * from audit_log order by audit_id desc limit 1");
    assert.equal(log.action, "createGrade");
    assert.deepEqual([log.actor_user_id, log.entity_id, log.student_id], [
      teacher.user_id,
      1,
      student_id,
    ]);
    assert.deepEqual(JSON.parse(String(log.changes)).grade, [null, "A-"]);

    const read = await school.request("GET", `${path}/1`, { as: teacher });
    assert.deepEqual(read.body, made.body);
    assert.equal(read.headers.get("etag"), made.headers.get("etag"));
  }),
);

Deno.test(
  "credits and level have defaults; null credits are none",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `/api/students/${student_id}/grades`;
    const made = async (more: object) =>
      (await school.request("POST", path, { as: school.admin, body: { ...grade, ...more } })).body;
    const plain = await made({});
    assert.deepEqual([plain.credits, plain.level, plain.term_id], [1, "Regular", null]);
    const own = await made({ credits: 2.5, level: "AP" });
    assert.deepEqual([own.credits, own.level], [2.5, "AP"]);
    assert.equal((await made({ credits: null })).credits, null);
    assert.equal((await made({ credits: 0.3 })).credits, 0.3);
  }),
);

Deno.test(
  "marks are listed newest first, by page and by term, within reach",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const other = await school.student();
    const { term_id } = await school.term();
    const parent = await school.parentOf(student_id);
    const child = await school.childLogin(student_id);
    for (const [i, subject] of ["Art", "Biology", "Chemistry"].entries()) {
      await school.request("POST", `/api/students/${student_id}/grades`, {
        as: school.admin,
        body: { subject, grade: "B", term_id: i === 1 ? term_id : null },
      });
    }
    const path = `/api/students/${student_id}/grades`;
    const list = async (query: string, as = parent) =>
      (await school.request("GET", `${path}${query}`, { as })).body;
    const subjects = (page: { data: { subject: string }[] }) => page.data.map((g) => g.subject);
    const first = await list("?limit=2");
    assert.deepEqual(subjects(first), ["Chemistry", "Biology"]);
    const second = await list(`?limit=2&cursor=${first.next_cursor}`, child);
    assert.deepEqual(subjects(second), ["Art"]);
    assert.equal(second.next_cursor, null);
    assert.deepEqual(subjects(await list(`?term_id=${term_id}`)), ["Biology"]);

    for (const part of ["grades", "grades/1", "gpa"]) {
      const theirs = await school.request("GET", `/api/students/${student_id}/${part}`, {
        as: await school.parentOf(other.student_id),
      });
      assert.equal(theirs.status, 404);
      assert.ok(!/Art|Chemistry|points/.test(theirs.text));
    }
    const wrongChild = await school.request("GET", `/api/students/${other.student_id}/grades/1`, {
      as: school.admin,
    });
    assert.equal(wrongChild.status, 404);
    for (const query of ["limit=-1", "limit=1e9", "cursor=x", "term_id=0", "subject=Art"]) {
      const refused = await school.request("GET", `${path}?${query}`, { as: parent });
      assert.equal(refused.status, 400, query);
      assert.equal(refused.body.errors[0].path, `query.${query.split("=")[0]}`);
    }
  }),
);

Deno.test(
  "a mark is changed by one of two, and keeps its points while it reads the same",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const path = `/api/students/${student_id}/grades`;
    const made = await school.request("POST", path, {
      as: school.admin,
      body: { ...grade, class_id },
    });
    const item = `${path}/${made.body.grade_id}`;
    await school.rows("update settings set scale_id = 3");
    await school.rows("update enrollments set ended_on = '2026-10-01'");
    school.clock.advance(60_000);
    const put = (body: object, headers = {}) =>
      school.request("PUT", item, { as: school.admin, body, headers });

    const before = await school.counts();
    const same = await put({ ...grade, class_id });
    assert.deepEqual([same.status, same.body], [200, made.body]);
    assert.deepEqual(await school.counts(), before);

    const commented = await put({ ...grade, class_id, comment: "Good" });
    assert.deepEqual(commented.body, {
      ...made.body,
      comment: "Good",
      updated_at: "2026-10-14T09:01:00.000Z",
    });
    const etag = commented.headers.get("etag")!;
    const two = await Promise.all(
      ["15", "16"].map((mark) => put({ ...grade, grade: mark }, { "if-match": etag })),
    );
    assert.deepEqual(two.map(({ status }) => status).sort(), [200, 412]);
    const won = two.find(({ status }) => status === 200)!.body;
    assert.equal(won.points, Number(won.grade));
    assert.deepEqual([won.class_id, won.comment], [null, null]);
    const [log] = await school.rows("select changes from audit_log order by audit_id desc limit 1");
    assert.deepEqual(JSON.parse(String(log.changes)), {
      grade: ["A-", won.grade],
      points: [3.7, won.points],
      class_id: [class_id, null],
      comment: ["Good", null],
    });
    assert.equal((await put({ ...grade, grade: "A" })).status, 400, "not on the scale in force");
    assert.equal((await put({ ...grade, grade: "15", class_id })).status, 400, "no longer in it");
    assert.equal((await put({ ...grade, grade_id: 2 })).status, 400);
  }),
);

Deno.test(
  "a mark is deleted, and the log says what it was",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `/api/students/${student_id}/grades`;
    const made = await school.request("POST", path, { as: school.admin, body: grade });
    const before = await school.counts();
    const remove = (headers = {}) =>
      school.request("DELETE", `${path}/1`, { as: school.admin, headers });
    assert.equal((await remove({ "if-match": '"another"' })).status, 412);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await remove({ "if-match": made.headers.get("etag")! })).status, 204);
    assert.equal((await remove()).status, 404);
    assert.deepEqual(await school.counts(), {
      ...before,
      grades: 0,
      audit_log: before.audit_log + 1,
    });
    const [log] = await school.rows("select * from audit_log order by audit_id desc limit 1");
    assert.deepEqual(JSON.parse(String(log.changes)), {
      subject: ["Mathematics", null],
      grade: ["A-", null],
      points: [3.7, null],
      credits: [1, null],
      level: ["Regular", null],
    });
    assert.equal(log.student_id, student_id);
  }),
);
