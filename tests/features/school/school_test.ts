import assert from "node:assert/strict";
import { openSchool, type School, withSchool } from "../../helpers/school.ts";
import { pathsOf } from "../../helpers/problem.ts";

const CODE = "WXYZ-2345";
const person = {
  code: CODE,
  school_name: "Hillside School",
  timezone: "Pacific/Auckland",
  name: "Ána Sousa",
  email: "Ana@School.example",
  password: "a quiet green morning",
};

const setUp = (school: School, body: unknown, headers?: Record<string, string>) =>
  school.request("POST", "/api/setup", { body, headers });

/** A school that waits for its first Admin: the one who was there is disabled. */
function withNewSchool(test: (school: School) => Promise<void>) {
  return async () => {
    const school = await openSchool({
      config: { self_registration: false, setup_code: CODE, trust_proxy: false },
    });
    try {
      await school.rows("update users set status = 'disabled'");
      await test(school);
    } finally {
      await school.close();
    }
  };
}

Deno.test(
  "anyone reads what the first screen needs, and nothing more",
  withSchool(async (school) => {
    await school.rows("update settings set timezone = 'Pacific/Auckland'");
    school.clock.set("2026-10-14T20:00:00Z");
    const { status, body, headers } = await school.request("GET", "/api/school");
    assert.equal(status, 200);
    assert.deepEqual(body, {
      school_name: "Our school",
      setup_needed: false,
      self_registration: true,
      today: "2026-10-15",
      timezone: "Pacific/Auckland",
    });
    assert.ok(headers.get("etag"));
  }),
);

Deno.test(
  "the first Admin names the school and is signed in",
  withNewSchool(async (school) => {
    const needed = await school.request("GET", "/api/school");
    assert.equal(needed.body.setup_needed, true);
    assert.equal(needed.body.self_registration, false);
    const before = await school.counts();

    const { status, body, headers, text } = await setUp(school, { ...person, code: " wxyz-2345" });
    assert.equal(status, 201);
    assert.deepEqual(body, {
      token: body.token,
      expires_in: 600,
      user: {
        user_id: 2,
        name: "Ána Sousa",
        email: "ana@school.example",
        role: "Admin",
        status: "active",
        created_at: "2026-10-14T09:00:00.000Z",
        updated_at: "2026-10-14T09:00:00.000Z",
      },
    });
    assert.match(headers.get("set-cookie")!, /^laurel_refresh=.*HttpOnly/);
    assert.ok(!text.includes("password"));
    assert.deepEqual(await school.counts(), {
      ...before,
      users: before.users + 1,
      sessions: before.sessions + 1,
      refresh_tokens: before.refresh_tokens + 1,
      audit_log: before.audit_log + 2,
    });
    const log = await school.rows(
      "select action, entity, entity_id, actor_user_id, changes from audit_log",
    );
    assert.deepEqual(log, [
      { action: "setUpSchool", entity: "users", entity_id: 2, actor_user_id: 2, changes: null },
      {
        action: "setUpSchool",
        entity: "settings",
        entity_id: 1,
        actor_user_id: 2,
        changes: JSON.stringify({
          school_name: ["Our school", "Hillside School"],
          timezone: ["UTC", "Pacific/Auckland"],
        }),
      },
    ]);

    const as = { user_id: 2, email: person.email, token: body.token };
    assert.equal((await school.request("GET", "/api/users", { as })).status, 200);
    const now = await school.request("GET", "/api/school");
    assert.equal(now.body.school_name, "Hillside School");
    assert.equal(now.body.setup_needed, false);
    assert.equal((await setUp(school, person)).status, 409);
  }),
);

Deno.test(
  "without a time zone the school keeps the one that it has",
  withNewSchool(async (school) => {
    const { timezone: _, ...rest } = person;
    assert.equal((await setUp(school, rest)).status, 201);
    assert.deepEqual(await school.rows("select school_name, timezone from settings"), [
      { school_name: "Hillside School", timezone: "UTC" },
    ]);
  }),
);

Deno.test(
  "of many who set up at once, one becomes the Admin",
  withNewSchool(async (school) => {
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((i) => setUp(school, { ...person, email: `admin${i}@x.example` })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409]);
    const admins = await school.rows("select email from users where status = 'active'");
    assert.equal(admins.length, 1);
  }),
);

Deno.test(
  "a wrong code is refused, and after five nobody may guess for a while",
  withNewSchool(async (school) => {
    const before = await school.counts();
    for (let i = 0; i < 5; i++) {
      const { status, text } = await setUp(school, { ...person, code: `WXYZ-234${i}x` });
      assert.equal(status, 403);
      assert.ok(!text.includes(CODE));
    }
    const locked = await setUp(school, person);
    assert.equal(locked.status, 429);
    assert.equal(locked.headers.get("retry-after"), "60");
    assert.deepEqual(await school.counts(), before);
    school.clock.advance(60_000);
    assert.equal((await setUp(school, person)).status, 201);
  }),
);

Deno.test(
  "once there is an Admin the code opens nothing, right or wrong",
  withSchool(async (school) => {
    const before = await school.counts();
    for (const code of [CODE, "", "null"]) {
      assert.equal((await setUp(school, { ...person, code })).status, 409);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test("without a printed code set-up is closed", async () => {
  const school = await openSchool();
  try {
    await school.rows("update users set status = 'disabled'");
    assert.equal((await school.request("GET", "/api/school")).body.setup_needed, false);
    for (const code of ["", "null", CODE]) {
      assert.equal((await setUp(school, { ...person, code })).status, 409);
    }
  } finally {
    await school.close();
  }
});

Deno.test(
  "what can't be used is refused field by field and nothing is written",
  withNewSchool(async (school) => {
    const before = await school.counts();
    const bad: [object, string][] = [
      [{ school_name: "  " }, "body.school_name"],
      [{ school_name: "a\u0000b" }, "body.school_name"],
      [{ name: "\ud800" }, "body.name"],
      [{ timezone: "Mars/Olympus" }, "body.timezone"],
      [{ email: "no address" }, "body.email"],
      [{ password: "short" }, "body.password"],
      [{ code: 5 }, "body.code"],
      [{ role: "Admin" }, "body.role"],
      [{ user_id: 1 }, "body.user_id"],
    ];
    for (const [change, path] of bad) {
      const { status, body } = await setUp(school, { ...person, ...change });
      assert.equal(status, 400, path);
      assert.deepEqual(pathsOf(body), [path]);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "an email that is taken is 409, and the school is still to be set up",
  withNewSchool(async (school) => {
    const parent = await school.user("Parent");
    const before = await school.counts();
    assert.equal((await setUp(school, { ...person, email: parent.email })).status, 409);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await school.request("GET", "/api/school")).body.setup_needed, true);
  }),
);

Deno.test(
  "an Idempotency-Key keeps nothing of the session",
  withNewSchool(async (school) => {
    const headers = { "idempotency-key": "first" };
    assert.equal((await setUp(school, person, headers)).status, 201);
    assert.equal((await school.counts()).idempotency_keys, 0);
    assert.equal((await setUp(school, person, headers)).status, 409);
  }),
);
