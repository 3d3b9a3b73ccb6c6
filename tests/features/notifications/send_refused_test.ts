import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";
import { sendMessage, teacherScope } from "./send_message.ts";

const AT = "2026-10-14T09:00:00.000Z";

Deno.test(
  "a Teacher reaches the students taught and their parents; one id out of reach and nobody gets it",
  withSchool(async (school) => {
    const [own, other] = [await school.student(), await school.student()];
    const { class_id } = await school.class([own.student_id]);
    const elsewhere = await school.class([other.student_id]);
    const teacher = await school.teacherOf(class_id);
    const mother = await school.parentOf(own.student_id);
    const stranger = await school.parentOf(other.student_id);
    await teacherScope(school);
    const before = await school.counts();

    for (
      const to of [
        { student_ids: [own.student_id, other.student_id] },
        { user_ids: [mother.user_id, stranger.user_id] },
        { user_ids: [mother.user_id, school.admin.user_id] },
        { user_ids: [mother.user_id, other.user_id] },
        { user_ids: [mother.user_id, 999_999] },
        { student_ids: [own.student_id, 999_999] },
        { student_ids: [own.student_id], class_id: elsewhere.class_id },
        { class_id: 999_999 },
      ]
    ) {
      const refused = await sendMessage(school, teacher, { message: "Hello", ...to });
      assert.equal(refused.status, 404, JSON.stringify(to));
      assert.ok(!refused.text.includes("Hello"));
    }
    assert.deepEqual(await school.counts(), before);

    const sent = await sendMessage(school, teacher, {
      message: "Hello",
      user_ids: [mother.user_id],
      student_ids: [own.student_id],
      class_id,
    });
    assert.deepEqual([sent.status, sent.body], [201, { sent: 1 }]);
    await school.rows("update settings set teacher_scope = 'all'");
    const all = await sendMessage(school, teacher, {
      message: "Hello",
      user_ids: [stranger.user_id],
    });
    assert.equal(all.status, 201);
  }),
);

Deno.test(
  "an unknown id is 404 for an Admin too",
  withSchool(async (school) => {
    const before = await school.counts();
    for (const to of [{ user_ids: [1, 99] }, { student_ids: [99] }, { class_id: 99 }]) {
      const refused = await sendMessage(school, school.admin, { message: "Hello", ...to });
      assert.equal(refused.status, 404);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "nobody to send it to is 409, and so is a child or a class that is archived",
  withSchool(async (school) => {
    const [child, left] = [await school.student(), await school.student()];
    await school.parentOf(left.student_id);
    await school.request("DELETE", `/api/students/${left.student_id}`, { as: school.admin });
    const { class_id } = await school.class();
    const archived = await school.class();
    await school.rows(
      "update classes set archived_at = ? where class_id = ?",
      AT,
      archived.class_id,
    );
    const before = await school.counts();
    for (
      const to of [
        {},
        { user_ids: [], student_ids: [] },
        { student_ids: [child.student_id], audience: "both" },
        { user_ids: [child.user_id] },
        { class_id },
        { student_ids: [left.student_id] },
        { class_id: archived.class_id },
      ]
    ) {
      const refused = await sendMessage(school, school.admin, { message: "Hello", ...to });
      assert.equal(refused.status, 409, JSON.stringify(to));
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "what can't be used is named field by field, and nothing is sent",
  withSchool(async (school) => {
    const user_ids = [school.admin.user_id];
    const before = await school.counts();
    for (
      const [path, body] of [
        ["body.message", { user_ids }],
        ["body.message", { user_ids, message: " \n " }],
        ["body.message", { user_ids, message: "a\u0000b" }],
        ["body.message", { user_ids, message: "a\ud800b" }],
        ["body.message", { user_ids, message: "a".repeat(2001) }],
        ["body.message", { user_ids, message: 7 }],
        ["body.user_ids.0", { message: "Hello", user_ids: ["1"] }],
        ["body.user_ids.0", { message: "Hello", user_ids: [0] }],
        ["body.user_ids.0", '{"message":"Hello","user_ids":[1e400]}'],
        ["body.user_ids", { message: "Hello", user_ids: 1 }],
        ["body.user_ids", { message: "Hello", user_ids: Array(1001).fill(1) }],
        ["body.student_ids.0", { message: "Hello", student_ids: [1.5] }],
        ["body.class_id", { message: "Hello", class_id: -1 }],
        ["body.audience", { message: "Hello", user_ids, audience: "everyone" }],
        ["body.sender", { message: "Hello", user_ids, sender: "The office" }],
        ["body.kind", { message: "Hello", user_ids, kind: "system" }],
        ["body.__proto__", '{"message":"Hello","user_ids":[1],"__proto__":{"role":"Admin"}}'],
      ] as [string, unknown][]
    ) {
      const refused = await sendMessage(school, school.admin, body);
      assert.equal(refused.status, 400, JSON.stringify(body));
      assert.deepEqual(refused.body.errors.map((error: { path: string }) => error.path), [path]);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a link leads to a page of the app and nowhere else",
  withSchool(async (school) => {
    const to = { message: "Hello", user_ids: [school.admin.user_id] };
    for (
      const link of [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a//evil.example",
        "javascript:alert(1)",
        "/a\tb",
        "/a b",
        "students",
        "",
        `/${"a".repeat(200)}`,
      ]
    ) {
      const refused = await sendMessage(school, school.admin, { ...to, link });
      assert.equal(refused.status, 400, link);
      assert.deepEqual(refused.body.errors[0].path, "body.link");
    }
    for (const link of ["/", "/students/14#grades", "/klassen/3a?dag=2026-10-14", null]) {
      assert.equal((await sendMessage(school, school.admin, { ...to, link })).status, 201);
    }
  }),
);

Deno.test(
  "only staff send; a session that has ended sends nothing",
  withSchool(async (school) => {
    const child = await school.student();
    const body = { message: "Hello", user_ids: [school.admin.user_id] };
    const before = await school.counts();
    assert.equal((await sendMessage(school, null, body)).status, 401);
    const parent = await school.parentOf(child.student_id);
    const pupil = await school.childLogin(child.student_id);
    assert.equal((await sendMessage(school, parent, body)).status, 403);
    assert.equal((await sendMessage(school, pupil, body)).status, 403);
    await school.request("POST", "/api/logout", { as: parent });
    assert.equal((await sendMessage(school, parent, body)).status, 401);
    assert.equal((await school.counts()).notifications, before.notifications);
  }),
);
