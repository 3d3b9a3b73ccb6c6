import assert from "node:assert/strict";
import { PASSWORD, withSchool } from "../../helpers/school.ts";

Deno.test(
  "me: a parent finds their children, a teacher their classes, a child themselves",
  withSchool(async (school) => {
    const ana = await school.student({ name: "Ana", grade_level: "3" });
    const ben = await school.student({ name: "Ben" });
    const { class_id } = await school.class([ana.student_id], "3A");
    const read = async (as: typeof school.admin) =>
      (await school.request("GET", "/api/me", { as })).body;

    const parent = await read(await school.parentOf(ben.student_id, ana.student_id));
    assert.deepEqual(parent.students, [
      { student_id: ana.student_id, name: "Ana", grade_level: "3" },
      { student_id: ben.student_id, name: "Ben", grade_level: null },
    ]);
    assert.deepEqual(parent.classes, []);
    const teacher = await read(await school.teacherOf(class_id));
    assert.deepEqual(teacher.classes, [{ class_id, name: "3A", subject: null }]);
    assert.deepEqual(teacher.students, []);
    const child = await read(await school.childLogin(ana.student_id));
    assert.deepEqual(child.students.map(({ name }: { name: string }) => name), ["Ana"]);
    assert.equal(child.unread, 0);
  }),
);

Deno.test(
  "me: one changes one's own name with If-Match; a child's name is the school's",
  withSchool(async (school) => {
    const teacher = await school.user("Teacher");
    const etag = (await school.request("GET", "/api/me", { as: teacher })).headers.get("etag")!;
    const put = (name: string) =>
      school.request("PUT", "/api/me", {
        as: teacher,
        body: { name },
        headers: { "if-match": etag },
      });
    const changed = await put("Zoë");
    assert.equal(changed.status, 200);
    assert.equal(changed.body.name, "Zoë");
    assert.equal((await put("Zoe")).status, 412);
    const [row] = await school.rows(
      "select name, sort_name from users where user_id = ?",
      teacher.user_id,
    );
    assert.deepEqual(row, { name: "Zoë", sort_name: "zoe" });

    const { student_id } = await school.student({ name: "Ana" });
    const child = await school.childLogin(student_id);
    assert.equal(
      (await school.request("PUT", "/api/me", { as: child, body: { name: "Queen" } })).status,
      403,
    );
  }),
);

Deno.test(
  "password: the current one is asked for, the new one works, other devices are signed out",
  withSchool(async (school) => {
    const teacher = await school.user("Teacher");
    const login = (password: string) =>
      school.request("POST", "/api/login", { body: { email: teacher.email, password } });
    const elsewhere = { ...teacher, token: (await login(PASSWORD)).body.token };
    const put = (current_password: string, new_password: string) =>
      school.request("PUT", "/api/me/password", {
        as: teacher,
        body: { current_password, new_password },
      });

    assert.equal((await put("wrong horse battery", "a quiet green morning")).status, 403);
    const short = await put(PASSWORD, "short");
    assert.equal(short.status, 400);
    assert.equal(short.body.errors[0].path, "body.new_password");
    assert.equal((await school.request("GET", "/api/me", { as: elsewhere })).status, 200);

    assert.equal((await put(PASSWORD, "a quiet green morning")).status, 204);
    assert.equal((await school.request("GET", "/api/me", { as: elsewhere })).status, 401);
    assert.equal((await school.request("GET", "/api/me", { as: teacher })).status, 200);
    assert.equal((await login(PASSWORD)).status, 401);
    assert.equal((await login("a quiet green morning")).status, 200);
    const log = JSON.stringify(
      await school.rows("select * from audit_log where action = 'changePassword'"),
    );
    assert.ok(!/argon2|morning/.test(log));
  }),
);
