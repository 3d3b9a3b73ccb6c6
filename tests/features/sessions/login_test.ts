import assert from "node:assert/strict";
import { phcPasswords } from "../../../api/features/sessions/passwords.ts";
import { PASSWORD, type School, withSchool } from "../../helpers/school.ts";

const login = (school: School, email: string, password = PASSWORD) =>
  school.request("POST", "/api/login", { body: { email, password } });

const cookieOf = (headers: Headers) => headers.get("set-cookie")!.split(";")[0];

const refresh = (school: School, cookie: string) =>
  school.request("POST", "/api/refresh", { headers: { cookie } });

Deno.test(
  "signing in answers a token, the user without the password, and a cookie that scripts can't read",
  withSchool(async (school) => {
    const { status, body, headers, text } = await login(school, school.admin.email);
    assert.equal(status, 200);
    assert.equal(body.expires_in, 600);
    assert.deepEqual(Object.keys(body).sort(), ["expires_in", "token", "user"]);
    assert.deepEqual(body.user, {
      user_id: school.admin.user_id,
      name: "Office",
      email: school.admin.email,
      role: "Admin",
      status: "active",
      created_at: "2026-10-14T09:00:00.000Z",
      updated_at: "2026-10-14T09:00:00.000Z",
    });
    assert.ok(!/argon2|pbkdf2|password/.test(text));
    const cookie = headers.get("set-cookie")!;
    for (
      const part of [
        "HttpOnly",
        "Secure",
        "SameSite=Strict",
        "Path=/api/refresh",
        "Max-Age=2592000",
      ]
    ) {
      assert.ok(cookie.includes(part), part);
    }
    assert.ok(!text.includes(cookie.split(/[=;]/)[1]));
    const me = await school.request("GET", "/api/me", {
      headers: { authorization: `Bearer ${body.token}` },
    });
    assert.equal(me.status, 200);
  }),
);

Deno.test(
  "the email is folded: case, spaces around, and the two ways to write é",
  withSchool(async (school) => {
    await school.rows(
      "update users set email = 'jos\u00e9@school.example' where user_id = ?",
      school.admin.user_id,
    );
    for (
      const email of [
        "JOS\u00c9@school.example",
        "jose\u0301@School.Example",
        " jos\u00e9@school.example ",
      ]
    ) {
      assert.equal((await login(school, email)).status, 200, email);
    }
  }),
);

Deno.test(
  "no account, a wrong password, a disabled account and a child without a password look the same",
  withSchool(async (school) => {
    const disabled = await school.user("Teacher");
    await school.rows("update users set status = 'disabled' where user_id = ?", disabled.user_id);
    await school.student({ name: "Child", email: "child@school.example" });
    const before = await school.counts();
    const answers = await Promise.all([
      login(school, "nobody@school.example"),
      login(school, school.admin.email, "wrong horse battery"),
      login(school, disabled.email),
      login(school, "child@school.example"),
    ]);
    for (const { status, body, headers } of answers) {
      assert.equal(status, 401);
      assert.equal(headers.get("set-cookie"), null);
      assert.deepEqual({ ...body, request_id: "" }, { ...answers[0].body, request_id: "" });
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "after five failures an account waits, longer each time, and heals by itself; others don't wait",
  withSchool(async (school) => {
    const wrong = () => login(school, school.admin.email, "wrong horse battery");
    for (let i = 0; i < 5; i++) assert.equal((await wrong()).status, 401);
    const refused = await login(school, school.admin.email);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "60");
    const other = await school.user("Teacher");
    assert.equal((await login(school, other.email)).status, 200);

    school.clock.advance(60_000);
    assert.equal((await wrong()).status, 401);
    assert.equal((await wrong()).headers.get("retry-after"), "120");
    school.clock.advance(120_000);
    assert.equal((await login(school, school.admin.email)).status, 200);
    assert.equal((await wrong()).status, 401);
  }),
);

Deno.test(
  "a refresh answers a new token and a new cookie, and takes the old one out of use",
  withSchool(async (school) => {
    const first = cookieOf((await login(school, school.admin.email)).headers);
    const refreshed = await refresh(school, first);
    assert.equal(refreshed.status, 200);
    assert.equal(refreshed.body.user.user_id, school.admin.user_id);
    const second = cookieOf(refreshed.headers);
    assert.notEqual(second, first);

    school.clock.advance(9_000);
    assert.equal((await refresh(school, first)).status, 200, "a second tab, within ten seconds");
    school.clock.advance(2_000);
    assert.equal((await refresh(school, first)).status, 401, "reused later: somebody has it");
    assert.equal((await refresh(school, second)).status, 401, "and the whole session is over");
    const me = await school.request("GET", "/api/me", {
      headers: { authorization: `Bearer ${refreshed.body.token}` },
    });
    assert.equal(me.status, 401);
    const [{ n }] = await school.rows(
      "select count(*) n from audit_log where action = 'refreshTokenReused'",
    );
    assert.equal(n, 1);
  }),
);

Deno.test(
  "refresh tokens are stored as hashes, and nothing else of them",
  withSchool(async (school) => {
    const token = cookieOf((await login(school, school.admin.email)).headers).split("=")[1];
    const dump = JSON.stringify(await school.rows("select * from refresh_tokens"));
    assert.ok(!dump.includes(token));
    assert.match(token, /^[\w-]{43}$/);
  }),
);

Deno.test(
  "without a cookie, with a strange one, after logout, after disabling and after thirty days there is no refresh",
  withSchool(async (school) => {
    assert.equal((await school.request("POST", "/api/refresh")).status, 401);
    assert.equal((await refresh(school, "laurel_refresh=strange")).status, 401);

    const out = await login(school, school.admin.email);
    const as = { ...school.admin, token: out.body.token };
    const logout = await school.request("POST", "/api/logout", { as });
    assert.equal(logout.status, 204);
    assert.match(logout.headers.get("set-cookie")!, /laurel_refresh=;.*Max-Age=0/);
    assert.equal((await refresh(school, cookieOf(out.headers))).status, 401);

    const teacher = await school.user("Teacher");
    const disabled = cookieOf((await login(school, teacher.email)).headers);
    await school.rows("update users set status = 'disabled' where user_id = ?", teacher.user_id);
    assert.equal((await refresh(school, disabled)).status, 401);

    const old = cookieOf((await login(school, school.admin.email)).headers);
    school.clock.advance(30 * 86_400_000);
    assert.equal((await refresh(school, old)).status, 401);
  }),
);

Deno.test(
  "a refresh carries the role as it is now",
  withSchool(async (school) => {
    const teacher = await school.user("Teacher");
    const cookie = cookieOf((await login(school, teacher.email)).headers);
    await school.rows("update users set role = 'Parent' where user_id = ?", teacher.user_id);
    const { body } = await refresh(school, cookie);
    assert.equal(body.user.role, "Parent");
    const users = await school.request("POST", "/api/students", {
      headers: { authorization: `Bearer ${body.token}` },
      body: { name: "X" },
    });
    assert.equal(users.status, 403);
  }),
);

Deno.test(
  "a password hashed the older way is hashed anew at sign-in",
  withSchool(async (school) => {
    const older = "$argon2id$v=19$m=8,t=1,p=1$";
    const salt = new Uint8Array(16).fill(3);
    const key = await crypto.subtle.importKey(
      "raw-secret" as "raw",
      new TextEncoder().encode(PASSWORD),
      "Argon2id",
      false,
      ["deriveBits"],
    );
    const algorithm = { name: "Argon2id", nonce: salt, memory: 8, passes: 1, parallelism: 1 };
    const hash = new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
    const text = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
    await school.rows(
      "update users set password = ? where user_id = ?",
      `${older}${text(salt)}$${text(hash)}`,
      school.admin.user_id,
    );

    assert.equal((await login(school, school.admin.email)).status, 200);
    const [{ password }] = await school.rows(
      "select password from users where user_id = ?",
      school.admin.user_id,
    );
    assert.ok(String(password).startsWith("$argon2id$v=19$m=47104,t=1,p=1$"));
    assert.equal((await login(school, school.admin.email)).status, 200);
  }, { passwords: phcPasswords() }),
);

Deno.test(
  "a session is never kept for an Idempotency-Key: signing in again is signing in again",
  withSchool(async (school) => {
    const headers = { "idempotency-key": "k" };
    const body = { email: school.admin.email, password: PASSWORD };
    const before = await school.counts();
    const first = await school.request("POST", "/api/login", { body, headers });
    const second = await school.request("POST", "/api/login", { body, headers });
    assert.equal(second.status, 200);
    assert.ok(second.body.token);
    assert.notEqual(second.body.token, first.body.token);
    assert.ok(second.headers.get("set-cookie"));
    const cookie = cookieOf(second.headers);
    for (const _ of [1, 2]) {
      const answered = await school.request("POST", "/api/refresh", {
        headers: { ...headers, cookie },
      });
      assert.ok(answered.body.token);
    }
    assert.equal((await school.counts()).idempotency_keys, before.idempotency_keys);
  }),
);
