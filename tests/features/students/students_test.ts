import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { withSchool } from "../../helpers/school.ts";

const names = (answered: { body: { data: { name: string }[] } }) =>
  answered.body.data.map(({ name }) => name);

Deno.test(
  "a child is put on the roll with a user, an audit line, and no way to sign in",
  withSchool(async (school) => {
    const before = await school.counts();
    const { status, body, headers } = await school.request("POST", "/api/students", {
      as: school.admin,
      body: {
        name: "José Ångström",
        date_of_birth: "2016-02-29",
        student_number: "2026-014",
        grade_level: "3",
      },
    });
    assert.equal(status, 201);
    assert.deepEqual(body, {
      student_id: 1,
      user_id: 2,
      name: "José Ångström",
      email: null,
      date_of_birth: "2016-02-29",
      gender: null,
      address: null,
      contact_number: null,
      guardian_name: null,
      guardian_contact: null,
      student_number: "2026-014",
      grade_level: "3",
      photo: null,
      archived_at: null,
      created_at: "2026-10-14T09:00:00.000Z",
      updated_at: "2026-10-14T09:00:00.000Z",
    });
    const read = await school.request("GET", "/api/students/1", { as: school.admin });
    assert.deepEqual(read.body, body);
    assert.equal(read.headers.get("etag"), headers.get("etag"));
    assert.deepEqual(await school.counts(), {
      ...before,
      users: before.users + 1,
      students: 1,
      audit_log: before.audit_log + 1,
    });
    const [user] = await school.rows("select role, status, password from users where user_id = 2");
    assert.deepEqual(user, { role: "Student", status: "invited", password: null });
    const [line] = await school.rows(
      "select action, student_id, actor_user_id, changes from audit_log",
    );
    assert.deepEqual({ ...line, changes: JSON.parse(String(line.changes)) }, {
      action: "createStudent",
      student_id: 1,
      actor_user_id: school.admin.user_id,
      changes: {
        name: [null, "José Ångström"],
        date_of_birth: [null, "2016-02-29"],
        student_number: [null, "2026-014"],
        grade_level: [null, "3"],
      },
    });
  }),
);

Deno.test(
  "a student number and an email are one child's: 409, and nothing is written",
  withSchool(async (school) => {
    await school.student({ student_number: "7", email: "ana@home.example" });
    const before = await school.counts();
    for (const taken of [{ student_number: "7" }, { email: "ANA@home.example" }]) {
      const { status, body } = await school.request("POST", "/api/students", {
        as: school.admin,
        body: { name: "B", ...taken },
      });
      assert.equal(status, 409);
      assert.ok(!JSON.stringify(body).includes("home.example"));
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "PUT replaces, keeps the sort names in step, and is held against If-Match",
  withSchool(async (school) => {
    const { student_id } = await school.student({
      name: "Ana",
      student_number: "1",
      address: "Mill Lane",
    });
    const path = `/api/students/${student_id}`;
    const etag = (await school.request("GET", path, { as: school.admin })).headers.get("etag")!;
    const put = (name: string, if_match?: string) =>
      school.request("PUT", path, {
        as: school.admin,
        body: { name },
        headers: if_match ? { "if-match": if_match } : {},
      });
    const [one, two] = await Promise.all([put("Élodie", etag), put("Ben", etag)]);
    assert.deepEqual([one.status, two.status].sort(), [200, 412]);
    const winner = one.status === 200 ? one : two;
    assert.equal(winner.body.address, null);
    const [row] = await school.rows(
      "select u.sort_name as a, s.sort_name as b from users u join students s on s.user_id = u.user_id",
    );
    assert.equal(row.a, row.b);
    assert.equal((await put("Cid", '"nonsense"')).status, 412);
    assert.equal((await put("Cid", winner.headers.get("etag")!)).status, 200);
    const weak = `W/${
      (await school.request("GET", path, { as: school.admin })).headers.get("etag")
    }`;
    assert.equal((await put("Cyd", weak)).status, 200, "as a compressing server names it");
    assert.equal((await put("Dan", "*")).status, 200);
    assert.equal((await put("Eve")).status, 200);
    const changes = await school.rows(
      "select changes from audit_log where action = 'updateStudent' order by audit_id",
    );
    assert.equal(changes.length, 5);
    assert.deepEqual(JSON.parse(String(changes[4].changes)), { name: ["Dan", "Eve"] });
  }),
);

Deno.test(
  "archiving takes a child off the list and keeps everything; restoring brings all back",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const path = `/api/students/${ours.student_id}`;
    const before = await school.counts();
    const archived = await school.request("DELETE", path, { as: school.admin });
    assert.equal(archived.status, 200);
    assert.equal(archived.body.archived_at, "2026-10-14T09:00:00.000Z");
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 1 });
    assert.equal((await school.request("DELETE", path, { as: school.admin })).status, 200);
    assert.deepEqual(
      await school.counts(),
      { ...before, audit_log: before.audit_log + 1 },
      "twice changes nothing",
    );
    assert.ok(
      !names(await school.request("GET", "/api/students", { as: school.admin })).includes(
        ours.name,
      ),
    );
    const restored = await school.request("POST", `${path}/restore`, { as: school.admin });
    assert.equal(restored.status, 200);
    assert.equal(restored.body.archived_at, null);
  }),
);

Deno.test(
  "what is sent as it stands is no change: 200, and nothing is written",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Ana", grade_level: "3" });
    const before = await school.counts();
    const body = { name: "Ana", grade_level: "3" };
    const path = `/api/students/${student_id}`;
    assert.equal((await school.request("PUT", path, { as: school.admin, body })).status, 200);
    const me = await school.request("PUT", "/api/me", {
      as: school.admin,
      body: { name: "Office" },
    });
    assert.equal(me.status, 200);
    assert.deepEqual(await school.counts(), before);
  }),
);
