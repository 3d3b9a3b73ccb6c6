import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const at = (student_id: number, user?: SignedIn) =>
  `/api/students/${student_id}/guardians${user ? `/${user.user_id}` : ""}`;
const link = (
  school: School,
  student_id: number,
  user: SignedIn,
  body: unknown = {},
  headers?: Record<string, string>,
) => school.request("PUT", at(student_id, user), { as: school.admin, body, headers });
const unlink = (
  school: School,
  student_id: number,
  user: SignedIn,
  headers?: Record<string, string>,
) => school.request("DELETE", at(student_id, user), { as: school.admin, headers });
const list = (school: School, student_id: number, as = school.admin) =>
  school.request("GET", at(student_id), { as });

Deno.test(
  "a parent sees the child while they are linked, from request to request",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const parent = await school.user("Parent", "Eva Ångström");
    const sees = async () =>
      (await school.request("GET", `/api/students/${student_id}`, { as: parent })).status;
    assert.equal(await sees(), 404);
    const before = await school.counts();

    const linked = await link(school, student_id, parent, { relationship: " Mother " });
    assert.equal(linked.status, 200);
    assert.deepEqual(linked.body, {
      user_id: parent.user_id,
      name: "Eva Ångström",
      email: parent.email,
      relationship: "Mother",
      status: "active",
    });
    assert.equal(await sees(), 200);
    assert.deepEqual((await list(school, student_id)).body, {
      data: [linked.body],
      next_cursor: null,
    });

    const changed = await link(school, student_id, parent);
    assert.deepEqual(changed.body, { ...linked.body, relationship: null });
    assert.deepEqual((await link(school, student_id, parent)).body, changed.body);

    const gone = await unlink(school, student_id, parent);
    assert.deepEqual([gone.status, gone.text], [204, ""]);
    assert.equal(await sees(), 404);
    assert.equal((await unlink(school, student_id, parent)).status, 404);
    assert.deepEqual((await list(school, student_id)).body.data, []);

    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 3 });
    const log = await school.rows(
      "select action, student_id, changes from audit_log where entity = 'guardians'",
    );
    assert.deepEqual(log.map((row) => ({ ...row, changes: JSON.parse(String(row.changes)) })), [
      {
        action: "linkGuardian",
        student_id,
        changes: { user_id: [null, parent.user_id], relationship: [null, "Mother"] },
      },
      { action: "linkGuardian", student_id, changes: { relationship: ["Mother", null] } },
      {
        action: "unlinkGuardian",
        student_id,
        changes: { user_id: [parent.user_id, null], relationship: [null, null] },
      },
    ]);
  }),
);

Deno.test(
  "guardians are listed by name, and only the child's own",
  withSchool(async (school) => {
    const [one, two] = [await school.student(), await school.student()];
    for (const name of ["Zoë", "Émile", "eva"]) {
      await link(school, one.student_id, await school.user("Parent", name));
    }
    await link(school, two.student_id, await school.user("Parent", "Somebody else"));
    const { body, text } = await list(school, one.student_id);
    assert.deepEqual(body.data.map(({ name }: { name: string }) => name), [
      "Émile",
      "eva",
      "Zoë",
    ]);
    assert.ok(!text.includes("Somebody else"));
  }),
);

Deno.test(
  "only a Parent is linked, and only to a child who is there",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const parent = await school.user("Parent");
    const others = [
      await school.user("Teacher"),
      await school.user("Student"),
      await school.user("Admin"),
    ];
    const gone = await school.student();
    await link(school, gone.student_id, parent);
    await school.request("DELETE", `/api/students/${gone.student_id}`, { as: school.admin });
    const before = await school.counts();
    for (const user of others) {
      assert.equal((await link(school, student_id, user)).status, 409);
    }
    const nobody = { ...parent, user_id: 999 };
    assert.equal((await link(school, student_id, nobody)).status, 404);
    assert.equal((await link(school, 999, parent)).status, 404);
    assert.equal((await unlink(school, student_id, parent)).status, 404);
    assert.equal((await list(school, 999)).status, 404);
    assert.equal((await link(school, gone.student_id, parent, { relationship: "x" })).status, 409);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await list(school, gone.student_id)).body.data.length, 1);
    assert.equal((await unlink(school, gone.student_id, parent)).status, 204);
  }),
);

Deno.test(
  "whose role changes at the same moment is not left with a child",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const parent = await school.user("Parent");
    const body = { name: "P", email: parent.email, role: "Teacher", status: "active" };
    await Promise.all([
      link(school, student_id, parent),
      school.request("PUT", `/api/users/${parent.user_id}`, { as: school.admin, body }),
    ]);
    const wrong = await school.rows(
      "select 1 from guardians g join users u on u.user_id = g.user_id where u.role <> 'Parent'",
    );
    assert.deepEqual(wrong, []);
  }),
);

Deno.test(
  "what can't be used is refused field by field and nothing is written",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const parent = await school.user("Parent");
    const before = await school.counts();
    const bad: [object, string][] = [
      [{ relationship: "" }, "body.relationship"],
      [{ relationship: "a\u0000" }, "body.relationship"],
      [{ relationship: "\ud800" }, "body.relationship"],
      [{ relationship: "x".repeat(51) }, "body.relationship"],
      [{ student_id: 1 }, "body.student_id"],
      [{ user_id: 1 }, "body.user_id"],
    ];
    for (const [body, path] of bad) {
      const answered = await link(school, student_id, parent, body);
      assert.deepEqual([answered.status, pathsOf(answered.body)], [400, [path]]);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "of two changes of one version the second is 412",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const parent = await school.user("Parent");
    const first = await link(school, student_id, parent, { relationship: "Aunt" });
    const headers = { "if-match": first.headers.get("etag")! };
    const change = (relationship: string) =>
      link(school, student_id, parent, { relationship }, headers);
    assert.equal((await change("Mother")).status, 200);
    assert.equal((await change("Sister")).status, 412);
    assert.equal((await unlink(school, student_id, parent, headers)).status, 412);
    assert.equal((await list(school, student_id)).body.data[0].relationship, "Mother");
  }),
);

Deno.test(
  "a Teacher reads the guardians of those they teach; nobody but the office changes them",
  withSchool(async (school) => {
    await school.rows("update settings set teacher_scope = 'classes'");
    const [mine, other] = [await school.student(), await school.student()];
    const { class_id } = await school.class([mine.student_id]);
    const teacher = await school.teacherOf(class_id);
    const parent = await school.parentOf(mine.student_id, other.student_id);
    const child = await school.childLogin(mine.student_id);
    assert.equal((await list(school, mine.student_id, teacher)).body.data.length, 1);
    const hidden = await list(school, other.student_id, teacher);
    assert.equal(hidden.status, 404);
    assert.ok(!hidden.text.includes(parent.email));
    const before = await school.counts();
    for (const as of [parent, child]) {
      assert.equal((await list(school, mine.student_id, as)).status, 403);
    }
    for (const as of [teacher, parent, child]) {
      const path = at(mine.student_id, parent);
      assert.equal((await school.request("PUT", path, { as, body: {} })).status, 403);
      assert.equal((await school.request("DELETE", path, { as })).status, 403);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);
