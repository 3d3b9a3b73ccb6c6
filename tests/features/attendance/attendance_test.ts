import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";
const TODAY = "2026-10-14";
const present = { date: TODAY, status: "Present" };

Deno.test(
  "a child is marked once for a day, once for a lesson, and it is audited",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const teacher = await school.teacherOf(class_id);
    const path = `/api/students/${student_id}/attendance`;
    const before = await school.counts();
    const send = {
      as: teacher,
      body: { ...present, minutes_late: 600, reason: " Bus " },
      headers: { "idempotency-key": "one" },
    };
    const made = await school.request("POST", path, send);
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.body, {
      attendance_id: 1,
      student_id,
      date: TODAY,
      status: "Present",
      minutes_late: 600,
      reason: "Bus",
      class_id: null,
      created_at: AT,
      updated_at: AT,
    });
    const again = await school.request("POST", path, send);
    assert.deepEqual([again.status, again.body], [201, made.body]);
    const post = (body: object) => school.request("POST", path, { as: teacher, body });
    assert.equal((await post({ ...present, status: "Absent" })).status, 409);
    assert.equal((await post({ ...present, class_id })).status, 201);
    assert.equal((await post({ ...present, class_id })).status, 409);
    assert.deepEqual(await school.counts(), {
      ...before,
      attendance: 2,
      audit_log: before.audit_log + 2,
      idempotency_keys: 1,
    });
    const [log] = await school.rows("select * from audit_log where action = 'createAttendance'");
    assert.deepEqual([log.entity_id, log.student_id, log.actor_user_id], [
      1,
      student_id,
      teacher.user_id,
    ]);
    assert.deepEqual(JSON.parse(String(log.changes)), {
      date: [null, TODAY],
      status: [null, "Present"],
      minutes_late: [null, 600],
      reason: [null, "Bus"],
    });
    const read = await school.request("GET", `${path}/1`, { as: teacher });
    assert.deepEqual(read.body, made.body);
    assert.equal(read.headers.get("etag"), made.headers.get("etag"));
  }),
);

Deno.test(
  "a mark that can't be is refused at its field, and nothing is written",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const empty = await school.class();
    const path = `/api/students/${student_id}/attendance`;
    const before = await school.counts();
    const cases: [Record<string, unknown>, string][] = [
      [{ date: "2026-10-15" }, "body.date"],
      [{ date: "2026-02-29" }, "body.date"],
      [{ date: "0000-01-01" }, "body.date"],
      [{ date: "1899-12-31" }, "body.date"],
      [{ date: "2026-10-14T00:00:00Z" }, "body.date"],
      [{ date: "" }, "body.date"],
      [{ date: null }, "body.date"],
      [{ status: "Late" }, "body.status"],
      [{ status: "present" }, "body.status"],
      [{ status: "Absent", minutes_late: 5 }, "body.minutes_late"],
      [{ minutes_late: 0 }, "body.minutes_late"],
      [{ minutes_late: 601 }, "body.minutes_late"],
      [{ minutes_late: 1.5 }, "body.minutes_late"],
      [{ minutes_late: "5" }, "body.minutes_late"],
      [{ reason: " " }, "body.reason"],
      [{ reason: "a\u0000b" }, "body.reason"],
      [{ reason: "\udfff" }, "body.reason"],
      [{ class_id: 99 }, "body.class_id"],
      [{ class_id: empty.class_id }, "body.class_id"],
      [{ class_id, date: "2026-08-31" }, "body.class_id"],
      [{ student_id: 2 }, "body.student_id"],
      [{ attendance_id: 2 }, "body.attendance_id"],
    ];
    for (const [wrong, at] of cases) {
      const answered = await school.request("POST", path, {
        as: school.admin,
        body: { ...present, ...wrong },
      });
      assert.equal(answered.status, 400, JSON.stringify(wrong));
      const paths = answered.body.errors.map((e: { path: string }) => e.path);
      assert.deepEqual([...new Set(paths)], [at]);
    }
    const raw = [
      '{"date":"2026-10-14","status":"Present","minutes_late":1e400}',
      '{"date":"2026-10-14","status":"Present","__proto__":{"class_id":1}}',
    ];
    for (const body of raw) {
      assert.equal((await school.request("POST", path, { as: school.admin, body })).status, 400);
    }
    assert.deepEqual(await school.counts(), before);
    const leapDay = { date: "2024-02-29", status: "Absent" };
    const leap = await school.request("POST", path, { as: school.admin, body: leapDay });
    assert.equal(leap.status, 201);
  }),
);

Deno.test(
  "what is the future is decided by the school's time zone",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const path = `/api/students/${student_id}/attendance`;
    school.clock.set("2026-10-14T12:30:00Z");
    const teacher = await school.user("Teacher");
    const post = () =>
      school.request("POST", path, {
        as: teacher,
        body: { date: "2026-10-15", status: "Present" },
      });
    assert.equal((await post()).status, 400);
    await school.rows("update settings set timezone = 'Pacific/Auckland'");
    assert.equal((await post()).status, 201, "it is tomorrow there");
  }),
);

Deno.test(
  "a mark is changed by one of two, and deleted",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const path = `/api/students/${student_id}/attendance`;
    const made = await school.request("POST", path, {
      as: school.admin,
      body: { ...present, class_id, minutes_late: 5 },
    });
    await school.request("POST", path, { as: school.admin, body: present });
    await school.rows("update enrollments set ended_on = '2026-10-01'");
    const item = `${path}/${made.body.attendance_id}`;
    const put = (body: object, headers = {}) =>
      school.request("PUT", item, { as: school.admin, body, headers });
    school.clock.advance(1000);

    const before = await school.counts();
    const same = await put({ ...present, class_id, minutes_late: 5 });
    assert.deepEqual([same.status, same.body], [200, made.body]);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await put(present)).status, 409, "the day is marked");
    assert.equal((await put({ ...present, class_id, date: "2026-10-13" })).status, 400);
    assert.equal((await put({ ...present, date: "2026-10-15" })).status, 400);

    const etag = made.headers.get("etag")!;
    const two = await Promise.all(
      ["Absent", "Excused"].map((status) =>
        put({ date: TODAY, status, class_id }, { "if-match": etag })
      ),
    );
    assert.deepEqual(two.map(({ status }) => status).sort(), [200, 412]);
    const won = two.find(({ status }) => status === 200)!.body;
    assert.deepEqual([won.minutes_late, won.updated_at], [null, "2026-10-14T09:00:01.000Z"]);
    const [log] = await school.rows("select changes from audit_log order by audit_id desc limit 1");
    assert.deepEqual(JSON.parse(String(log.changes)), {
      status: ["Present", won.status],
      minutes_late: [5, null],
    });

    const remove = (headers = {}) => school.request("DELETE", item, { as: school.admin, headers });
    assert.equal((await remove({ "if-match": etag })).status, 412);
    assert.equal((await remove()).status, 204);
    assert.equal((await remove()).status, 404);
    const [removed] = await school.rows("select * from audit_log order by audit_id desc limit 1");
    assert.deepEqual(JSON.parse(String(removed.changes)), {
      date: [TODAY, null],
      status: [won.status, null],
      class_id: [class_id, null],
    });
  }),
);

Deno.test(
  "who may mark and who may read",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const other = await school.student();
    const mine = await school.class([student_id]);
    const notMine = await school.class([student_id, other.student_id]);
    const teacher = await school.teacherOf(mine.class_id);
    const parent = await school.parentOf(student_id);
    const stranger = await school.parentOf(other.student_id);
    await school.rows("update settings set teacher_scope = 'classes'");
    const path = `/api/students/${student_id}/attendance`;
    const post = (id: number, as: typeof parent | null, body: object = present) =>
      school.request("POST", `/api/students/${id}/attendance`, { as, body });
    const before = await school.counts();
    assert.equal((await post(student_id, null)).status, 401);
    assert.equal((await post(student_id, parent)).status, 403);
    assert.equal((await post(other.student_id, teacher)).status, 404);
    const foreign = await post(student_id, teacher, { ...present, class_id: notMine.class_id });
    assert.equal(foreign.body.errors[0].path, "body.class_id");
    assert.deepEqual(await school.counts(), before);
    assert.equal(
      (await post(student_id, teacher, { ...present, reason: "Kept private" })).status,
      201,
    );
    assert.equal((await school.request("GET", `${path}/1`, { as: parent })).status, 200);
    for (const at of [path, `${path}/1`]) {
      const theirs = await school.request("GET", at, { as: stranger });
      assert.equal(theirs.status, 404);
      assert.ok(!theirs.text.includes("Kept private"));
    }
    const wrongChild = `/api/students/${other.student_id}/attendance/1`;
    assert.equal((await school.request("GET", wrongChild, { as: school.admin })).status, 404);

    await school.request("DELETE", `/api/students/${student_id}`, { as: school.admin });
    const left = await school.counts();
    assert.equal((await post(student_id, school.admin)).status, 409);
    for (const method of ["PUT", "DELETE"]) {
      const body = method === "PUT" ? present : undefined;
      const refused = await school.request(method, `${path}/1`, { as: school.admin, body });
      assert.equal(refused.status, 409);
    }
    assert.equal((await school.request("GET", path, { as: school.admin })).body.data.length, 1);
    assert.deepEqual(await school.counts(), left);
  }),
);
