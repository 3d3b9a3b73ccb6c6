import assert from "node:assert/strict";
import { PASSWORD, SETTINGS, withSchool } from "../../helpers/school.ts";
import { anaOf, logged, notices, TODAY } from "./absences.ts";

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
