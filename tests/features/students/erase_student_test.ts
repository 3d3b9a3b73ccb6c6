import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { PASSWORD, withSchool } from "../../helpers/school.ts";

const names = (answered: { body: { data: { name: string }[] } }) =>
  answered.body.data.map(({ name }) => name);

Deno.test(
  "erasing asks for the password, and then nothing of the child is left anywhere",
  withSchool(async (school) => {
    const { ours, theirs, term_id } = await twoFamilies(school);
    const path = `/api/students/${ours.student_id}`;
    await school.request("PUT", path, {
      as: school.admin,
      body: { name: ours.name, email: ours.child.email, guardian_name: "Ourschild's mother" },
      headers: { "idempotency-key": "k" },
    });
    await school.request("POST", `${path}/restore`, {
      as: school.admin,
      headers: { "idempotency-key": "r" },
    });
    await school.request(
      "PUT",
      `/api/classes/${ours.class_id}/gradebook/scores?term_id=${term_id}`,
      {
        as: ours.teacher,
        body: {
          scores: [{
            assessment_id: ours.assessment_id,
            student_id: ours.student_id,
            state: "scored",
            score: 3.25,
          }],
        },
      },
    );
    const before = await school.counts();
    const erase = (body: unknown) =>
      school.request("DELETE", `${path}?erase=true`, { as: school.admin, body });
    assert.equal((await erase(undefined)).body.errors[0].path, "body.password");
    assert.equal((await erase({})).status, 400);
    assert.equal((await erase({ password: "wrong horse battery" })).status, 403);
    assert.deepEqual(await school.counts(), before);

    const { status, body, text } = await erase({ password: PASSWORD });
    assert.equal(status, 200);
    assert.equal(body.student_id, ours.student_id);
    const {
      students,
      scores,
      grades,
      attendance,
      activities,
      activity_files,
      reports,
      files,
      notifications,
      enrollments,
      guardians,
      sessions,
    } = body.erased;
    assert.deepEqual({
      students,
      scores,
      grades,
      attendance,
      activities,
      activity_files,
      reports,
      files,
      notifications,
      enrollments,
      guardians,
      sessions,
    }, {
      students: 1,
      scores: 1,
      grades: 1,
      attendance: 1,
      activities: 1,
      activity_files: 1,
      reports: 1,
      files: 3,
      notifications: 1,
      enrollments: 1,
      guardians: 1,
      sessions: 1,
    });
    assert.ok(!text.includes("Ourschild"));
    const kept = await school.storage.keys();
    assert.ok(!kept.includes(ours.file_key));
    assert.ok(kept.includes(theirs.file_key));

    const tables = Object.keys(await school.counts());
    // Named after the child in this test alone: they are the class's.
    const of_class = ["classes", "terms", "categories", "assessments"];
    for (const table of tables.filter((name) => !of_class.includes(name))) {
      const dump = JSON.stringify(await school.rows(`select * from ${table}`));
      assert.ok(!dump.includes("Ourschild"), `${table} still knows the child`);
    }
    assert.ok(JSON.stringify(await school.rows("select * from grades")).includes(theirs.name));
    const scored = "select changes from audit_log where entity = 'scores'";
    assert.deepEqual(await school.rows(scored), [{ changes: null }]);
    assert.deepEqual(await school.rows("pragma foreign_key_check"), []);
    const last = await school.rows(
      "select action, actor_user_id, student_id, changes from audit_log order by audit_id desc limit 1",
    );
    assert.deepEqual(last, [{
      action: "eraseStudent",
      actor_user_id: school.admin.user_id,
      student_id: ours.student_id,
      changes: null,
    }]);
    assert.equal((await school.request("GET", "/api/me", { as: ours.child })).status, 401);
    assert.equal((await school.request("GET", path, { as: school.admin })).status, 404);
    const next = await school.student({ name: "Next" });
    assert.notEqual(
      next.student_id,
      ours.student_id,
      "an erased child's number comes back for nobody",
    );
  }),
);

Deno.test(
  "wrong passwords for erasing are slowed down like wrong sign-ins",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const erase = (password: string) =>
      school.request("DELETE", `/api/students/${student_id}?erase=true`, {
        as: school.admin,
        body: { password },
      });
    for (let i = 0; i < 5; i++) assert.equal((await erase("wrong horse battery")).status, 403);
    const { status, headers } = await erase(PASSWORD);
    assert.equal(status, 429);
    assert.equal(headers.get("retry-after"), "60");
  }),
);

Deno.test(
  "a child who registered alone gets their record when the school links the account",
  withSchool(async (school) => {
    const { student_id, user_id } = await school.student({ name: "Ana Real" });
    const account = await school.user("Student", "ana_2015");
    assert.deepEqual((await school.request("GET", "/api/students", { as: account })).body.data, []);
    const link = (id: number, to = student_id) =>
      school.request("PUT", `/api/students/${to}/account`, {
        as: school.admin,
        body: { user_id: id },
      });
    const { status, body } = await link(account.user_id);
    assert.equal(status, 200);
    assert.equal(body.name, "Ana Real");
    assert.equal(body.user_id, account.user_id);
    assert.deepEqual(names(await school.request("GET", "/api/students", { as: account })), [
      "Ana Real",
    ]);
    assert.deepEqual(await school.rows("select 1 from users where user_id = ?", user_id), []);
    assert.equal((await link(account.user_id)).status, 200, "again changes nothing");

    const other = await school.student({ name: "Ben" });
    assert.equal((await link(account.user_id, other.student_id)).status, 409, "it is Ana's");
    assert.equal((await link((await school.user("Parent")).user_id, other.student_id)).status, 409);
    assert.equal((await link(999, other.student_id)).status, 404);
    assert.equal(
      (await link((await school.user("Student")).user_id)).status,
      409,
      "Ana has an account in use",
    );
  }),
);

Deno.test(
  "a child's new email ends their sessions and the link on its way to the old one",
  withSchool(async (school) => {
    const { student_id, user_id } = await school.student({ name: "Ana" });
    const child = await school.childLogin(student_id);
    const invite = () =>
      school.request("POST", `/api/users/${user_id}/invitation`, { as: school.admin });
    assert.equal((await invite()).status, 201);
    const path = `/api/students/${student_id}`;
    const put = (body: unknown) => school.request("PUT", path, { as: school.admin, body });
    assert.equal((await put({ name: "Anna", email: child.email })).status, 200);
    assert.equal((await school.request("GET", path, { as: child })).status, 200);
    assert.equal((await put({ name: "Anna", email: "new@home.example" })).status, 200);
    assert.equal((await school.request("GET", path, { as: child })).status, 401);
    assert.deepEqual(await school.rows("select * from invitations"), []);
  }),
);

Deno.test(
  "a child whose account was a teacher's before is erased, and the marks that it entered stay",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    await school.rows(
      "update grades set entered_by = ? where grade_id = ?",
      ours.user_id,
      theirs.grade_id,
    );
    const { status, text } = await school.request(
      "DELETE",
      `/api/students/${ours.student_id}?erase=true`,
      { as: school.admin, body: { password: PASSWORD } },
    );
    assert.equal(status, 200, text);
    assert.deepEqual(await school.rows("select grade_id, entered_by from grades"), [
      { grade_id: theirs.grade_id, entered_by: null },
    ]);
    assert.deepEqual(await school.rows("pragma foreign_key_check"), []);
  }),
);
