import assert from "node:assert/strict";
import { PASSWORD, type School, SETTINGS, withSchool } from "../../helpers/school.ts";

const TODAY = "2026-10-14";
const MINUTE = 60_000;

/** Ana, with her two parents, in a class with a teacher; and Rui, who has nobody. */
async function anaOf(school: School) {
  const ana = (await school.student({ name: "Ana Silva" })).student_id;
  const rui = (await school.student({ name: "Rui" })).student_id;
  const parents = [await school.parentOf(ana), await school.parentOf(ana)];
  const { class_id } = await school.class([ana, rui]);
  const teacher = await school.teacherOf(class_id);
  const path = `/api/students/${ana}/attendance`;
  return {
    ana,
    rui,
    parents,
    class_id,
    teacher,
    path,
    /** Takes a register with Ana in it alone. */
    async take(status: string, { date = TODAY, of = class_id, ...mark } = {}) {
      const put = await school.request("PUT", `/api/classes/${of}/attendance/${date}`, {
        as: school.admin,
        body: { marks: [{ student_id: ana, status, ...mark }] },
      });
      assert.equal(put.status, 200, put.text);
    },
    async add(body: object) {
      const made = await school.request("POST", path, { as: school.admin, body });
      assert.equal(made.status, 201, made.text);
      return made.body.attendance_id;
    },
  };
}

const notices = (school: School) =>
  school.rows("select * from notifications where kind = 'absence' order by user_id");

/** `[action, student_id, changes]` of what the log says of notices, oldest first. */
async function logged(school: School) {
  const rows = await school.rows(
    `select action, student_id, actor_user_id, request_id, changes from audit_log
      where action like '%AbsenceNotice' order by audit_id`,
  );
  for (const { actor_user_id, request_id } of rows) assert.ok(actor_user_id && request_id);
  return rows.map(({ action, student_id, changes }) => [
    action,
    student_id,
    JSON.parse(String(changes)),
  ]);
}

Deno.test(
  "a child who is marked absent: each guardian is told once, in the app",
  withSchool(async (school) => {
    const { ana, rui, parents, class_id, teacher } = await anaOf(school);
    const before = await school.counts();
    const path = `/api/classes/${class_id}/attendance/${TODAY}`;
    const marks = [ana, rui].map((student_id) => ({ student_id, status: "Absent" }));
    const put = await school.request("PUT", path, { as: teacher, body: { marks } });
    assert.equal(put.status, 200, put.text);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    const [first, second] = await notices(school);
    const { notification_id: _, ...notice } = first;
    assert.deepEqual(notice, {
      user_id: parents[0].user_id,
      student_id: ana,
      message: "Ana Silva was marked absent on Wednesday 14 October",
      status: "unread",
      kind: "absence",
      link: `/students/${ana}?tab=attendance`,
      day: TODAY,
      sent_at: "2026-10-14T09:00:00.000Z",
    });
    assert.equal(second.user_id, parents[1].user_id);
    const sent = ["sendAbsenceNotice", ana, { day: [null, TODAY], sent: [null, 2] }];
    assert.deepEqual(await logged(school), [sent]);
    const after = {
      ...before,
      attendance: 2,
      registers: 1,
      notifications: 2,
      audit_log: before.audit_log + 3,
    };
    assert.deepEqual(await school.counts(), after);
    const inbox = await school.request("GET", `/api/notifications/${parents[0].user_id}`, {
      as: parents[0],
    });
    assert.deepEqual(
      inbox.body.data.map(({ kind, message }: Record<string, string>) => [kind, message]),
      [["absence", notice.message]],
    );
    // Sent again, and said once more with a reason, it is still one.
    await school.request("PUT", path, { as: teacher, body: { marks } });
    assert.deepEqual(await school.counts(), after);
    marks[0] = { ...marks[0], reason: "Ill" } as typeof marks[0];
    await school.request("PUT", path, { as: teacher, body: { marks } });
    assert.deepEqual(await school.counts(), { ...after, audit_log: after.audit_log + 1 });
  }),
);

Deno.test(
  "it is the day that counts: present in a lesson, or excused, is not absent",
  withSchool(async (school) => {
    const { ana, class_id, take, add, path } = await anaOf(school);
    const second = (await school.class([ana])).class_id;
    const told = async () => (await notices(school)).length;
    await take("Excused");
    await take("Present", { minutes_late: 5 } as object);
    assert.equal(await told(), 0);
    await take("Absent", { of: second });
    assert.equal(await told(), 0, "present in the first lesson");
    const [{ attendance_id }] = await school.rows(
      "select attendance_id from attendance where class_id = ?",
      class_id,
    );
    const remove = (id: unknown) => school.request("DELETE", `${path}/${id}`, { as: school.admin });
    assert.equal((await remove(attendance_id)).status, 204);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    assert.equal(await told(), 2, "the lesson in which she was there is gone");
    const whole = await add({ date: TODAY, status: "Present" });
    assert.equal(await told(), 0, "the day's own mark rules");
    await school.request("PUT", `${path}/${whole}`, {
      as: school.admin,
      body: { date: TODAY, status: "Absent" },
    });
    assert.equal(await told(), 2);
    assert.equal((await remove(whole)).status, 204);
    assert.equal(await told(), 2, "absent in her one lesson still");
    const [{ attendance_id: lesson }] = await school.rows("select * from attendance");
    assert.equal((await remove(lesson)).status, 204);
    assert.equal(await told(), 0, "not marked is not absent");
  }),
);

Deno.test(
  "what is corrected within the hour is taken back, later it stays; a new absence tells anew",
  withSchool(async (school) => {
    const { ana, take } = await anaOf(school);
    const renew = async () => Object.assign(school.admin, await school.user("Admin"));
    await take("Absent");
    school.clock.advance(59 * MINUTE);
    await renew();
    await take("Excused");
    assert.deepEqual(await notices(school), []);
    await take("Absent");
    assert.equal((await notices(school))[0].sent_at, "2026-10-14T09:59:00.000Z");
    school.clock.advance(60 * MINUTE);
    await renew();
    await take("Present");
    assert.equal((await notices(school)).length, 2);
    await take("Absent");
    assert.equal((await notices(school)).length, 2);
    const [sent, back] = [{ day: [null, TODAY], sent: [null, 2] }, {
      day: [TODAY, null],
      sent: [2, null],
    }];
    assert.deepEqual(await logged(school), [
      ["sendAbsenceNotice", ana, sent],
      ["withdrawAbsenceNotice", ana, back],
      ["sendAbsenceNotice", ana, sent],
    ]);
  }),
);

Deno.test(
  "yesterday is told of, the day before is not; a mark that moves to another day takes its notice along",
  withSchool(async (school) => {
    const { take, add, path } = await anaOf(school);
    const days = async () => [...new Set((await notices(school)).map(({ day }) => day))];
    await take("Absent", { date: "2026-10-12" });
    assert.deepEqual(await days(), []);
    await take("Absent", { date: "2026-10-13" });
    assert.deepEqual(await days(), ["2026-10-13"]);
    const id = await add({ date: TODAY, status: "Absent" });
    assert.deepEqual((await days()).sort(), ["2026-10-13", TODAY]);
    const moved = await school.request("PUT", `${path}/${id}`, {
      as: school.admin,
      body: { date: "2026-10-12", status: "Absent" },
    });
    assert.equal(moved.status, 200, moved.text);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    assert.deepEqual(await days(), ["2026-10-13"]);
  }),
);

Deno.test(
  "yesterday is the day before, also where a day has 23 hours or 25",
  withSchool(async (school) => {
    const { take } = await anaOf(school);
    await school.rows("update settings set timezone = 'Europe/Lisbon'");
    const days = async () => [...new Set((await notices(school)).map(({ day }) => day))];
    school.clock.set("2026-10-25T23:30:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Absent", { date: "2026-10-24" });
    assert.deepEqual(await days(), ["2026-10-24"]);
    school.clock.set("2027-03-28T23:30:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Absent", { date: "2027-03-27" });
    await take("Absent", { date: "2027-03-28" });
    assert.deepEqual((await days()).sort(), ["2026-10-24", "2027-03-28"]);
  }),
);

Deno.test(
  "a notice of the last minutes of a day is taken back in the first of the next",
  withSchool(async (school) => {
    const { take } = await anaOf(school);
    school.clock.set("2026-10-14T23:50:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Absent", { date: "2026-10-13" });
    assert.equal((await notices(school)).length, 2);
    school.clock.set("2026-10-15T00:10:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Present", { date: "2026-10-13" });
    assert.deepEqual(await notices(school), []);
    // Where it is the 14th still, the 13th is yesterday.
    await school.rows("update settings set timezone = 'America/New_York'");
    await take("Absent", { date: "2026-10-13" });
    assert.equal((await notices(school)).length, 2);
  }),
);

Deno.test(
  "the school can switch it off; what was sent before is still taken back",
  withSchool(async (school) => {
    const { take } = await anaOf(school);
    await take("Absent");
    const off = await school.request("PUT", "/api/settings", {
      as: school.admin,
      body: { ...SETTINGS, absence_notices: false },
    });
    assert.equal(off.status, 200, off.text);
    await take("Present");
    assert.deepEqual(await notices(school), []);
    await take("Absent");
    assert.deepEqual(await notices(school), []);
    assert.equal((await logged(school)).length, 2);
  }),
);

Deno.test(
  "of the guardians, those who can't sign in are not told; another's parent never is",
  withSchool(async (school) => {
    const { ana, rui, parents, take } = await anaOf(school);
    await school.parentOf(rui);
    await school.rows("update users set status = 'disabled' where user_id = ?", parents[0].user_id);
    const invited = await school.parentOf(ana);
    await school.rows("update users set status = 'invited' where user_id = ?", invited.user_id);
    const without = await school.parentOf(ana);
    await school.rows("update users set email = null where user_id = ?", without.user_id);
    await school.childLogin(ana);
    await take("Absent");
    assert.deepEqual(
      (await notices(school)).map(({ user_id }) => user_id),
      [parents[1].user_id, invited.user_id],
    );
  }),
);

Deno.test(
  "two teachers who mark a child absent at once tell of it once",
  withSchool(async (school) => {
    const { ana, take } = await anaOf(school);
    const others = [];
    for (let i = 0; i < 4; i++) others.push((await school.class([ana])).class_id);
    await Promise.all(others.map((of) => take("Absent", { of })));
    assert.equal((await notices(school)).length, 2);
    assert.equal((await logged(school)).length, 1);
    assert.equal((await school.rows("select * from attendance")).length, 4);
  }),
);

Deno.test(
  "a register that is refused tells nobody",
  withSchool(async (school) => {
    const { ana, class_id, path } = await anaOf(school);
    const before = await school.counts();
    const stranger = (await school.student()).student_id;
    const marks = [ana, stranger].map((student_id) => ({ student_id, status: "Absent" }));
    const refused = await school.request("PUT", `/api/classes/${class_id}/attendance/${TODAY}`, {
      as: school.admin,
      body: { marks },
    });
    assert.equal(refused.status, 404);
    const future = { date: "2026-10-15", status: "Absent" };
    const sent = await school.request("POST", path, { as: school.admin, body: future });
    assert.equal(sent.status, 400);
    assert.deepEqual(await notices(school), []);
    assert.equal((await school.counts()).attendance, before.attendance);
  }),
);

Deno.test(
  "erasing the child takes the notices along, and what the log says of them",
  withSchool(async (school) => {
    const { ana, take } = await anaOf(school);
    await take("Absent");
    const erased = await school.request("DELETE", `/api/students/${ana}?erase=true`, {
      as: school.admin,
      body: { password: PASSWORD },
    });
    assert.equal(erased.status, 200, erased.text);
    assert.equal(erased.body.erased.notifications, 2);
    assert.deepEqual(await notices(school), []);
    assert.deepEqual(
      await school.rows(
        "select changes from audit_log where action = 'sendAbsenceNotice'",
      ),
      [{ changes: null }],
    );
  }),
);
