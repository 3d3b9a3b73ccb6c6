import assert from "node:assert/strict";
import { PASSWORD, type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const send = (school: School, method: string, path: string, body?: unknown) =>
  school.request(method, `/api/users${path}`, { as: school.admin, body });

/** What a PUT sends to leave the account as it is. */
const as = (user: SignedIn, role: string, change: object = {}) => ({
  name: "Somebody",
  email: user.email,
  role,
  status: "active",
  ...change,
});

const isSignedIn = async (school: School, user: SignedIn) =>
  (await school.request("GET", "/api/me", { as: user })).status === 200;

Deno.test(
  "a new role, status or email signs out at the next request; a new name does not",
  withSchool(async (school) => {
    const changes = [
      { role: "Admin" },
      { status: "disabled" },
      { status: "invited" },
      { email: "another@x.example" },
    ];
    for (const change of changes) {
      const user = await school.user("Teacher");
      const path = `/${user.user_id}`;
      assert.equal((await send(school, "PUT", path, as(user, "Teacher"))).status, 200);
      assert.ok(await isSignedIn(school, user), "the name alone");
      assert.equal((await send(school, "PUT", path, as(user, "Teacher", change))).status, 200);
      assert.ok(!await isSignedIn(school, user), JSON.stringify(change));
      const [{ n }] = await school.rows(
        "select count(*) n from sessions where user_id = ?",
        user.user_id,
      );
      assert.equal(n, 0);
    }
  }),
);

Deno.test(
  "who is disabled can't sign in, and can again once active",
  withSchool(async (school) => {
    const user = await school.user("Teacher");
    const login = async () =>
      (await school.request("POST", "/api/login", {
        body: { email: user.email, password: PASSWORD },
      })).status;
    const path = `/${user.user_id}`;
    await send(school, "PUT", path, as(user, "Teacher", { status: "disabled" }));
    assert.equal(await login(), 401);
    await send(school, "PUT", path, as(user, "Teacher"));
    assert.equal(await login(), 200);
  }),
);

Deno.test(
  "the last active Admin stays one",
  withSchool(async (school) => {
    await school.rows(
      "update users set status = 'disabled' where user_id = ?",
      (await school.user("Admin")).user_id,
    );
    const before = await school.counts();
    for (
      const change of [{ role: "Teacher" }, { status: "disabled" }, { status: "invited" }, {
        email: null,
      }]
    ) {
      const { status } = await send(school, "PUT", "/1", as(school.admin, "Admin", change));
      assert.equal(status, 409, JSON.stringify(change));
    }
    assert.deepEqual(await school.counts(), before);
    assert.ok(await isSignedIn(school, school.admin));
  }),
);

Deno.test(
  "two Admins who demote each other at once leave one",
  withSchool(async (school) => {
    const other = await school.user("Admin");
    const demote = (by: SignedIn, whom: SignedIn) =>
      school.request("PUT", `/api/users/${whom.user_id}`, { as: by, body: as(whom, "Parent") });
    const answers = await Promise.all([demote(school.admin, other), demote(other, school.admin)]);
    const [first, second] = answers.map(({ status }) => status).sort();
    assert.equal(first, 200);
    assert.ok([401, 409, 412].includes(second), String(second));
    const admins = await school.rows("select 1 from users where role = 'Admin'");
    assert.equal(admins.length, 1);
  }),
);

Deno.test(
  "a child on the roll stays a Student, and a new name is the child's in every list",
  withSchool(async (school) => {
    const { student_id, user_id } = await school.student({ name: "Zora" });
    await school.student({ name: "Mia" });
    const child = { name: "Zora", email: null, role: "Student", status: "invited" };
    const before = await school.counts();
    for (const role of ["Parent", "Teacher", "Admin"]) {
      assert.equal((await send(school, "PUT", `/${user_id}`, { ...child, role })).status, 409);
    }
    assert.deepEqual(await school.counts(), before);
    const renamed = await send(school, "PUT", `/${user_id}`, { ...child, name: "Ábel" });
    assert.equal(renamed.status, 200);
    const list = await school.request("GET", "/api/students", { as: school.admin });
    const names = list.body.data.map(({ name }: { name: string }) => name);
    assert.deepEqual(names, ["Ábel", "Mia"]);
    const [log] = await school.rows("select * from audit_log where action = 'updateUser'");
    assert.equal(log.student_id, student_id);
  }),
);

Deno.test(
  "an account without a password or an email is not made active",
  withSchool(async (school) => {
    const ana = { name: "Ana Sousa", email: "ana@school.example", role: "Teacher" };
    await send(school, "POST", "", ana);
    const parent = await school.user("Parent");
    const before = await school.counts();
    const active = { ...ana, status: "active" };
    assert.equal((await send(school, "PUT", "/2", active)).status, 409);
    const path = `/${parent.user_id}`;
    assert.equal(
      (await send(school, "PUT", path, as(parent, "Parent", { email: null }))).status,
      409,
    );
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "who is no Parent any more loses their children, each in the audit log",
  withSchool(async (school) => {
    const [one, two] = [await school.student(), await school.student()];
    const parent = await school.parentOf(one.student_id, two.student_id);
    const other = await school.parentOf(one.student_id);
    await send(school, "PUT", `/${parent.user_id}`, as(parent, "Teacher"));
    assert.deepEqual(await school.rows("select user_id, student_id from guardians"), [
      { user_id: other.user_id, student_id: one.student_id },
    ]);
    const log = await school.rows(
      "select entity, entity_id, student_id, changes from audit_log where action = 'unlinkGuardian'",
    );
    assert.deepEqual(
      log,
      [one, two].map(({ student_id }) => ({
        entity: "guardians",
        entity_id: parent.user_id,
        student_id,
        changes: `{"user_id":[${parent.user_id},null]}`,
      })),
    );
    // Back in the old role, the children are not back.
    await send(school, "PUT", `/${parent.user_id}`, as(parent, "Parent"));
    assert.equal((await school.counts()).guardians, 1);
  }),
);

Deno.test(
  "who can't teach any more loses their classes; a Teacher who becomes Admin keeps them",
  withSchool(async (school) => {
    const { class_id } = await school.class();
    const teacher = await school.teacherOf(class_id);
    const path = `/${teacher.user_id}`;
    await send(school, "PUT", path, as(teacher, "Admin"));
    assert.equal((await school.counts()).class_teachers, 1);
    await send(school, "PUT", path, as(teacher, "Parent"));
    assert.equal((await school.counts()).class_teachers, 0);
    const log = await school.rows(
      "select entity, entity_id, changes from audit_log where action = 'removeClassTeacher'",
    );
    assert.deepEqual(log, [{
      entity: "classes",
      entity_id: class_id,
      changes: `{"user_id":[${teacher.user_id},null]}`,
    }]);
  }),
);
