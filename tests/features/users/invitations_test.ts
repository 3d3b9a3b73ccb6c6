import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { PASSWORD, type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const HOUR = 3_600_000;
const NEW_PASSWORD = "a quiet green morning";

const invite = (school: School, user_id: number, headers?: Record<string, string>) =>
  school.request("POST", `/api/users/${user_id}/invitation`, { as: school.admin, headers });
const accept = (school: School, token: unknown, password: unknown = NEW_PASSWORD) =>
  school.request("POST", "/api/invitations/accept", { body: { token, password } });
const tokenOf = ({ body }: { body: { url: string } }) => body.url.split("#")[1];
const login = async (school: School, { email }: SignedIn, password: string) =>
  (await school.request("POST", "/api/login", { body: { email, password } })).status;

/** An account of the office's making, that nobody has signed in to. */
async function newTeacher(school: School): Promise<SignedIn> {
  const body = { name: "Ana Sousa", email: "ana@school.example", role: "Teacher" };
  const made = await school.request("POST", "/api/users", { as: school.admin, body });
  return { user_id: made.body.user_id, email: body.email, token: "" };
}

Deno.test(
  "an invited teacher sets a password and is signed in; the link works once",
  withSchool(async (school) => {
    const teacher = await newTeacher(school);
    const before = await school.counts();
    const link = await invite(school, teacher.user_id);
    assert.equal(link.status, 201);
    assert.match(link.body.url, /^\/invite#[A-Za-z0-9_-]{43}$/);
    assert.deepEqual(link.body, { url: link.body.url, expires_at: "2026-10-17T09:00:00.000Z" });
    assert.deepEqual(await school.counts(), {
      ...before,
      invitations: before.invitations + 1,
      audit_log: before.audit_log + 1,
    });
    const token = tokenOf(link);
    const stored = JSON.stringify([
      await school.rows("select * from invitations"),
      await school.rows("select * from audit_log"),
    ]);
    assert.ok(!stored.includes(token), "only the hash is kept");

    const opened = await accept(school, token);
    assert.equal(opened.status, 200);
    assert.deepEqual(opened.body, {
      token: opened.body.token,
      expires_in: 600,
      user: {
        user_id: teacher.user_id,
        name: "Ana Sousa",
        email: "ana@school.example",
        role: "Teacher",
        status: "active",
        created_at: "2026-10-14T09:00:00.000Z",
        updated_at: "2026-10-14T09:00:00.000Z",
      },
    });
    assert.match(opened.headers.get("set-cookie")!, /^laurel_refresh=/);
    const me = await school.request("GET", "/api/me", {
      as: { ...teacher, token: opened.body.token },
    });
    assert.equal(me.body.status, "active");
    assert.equal(await login(school, teacher, NEW_PASSWORD), 200);
    const [log] = await school.rows("select * from audit_log where action = 'acceptInvitation'");
    assert.deepEqual([log.actor_user_id, log.entity_id], [teacher.user_id, teacher.user_id]);
    assert.equal((await accept(school, token)).status, 400);
  }),
);

Deno.test(
  "it is the way to a forgotten password, and ends what was signed in when it is used",
  withSchool(async (school) => {
    const parent = await school.user("Parent");
    const isSignedIn = async () =>
      (await school.request("GET", "/api/me", { as: parent })).status === 200;
    const token = tokenOf(await invite(school, parent.user_id));
    assert.ok(await isSignedIn());
    assert.equal(await login(school, parent, PASSWORD), 200);
    assert.equal((await accept(school, token)).status, 200);
    assert.ok(!await isSignedIn());
    assert.equal(await login(school, parent, PASSWORD), 401);
    assert.equal(await login(school, parent, NEW_PASSWORD), 200);
  }),
);

Deno.test(
  "a link that was used, voided, is too old or never was looks the same",
  withSchool(async (school) => {
    const teacher = await newTeacher(school);
    const parent = await school.user("Parent");
    const voided = tokenOf(await invite(school, teacher.user_id));
    const good = tokenOf(await invite(school, teacher.user_id));
    const used = tokenOf(await invite(school, parent.user_id));
    await accept(school, used);
    const old = tokenOf(await invite(school, parent.user_id));
    const before = await school.counts();
    school.clock.advance(72 * HOUR);
    const answers = [];
    for (const token of [used, voided, old, "", "x", good + "A", "\ud800"]) {
      answers.push(await accept(school, token));
    }
    for (const { status, body } of answers) {
      assert.equal(status, 400);
      assert.equal(body.detail, answers[0].body.detail);
      assert.deepEqual(body.errors, [{ path: "body.token", message: body.detail }]);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a link is good until the last moment of its 72 hours",
  withSchool(async (school) => {
    const teacher = await newTeacher(school);
    const token = tokenOf(await invite(school, teacher.user_id));
    school.clock.advance(72 * HOUR - 1);
    assert.equal((await accept(school, token)).status, 200);
  }),
);

Deno.test(
  "of many who open one link at once, one gets in",
  withSchool(async (school) => {
    const teacher = await newTeacher(school);
    const token = tokenOf(await invite(school, teacher.user_id));
    const answers = await Promise.all(Array.from({ length: 5 }, () => accept(school, token)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400]);
    assert.equal((await school.counts()).sessions, 2);
  }),
);

Deno.test(
  "a disabled account can't be invited, and its link is dead",
  withSchool(async (school) => {
    const parent = await school.user("Parent");
    const token = tokenOf(await invite(school, parent.user_id));
    const put = (status: string) =>
      school.request("PUT", `/api/users/${parent.user_id}`, {
        as: school.admin,
        body: { name: "P", email: parent.email, role: "Parent", status },
      });
    await put("disabled");
    const before = await school.counts();
    assert.equal((await accept(school, token)).status, 400);
    assert.equal((await invite(school, parent.user_id)).status, 409);
    assert.deepEqual(await school.counts(), before);
    await put("active");
    assert.equal((await accept(school, token)).status, 400, "it does not come back");
  }),
);

Deno.test(
  "a new email voids the link that went to the old one",
  withSchool(async (school) => {
    const teacher = await newTeacher(school);
    const token = tokenOf(await invite(school, teacher.user_id));
    await school.request("PUT", `/api/users/${teacher.user_id}`, {
      as: school.admin,
      body: { name: "Ana", email: "ana@new.example", role: "Teacher", status: "invited" },
    });
    assert.equal((await accept(school, token)).status, 400);
  }),
);

Deno.test(
  "who has no email can't be invited, and nobody who isn't there",
  withSchool(async (school) => {
    const { user_id } = await school.student();
    const before = await school.counts();
    assert.equal((await invite(school, user_id)).status, 409);
    assert.equal((await invite(school, 99)).status, 404);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a password that can't be used leaves the link as it was",
  withSchool(async (school) => {
    const teacher = await newTeacher(school);
    const token = tokenOf(await invite(school, teacher.user_id));
    const before = await school.counts();
    for (const password of ["short", "password1234", "ana@school.example", "half \ud800 of it"]) {
      const { status, body } = await accept(school, token, password);
      assert.deepEqual([status, pathsOf(body)], [400, ["body.password"]]);
    }
    for (const extra of ["role", "user_id", "__proto__"]) {
      const body = `{"token":"${token}","password":"${NEW_PASSWORD}","${extra}":"Admin"}`;
      const sent = await school.request("POST", "/api/invitations/accept", { body });
      assert.deepEqual([sent.status, pathsOf(sent.body)], [400, [`body.${extra}`]]);
    }
    assert.deepEqual(await school.counts(), before);
    assert.equal((await accept(school, token)).status, 200);
  }),
);

Deno.test(
  "neither the link nor the session is kept for an Idempotency-Key",
  withSchool(async (school) => {
    const teacher = await newTeacher(school);
    const headers = { "idempotency-key": "again" };
    const first = tokenOf(await invite(school, teacher.user_id, headers));
    const second = tokenOf(await invite(school, teacher.user_id, headers));
    assert.notEqual(first, second);
    const opened = await school.request("POST", "/api/invitations/accept", {
      body: { token: second, password: NEW_PASSWORD },
      headers,
    });
    assert.equal(opened.status, 200);
    assert.equal((await school.counts()).idempotency_keys, 0);
  }),
);
