import assert from "node:assert/strict";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const TODAY = "2026-10-14";

/** A class of Zoë, Ana and José, with its teacher. */
async function classOf(school: School) {
  const children = [];
  for (const name of ["Zoë", "Ana", "José"]) children.push(await school.student({ name }));
  const [zoe, ana, jose] = children.map(({ student_id }) => student_id);
  const { class_id } = await school.class([zoe, ana, jose]);
  const teacher = await school.teacherOf(class_id);
  const path = (date: string) => `/api/classes/${class_id}/attendance/${date}`;
  return {
    zoe,
    ana,
    jose,
    class_id,
    teacher,
    get: (date = TODAY, as: SignedIn = teacher) => school.request("GET", path(date), { as }),
    put: (
      marks: unknown,
      { date = TODAY, as = teacher, headers = {} }: {
        date?: string;
        as?: SignedIn;
        headers?: Record<string, string>;
      } = {},
    ) => school.request("PUT", path(date), { as, body: { marks }, headers }),
  };
}

Deno.test(
  "a register is taken in one request; the same again changes nothing",
  withSchool(async (school) => {
    const { zoe, ana, jose, class_id, teacher, get, put } = await classOf(school);
    const none = {
      student_number: null,
      attendance_id: null,
      status: null,
      minutes_late: null,
      reason: null,
    };
    const empty = await get();
    assert.deepEqual(empty.body, {
      class_id,
      date: TODAY,
      status: "not_taken",
      why: null,
      holiday: null,
      taken_at: null,
      data: [
        { ...none, student_id: ana, name: "Ana" },
        { ...none, student_id: jose, name: "José" },
        { ...none, student_id: zoe, name: "Zoë" },
      ],
    });
    const before = await school.counts();
    const marks = [
      { student_id: zoe, status: "Present", minutes_late: 5 },
      { student_id: ana, status: "Excused", reason: "Dentist" },
    ];
    const taken = await put(marks);
    assert.equal(taken.status, 200, taken.text);
    assert.deepEqual(taken.body, {
      class_id,
      date: TODAY,
      status: "taken",
      why: null,
      holiday: null,
      taken_at: "2026-10-14T09:00:00.000Z",
      data: [
        {
          ...none,
          student_id: ana,
          name: "Ana",
          attendance_id: 2,
          status: "Excused",
          reason: "Dentist",
        },
        { ...none, student_id: jose, name: "José" },
        {
          ...none,
          student_id: zoe,
          name: "Zoë",
          attendance_id: 1,
          status: "Present",
          minutes_late: 5,
        },
      ],
    });
    assert.equal((await get()).headers.get("etag"), taken.headers.get("etag"));
    const after = {
      ...before,
      attendance: 2,
      registers: 1,
      audit_log: before.audit_log + 2,
    };
    assert.deepEqual(await school.counts(), after);

    school.clock.advance(60_000);
    const stored = await school.rows("select * from attendance");
    assert.deepEqual((await put(marks)).body, taken.body);
    assert.deepEqual((await put([])).body, taken.body);
    assert.deepEqual(await school.rows("select * from attendance"), stored);
    assert.deepEqual(await school.counts(), after);

    const changed = await put([
      { student_id: zoe, status: "Absent" },
      { student_id: ana, status: "Excused", reason: "Dentist" },
      { student_id: jose, status: "Present" },
    ]);
    assert.equal(changed.body.taken_at, "2026-10-14T09:01:00.000Z");
    assert.deepEqual(
      changed.body.data.map((line: { status: string; attendance_id: number }) => [
        line.attendance_id,
        line.status,
      ]),
      [[2, "Excused"], [changed.body.data[1].attendance_id, "Present"], [1, "Absent"]],
    );
    assert.deepEqual(await school.counts(), {
      ...after,
      attendance: 3,
      audit_log: after.audit_log + 2,
    });
    const log = await school.rows(
      "select actor_user_id, student_id, entity_id, changes from audit_log order by audit_id desc limit 4",
    );
    assert.deepEqual(log.map((row) => [row.actor_user_id, row.student_id]), [
      [teacher.user_id, jose],
      [teacher.user_id, zoe],
      [teacher.user_id, ana],
      [teacher.user_id, zoe],
    ]);
    assert.deepEqual(log.map(({ entity_id }) => entity_id), [
      changed.body.data[1].attendance_id,
      1,
      2,
      1,
    ]);
    assert.deepEqual(JSON.parse(String(log[1].changes)), {
      status: ["Present", "Absent"],
      minutes_late: [5, null],
    });
    assert.deepEqual(JSON.parse(String(log[2].changes)), {
      class_id: [null, class_id],
      date: [null, TODAY],
      status: [null, "Excused"],
      reason: [null, "Dentist"],
    });
  }),
);

Deno.test(
  "one bad mark and none is written; each is named",
  withSchool(async (school) => {
    const { zoe, ana, get, put } = await classOf(school);
    const elsewhere = await school.student();
    const before = await school.counts();
    const good = { student_id: ana, status: "Present" };
    const cases: [unknown, string][] = [
      [[good, { student_id: zoe, status: "Late" }], "body.marks.1.status"],
      [[good, { student_id: zoe }], "body.marks.1.status"],
      [[good, { student_id: zoe, status: "Absent", minutes_late: 5 }], "body.marks.1.minutes_late"],
      [[{ ...good, minutes_late: 0 }], "body.marks.0.minutes_late"],
      [[{ ...good, minutes_late: 601 }], "body.marks.0.minutes_late"],
      [[good, good], "body.marks.1.student_id"],
      [[{ ...good, student_id: 0 }], "body.marks.0.student_id"],
      [[{ ...good, student_id: 1.5 }], "body.marks.0.student_id"],
      [[{ ...good, reason: "\u0000" }], "body.marks.0.reason"],
      [[{ ...good, reason: "\ud800" }], "body.marks.0.reason"],
      [[{ ...good, date: TODAY }], "body.marks.0.date"],
      [Array.from({ length: 501 }, (_, i) => ({ ...good, student_id: i + 1 })), "body.marks"],
      [null, "body.marks"],
    ];
    for (const [marks, at] of cases) {
      const answered = await put(marks);
      assert.equal(answered.status, 400, at);
      assert.deepEqual(answered.body.errors.map((e: { path: string }) => e.path), [at]);
    }
    const stranger = await put([good, { ...good, student_id: elsewhere.student_id }]);
    assert.equal(stranger.status, 404);
    for (
      const date of ["2026-10-15", "2026-02-29", "0000-01-01", "2200-01-01", "today", "2026-1-1"]
    ) {
      const answered = await put([good], { date });
      assert.equal(answered.status, 400, date);
      assert.equal(answered.body.errors[0].path, "path.date");
    }
    assert.equal((await get("2026-02-29")).status, 400);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "the roster is of that day",
  withSchool(async (school) => {
    const { zoe, ana, jose, get, put } = await classOf(school);
    await school.rows("update enrollments set ended_on = '2026-10-10' where student_id = ?", zoe);
    await school.rows("update enrollments set started_on = '2026-10-10' where student_id = ?", ana);
    const names = async (date: string) =>
      (await get(date)).body.data.map((line: { name: string }) => line.name);
    assert.deepEqual(await names("2026-08-31"), []);
    assert.deepEqual(await names("2026-10-09"), ["José", "Zoë"]);
    assert.deepEqual(await names("2026-10-10"), ["Ana", "José"]);
    const present = (student_id: number) => [{ student_id, status: "Present" }];
    assert.equal((await put(present(zoe), { date: "2026-10-09" })).status, 200);
    assert.equal((await put(present(zoe), { date: "2026-10-10" })).status, 404);
    assert.equal((await put(present(ana), { date: "2026-10-09" })).status, 404);
    assert.equal((await put(present(ana), { date: "2026-10-10" })).status, 200);
    await school.request("DELETE", `/api/students/${jose}`, { as: school.admin });
    assert.deepEqual(await names("2026-10-09"), ["Zoë"]);
    assert.equal((await put(present(jose))).status, 404);
  }),
);

Deno.test(
  "a class out of reach is not there; an archived one is read and not written",
  withSchool(async (school) => {
    const { zoe, class_id, get, put } = await classOf(school);
    await school.rows("update settings set teacher_scope = 'classes'");
    const other = await school.teacherOf((await school.class()).class_id);
    const parent = await school.parentOf(zoe);
    const marks = [{ student_id: zoe, status: "Present" }];
    const before = await school.counts();
    assert.equal((await get(TODAY, other)).status, 404);
    assert.equal((await put(marks, { as: other })).status, 404);
    assert.equal((await get(TODAY, parent)).status, 403);
    assert.equal((await put(marks, { as: parent })).status, 403);
    await school.rows("update classes set archived_at = '2026-10-01' where class_id = ?", class_id);
    assert.equal((await get()).status, 200);
    assert.equal((await put(marks)).status, 409);
    assert.deepEqual(await school.counts(), before);
    await school.rows("update settings set teacher_scope = 'all'");
    assert.equal((await get(TODAY, other)).status, 200);
  }),
);

Deno.test(
  "of two who changed one register as they read it, one is told",
  withSchool(async (school) => {
    const { zoe, ana, get, put } = await classOf(school);
    const headers = { "if-match": (await get()).headers.get("etag")! };
    const both = await Promise.all([
      put([{ student_id: zoe, status: "Present" }], { headers }),
      put([{ student_id: ana, status: "Absent" }], { headers }),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
    assert.equal((await school.rows("select * from attendance")).length, 1);
  }),
);

Deno.test(
  "a register that is sent twice at once is taken once, and both are told so",
  withSchool(async (school) => {
    const { zoe, put } = await classOf(school);
    const before = await school.counts();
    const marks = [{ student_id: zoe, status: "Present" }];
    const all = await Promise.all([put(marks), put(marks), put(marks)]);
    assert.deepEqual(all.map(({ status }) => status), [200, 200, 200]);
    assert.deepEqual(await school.counts(), {
      ...before,
      attendance: 1,
      registers: 1,
      audit_log: before.audit_log + 1,
    });
  }),
);

Deno.test(
  "sixteen registers at once are all taken",
  withSchool(async (school) => {
    const { zoe, ana, jose } = await classOf(school);
    const ids = [zoe, ana, jose];
    const made = [];
    for (let i = 0; i < 16; i++) {
      const { class_id } = await school.class(ids);
      made.push({ class_id, teacher: await school.teacherOf(class_id) });
    }
    const taken = await Promise.all(
      made.map(({ class_id, teacher }) =>
        school.request("PUT", `/api/classes/${class_id}/attendance/${TODAY}`, {
          as: teacher,
          body: { marks: ids.map((student_id) => ({ student_id, status: "Present" })) },
        })
      ),
    );
    assert.deepEqual(taken.map(({ status }) => status), Array(16).fill(200));
    assert.equal((await school.rows("select * from attendance")).length, 48);
  }),
);
