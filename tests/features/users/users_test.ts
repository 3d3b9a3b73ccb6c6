import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";
const LATER = "2026-10-14T09:00:01.000Z";
const ana = { name: "Ána Sousa", email: "Ana@School.example", role: "Teacher" };

const send = (
  school: School,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => school.request(method, `/api/users${path}`, { as: school.admin, body, headers });

const names = ({ body }: { body: { data: { name: string }[] } }) =>
  body.data.map(({ name }) => name);

/** What a PUT sends to leave the account as it is. */
const as = (user: SignedIn, role: string, change: object = {}) => ({
  name: "Somebody",
  email: user.email,
  role,
  status: "active",
  ...change,
});

Deno.test(
  "an account is added, read and changed, and its password is never shown",
  withSchool(async (school) => {
    const before = await school.counts();
    const made = await send(school, "POST", "", ana);
    assert.equal(made.status, 201);
    assert.deepEqual(made.body, {
      user_id: 2,
      name: "Ána Sousa",
      email: "ana@school.example",
      role: "Teacher",
      status: "invited",
      created_at: AT,
      updated_at: AT,
    });
    const read = await send(school, "GET", "/2");
    assert.deepEqual(read.body, made.body);
    assert.equal(read.headers.get("etag"), made.headers.get("etag"));

    school.clock.advance(1000);
    const input = { name: "Ana Costa", email: null, role: "Parent", status: "disabled" };
    const changed = await send(school, "PUT", "/2", input);
    assert.equal(changed.status, 200);
    assert.deepEqual(changed.body, { ...made.body, ...input, updated_at: LATER });
    assert.deepEqual((await send(school, "PUT", "/2", input)).body, changed.body);
    assert.deepEqual(await school.counts(), {
      ...before,
      users: before.users + 1,
      audit_log: before.audit_log + 2,
    });
    const log = await school.rows(
      "select action, entity, entity_id, actor_user_id, student_id, changes from audit_log",
    );
    assert.deepEqual(log.map((row) => ({ ...row, changes: JSON.parse(String(row.changes)) })), [
      {
        action: "createUser",
        entity: "users",
        entity_id: 2,
        actor_user_id: 1,
        student_id: null,
        changes: {
          name: [null, "Ána Sousa"],
          email: [null, "ana@school.example"],
          role: [null, "Teacher"],
        },
      },
      {
        action: "updateUser",
        entity: "users",
        entity_id: 2,
        actor_user_id: 1,
        student_id: null,
        changes: {
          name: ["Ána Sousa", "Ana Costa"],
          email: ["ana@school.example", null],
          role: ["Teacher", "Parent"],
          status: ["invited", "disabled"],
        },
      },
    ]);
    assert.equal((await send(school, "GET", "/99")).status, 404);
    assert.equal((await send(school, "PUT", "/99", input)).status, 404);
    assert.ok(![made, read, changed].some(({ text }) => text.includes("password")));
  }),
);

Deno.test(
  "the list is by name, filtered and page by page",
  withSchool(async (school) => {
    for (const name of ["Émile", "Eva", "100%_sure", "Zoë"]) await school.user("Parent", name);
    await school.user("Teacher", "emily");
    await school.student({ name: "Ástrid" });
    await school.rows("update users set status = 'disabled' where name = 'Eva'");
    const list = (query: string) => send(school, "GET", query);
    const first = await list("?limit=4");
    assert.deepEqual(names(first), ["100%_sure", "Ástrid", "Émile", "emily"]);
    const second = await list(`?limit=4&cursor=${first.body.next_cursor}`);
    assert.deepEqual(names(second), ["Eva", "Office", "Zoë"]);
    assert.equal(second.body.next_cursor, null);

    assert.deepEqual(names(await list("?q=EMIL")), ["Émile", "emily"]);
    assert.deepEqual(names(await list("?q=100%25_")), ["100%_sure"]);
    assert.deepEqual(names(await list("?q=%25")), []);
    assert.deepEqual(names(await list("?q=Teacher")), ["emily"], "an email begins so");
    assert.deepEqual(names(await list("?q=school.example")), [], "and none ends so");
    assert.deepEqual(names(await list("?q=em&role=Teacher")), ["emily"]);
    assert.deepEqual(names(await list("?q=ev&status=disabled")), ["Eva"]);
    assert.deepEqual(names(await list("?q=ev&status=active")), []);
    assert.deepEqual(names(await list("?role=Student")), ["Ástrid"]);
    assert.deepEqual(names(await list("?status=disabled&role=Parent")), ["Eva"]);
    assert.deepEqual(names(await list("?status=disabled&role=Admin")), []);
    for (const query of ["?role=Root", "?status=gone", "?q=", "?limit=-1", "?sort=name"]) {
      assert.equal((await list(query)).status, 400, query);
    }
    assert.ok(!first.text.includes("argon2"));
    const plan = await school.rows(
      "explain query plan select * from users order by sort_name, user_id limit 51",
    );
    assert.ok(!JSON.stringify(plan).includes("TEMP B-TREE"));
  }),
);

Deno.test(
  "of two changes of one version the second is 412; an email that is taken is 409",
  withSchool(async (school) => {
    const key = { "idempotency-key": "ana" };
    const made = await send(school, "POST", "", ana, key);
    assert.deepEqual((await send(school, "POST", "", ana, key)).body, made.body);
    const before = await school.counts();
    assert.equal((await send(school, "POST", "", ana)).status, 409);
    const taken = { ...ana, email: school.admin.email, status: "invited" };
    assert.equal((await send(school, "PUT", "/2", taken)).status, 409);
    assert.deepEqual(await school.counts(), before);

    const headers = { "if-match": made.headers.get("etag")! };
    const rename = (name: string) =>
      send(school, "PUT", "/2", { ...ana, name, status: "invited" }, headers);
    const answers = await Promise.all([rename("One"), rename("Two")]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
  }),
);

Deno.test(
  "what can't be used is refused field by field and nothing is written",
  withSchool(async (school) => {
    await send(school, "POST", "", ana);
    const before = await school.counts();
    const bad: [object, string][] = [
      [{ name: " " }, "body.name"],
      [{ name: "a\u0000" }, "body.name"],
      [{ name: "\ud800" }, "body.name"],
      [{ email: "nobody" }, "body.email"],
      [{ email: "a\u200b@x.example" }, "body.email"],
      [{ role: "Root" }, "body.role"],
      [{ password: "a quiet green morning" }, "body.password"],
      [{ user_id: 1 }, "body.user_id"],
    ];
    for (const [change, path] of bad) {
      const made = await send(school, "POST", "", { ...ana, ...change });
      assert.deepEqual([made.status, pathsOf(made.body)], [400, [path]]);
      const put = await send(school, "PUT", "/2", { ...ana, status: "invited", ...change });
      assert.deepEqual([put.status, pathsOf(put.body)], [400, [path]]);
    }
    const { status, body } = await send(school, "PUT", "/2", { ...ana, status: "gone" });
    assert.deepEqual([status, pathsOf(body)], [400, ["body.status"]]);
    assert.equal((await send(school, "POST", "", { ...ana, email: undefined })).status, 400);
    assert.equal((await send(school, "GET", "/0")).status, 400);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "only the office sees or changes accounts",
  withSchool(async (school) => {
    for (const role of ["Teacher", "Parent", "Student"] as const) {
      const user = await school.user(role);
      const path = `/api/users/${user.user_id}`;
      const sent = [
        await school.request("GET", "/api/users", { as: user }),
        await school.request("POST", "/api/users", { as: user, body: ana }),
        await school.request("GET", path, { as: user }),
        await school.request("PUT", path, { as: user, body: as(user, "Admin") }),
        await school.request("POST", `${path}/invitation`, { as: user }),
      ];
      assert.deepEqual(sent.map(({ status }) => status), [403, 403, 403, 403, 403]);
    }
    assert.equal((await school.counts()).audit_log, 0);
  }),
);
