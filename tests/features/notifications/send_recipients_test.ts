import assert from "node:assert/strict";
import { type School, withSchool } from "../../helpers/school.ts";
import { sendMessage, teacherScope } from "./send_message.ts";

const AT = "2026-10-14T09:00:00.000Z";

const inboxes = (school: School) =>
  school.rows("select user_id, student_id, message from notifications order by user_id");

Deno.test(
  "a message to children goes to their parents, each once, with its audit row",
  withSchool(async (school) => {
    const [ana, ben, eva] = [
      await school.student(),
      await school.student(),
      await school.student(),
    ];
    const both = await school.parentOf(ana.student_id, ben.student_id);
    const father = await school.parentOf(ana.student_id);
    await school.parentOf(eva.student_id);
    const before = await school.counts();

    const student_ids = [ana.student_id, ben.student_id, ana.student_id];
    const sent = await sendMessage(school, school.admin, {
      message: " Picnic\non Friday ",
      student_ids,
      link: "/students/1?tab=activities",
    });

    assert.equal(sent.status, 201);
    assert.deepEqual(sent.body, { sent: 2 });
    const rows = await school.rows("select * from notifications order by user_id");
    assert.deepEqual(
      rows,
      [
        { user_id: both.user_id, student_id: null },
        { user_id: father.user_id, student_id: ana.student_id },
      ].map(({ user_id, student_id }, i) => ({
        notification_id: rows[i].notification_id,
        user_id,
        student_id,
        message: "Picnic\non Friday",
        status: "unread",
        kind: "message",
        link: "/students/1?tab=activities",
        day: null,
        sent_at: AT,
      })),
    );
    assert.deepEqual(await school.counts(), {
      ...before,
      notifications: before.notifications + 2,
      audit_log: before.audit_log + 1,
    });
    const [audit] = await school.rows("select * from audit_log order by audit_id desc limit 1");
    assert.deepEqual(
      { ...audit, audit_id: 0, request_id: "" },
      {
        audit_id: 0,
        at: AT,
        actor_user_id: school.admin.user_id,
        action: "sendNotifications",
        entity: "notifications",
        entity_id: null,
        student_id: null,
        changes: '{"sent":[null,2]}',
        request_id: "",
      },
    );
  }),
);

Deno.test(
  "the audience of a class: parents, children, or both; those who left the class or the school are not in it",
  withSchool(async (school) => {
    const [ana, gone, left] = [
      await school.student(),
      await school.student(),
      await school.student(),
    ];
    const { class_id } = await school.class([ana, gone, left].map((child) => child.student_id));
    const mother = await school.parentOf(ana.student_id);
    await school.parentOf(gone.student_id);
    await school.parentOf(left.student_id);
    const child = await school.childLogin(ana.student_id);
    await school.request("DELETE", `/api/students/${gone.student_id}`, { as: school.admin });
    await school.rows(
      "update enrollments set ended_on = '2026-10-01' where student_id = ?",
      left.student_id,
    );
    const teacher = await school.teacherOf(class_id);
    await teacherScope(school);

    for (
      const [audience, expected] of [
        [undefined, [mother]],
        ["guardians", [mother]],
        ["students", [child]],
        ["both", [child, mother]],
      ] as const
    ) {
      await school.rows("delete from notifications");
      const sent = await sendMessage(school, teacher, { message: "Hello", class_id, audience });
      assert.deepEqual([sent.status, sent.body], [201, { sent: expected.length }]);
      assert.deepEqual(
        await inboxes(school),
        expected.map(({ user_id }) => user_id).sort((a, b) => a - b)
          .map((user_id) => ({ user_id, student_id: ana.student_id, message: "Hello" })),
      );
    }
  }),
);

Deno.test(
  "who is named in two ways gets it once; the disabled and children without a login are left out",
  withSchool(async (school) => {
    const child = await school.student();
    const mother = await school.parentOf(child.student_id);
    const father = await school.parentOf(child.student_id);
    await school.rows("update users set status = 'disabled' where user_id = ?", father.user_id);
    const sent = await sendMessage(school, school.admin, {
      message: "Hello",
      user_ids: [mother.user_id, mother.user_id, father.user_id, school.admin.user_id],
      student_ids: [child.student_id],
      audience: "both",
    });
    assert.deepEqual(sent.body, { sent: 2 });
    assert.deepEqual(await inboxes(school), [
      { user_id: school.admin.user_id, student_id: null, message: "Hello" },
      { user_id: mother.user_id, student_id: child.student_id, message: "Hello" },
    ]);
  }),
);

Deno.test(
  "a message about one child is found by that child in the audit log, and goes when the child is erased",
  withSchool(async (school) => {
    const child = await school.student();
    await school.parentOf(child.student_id);
    await sendMessage(school, school.admin, {
      message: "Late again",
      student_ids: [child.student_id],
    });
    const of = await school.rows(
      "select student_id, changes from audit_log where action = 'sendNotifications'",
    );
    assert.deepEqual(of, [{ student_id: child.student_id, changes: '{"sent":[null,1]}' }]);
    const erased = await school.request("DELETE", `/api/students/${child.student_id}?erase=true`, {
      as: school.admin,
      body: { password: "correct horse battery" },
    });
    assert.equal(erased.body.erased.notifications, 1);
    assert.deepEqual(await inboxes(school), []);
  }),
);

Deno.test(
  "a thousand people at most get one message",
  withSchool(async (school) => {
    const { class_id } = await school.class();
    await school.rows(`
      insert into users (name, sort_name, email, role, status, created_at, updated_at)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 1001)
      select 'p' || i, 'p' || i, 'p' || i || '@x.example', 'Parent', 'active', '', '' from n`);
    const child = await school.student();
    await school.rows(
      `insert into enrollments (class_id, student_id, started_on, created_at) values (?, ?, '', '')`,
      class_id,
      child.student_id,
    );
    await school.rows(
      `insert into guardians (user_id, student_id, created_at)
       select user_id, ?, '' from users where role = 'Parent'`,
      child.student_id,
    );
    const refused = await sendMessage(school, school.admin, { message: "Hello", class_id });
    assert.equal(refused.status, 400);
    assert.deepEqual(refused.body.errors[0].path, "body");
    await school.rows("delete from guardians where user_id = (select max(user_id) from guardians)");
    const sent = await sendMessage(school, school.admin, { message: "Hello", class_id });
    assert.deepEqual(sent.body, { sent: 1000 });
  }),
);

Deno.test(
  "the same Idempotency-Key sends once, also at the same moment; another body is 422",
  withSchool(async (school) => {
    const body = { message: "Hello", user_ids: [school.admin.user_id] };
    const headers = { "idempotency-key": "one-message" };
    const tries = await Promise.all(
      [1, 2, 3].map(() => sendMessage(school, school.admin, body, headers)),
    );
    for (const { status, body } of tries) assert.deepEqual([status, body], [201, { sent: 1 }]);
    assert.equal((await inboxes(school)).length, 1);
    const other = await sendMessage(school, school.admin, { ...body, message: "Bye" }, headers);
    assert.equal(other.status, 422);
  }),
);
