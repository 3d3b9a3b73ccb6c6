import assert from "node:assert/strict";
import { DatabaseDown } from "../../db/failures.ts";
import { twoFamilies } from "../helpers/families.ts";
import { PASSWORD, type School, withSchool } from "../helpers/school.ts";

/** Has something happen between what the next request reads and what it writes. */
function beforeNextWrite(school: School, event: () => Promise<unknown>): void {
  const write = school.database.write;
  school.database.write = async function (...args) {
    school.database.write = write;
    await event();
    return await write.apply(this, args);
  };
}

const login = (school: School, email: string, password = PASSWORD) =>
  school.request("POST", "/api/login", { body: { email, password } });

Deno.test(
  "who signs in with a password while it is changed is not signed in, and puts no old one back",
  withSchool(async (school) => {
    const teacher = await school.user("Teacher");
    beforeNextWrite(
      school,
      () => school.rows("update users set password = 'another' where user_id = ?", teacher.user_id),
    );
    assert.equal((await login(school, teacher.email)).status, 401);
    const [{ password }] = await school.rows(
      "select password from users where user_id = ?",
      teacher.user_id,
    );
    assert.equal(password, "another");
    assert.deepEqual(await school.rows("select * from refresh_tokens"), []);
  }),
);

Deno.test(
  "whoever is disabled, demoted or signed out while they ask for a change has changed nothing",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Ana" });
    const ends = [
      "update users set status = 'disabled' where user_id = ?",
      "update users set role = 'Parent' where user_id = ?",
      "delete from sessions where user_id = ?",
    ];
    for (const end of ends) {
      const office = await school.user("Admin");
      const before = await school.counts();
      beforeNextWrite(school, () => school.rows(end, office.user_id));
      const { status } = await school.request("DELETE", `/api/students/${student_id}?erase=true`, {
        as: office,
        body: { password: PASSWORD },
      });
      assert.equal(status, 401, end);
      assert.equal((await school.counts()).students, before.students);
    }
  }),
);

Deno.test(
  "the same request sent many times at once with one key is answered alike, and done once",
  withSchool(async (school) => {
    const body = {
      name: "Eva",
      email: "eva@home.example",
      password: "a quiet green morning",
      role: "Parent",
    };
    const headers = { "idempotency-key": "one" };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => school.request("POST", "/api/register", { body, headers })),
    );
    assert.deepEqual(answers.map(({ status }) => status), Array(6).fill(201));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(new Set(answers.map(({ headers }) => headers.get("etag"))).size, 1);
    const kept = JSON.stringify(await school.rows("select * from idempotency_keys"));
    assert.ok(!kept.includes("morning"));
    const request = `POST /api/register\n${JSON.stringify(body)}`;
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(request));
    const plain = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
    assert.ok(!kept.includes(plain.join("")), "what is kept is nothing to guess a password by");
  }),
);

Deno.test(
  "erasing takes a file that comes while it erases, and what was kept of the account before it was the child's",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Zaphodina" });
    const registered = await school.request("POST", "/api/register", {
      body: {
        name: "Zaphodina",
        email: "z@home.example",
        password: "a quiet green morning",
        role: "Student",
      },
      headers: { "idempotency-key": "k" },
    });
    await school.request("PUT", `/api/students/${student_id}/account`, {
      as: school.admin,
      body: { user_id: registered.body.user_id },
    });
    await school.storage.put("reports/late.pdf", new Uint8Array([1]));
    beforeNextWrite(school, () =>
      school.rows(
        "insert into reports (student_id, type, generated_at, file_key, status) values (?, 'Progress', '', 'reports/late.pdf', 'ready')",
        student_id,
      ));
    const { status, body } = await school.request(
      "DELETE",
      `/api/students/${student_id}?erase=true`,
      {
        as: school.admin,
        body: { password: PASSWORD },
      },
    );
    assert.equal(status, 200);
    assert.equal(body.erased.reports, 1);
    assert.equal(body.erased.files, 1);
    assert.deepEqual(await school.storage.keys(), []);
    for (const table of Object.keys(await school.counts())) {
      const dump = JSON.stringify(await school.rows(`select * from ${table}`));
      assert.ok(!/zaphodina/i.test(dump), table);
    }
  }),
);

Deno.test(
  "a database that is down for a moment signs nobody out",
  withSchool(async (school) => {
    const cookie =
      (await login(school, school.admin.email)).headers.get("set-cookie")!.split(";")[0];
    const refresh = () => school.request("POST", "/api/refresh", { headers: { cookie } });
    const read = school.database.read;
    school.database.read = () => Promise.reject(new DatabaseDown({ maybe_written: false }));
    const down = await refresh();
    school.database.read = read;
    assert.equal(down.status, 503);
    assert.equal(down.body.part, "database");
    assert.ok(down.headers.get("retry-after"));
    assert.equal(down.headers.get("set-cookie"), null);
    assert.equal((await refresh()).status, 200);
  }),
);

Deno.test(
  "a new password, and a new role, kill the link that would set another password",
  withSchool(async (school) => {
    const teacher = await school.user("Teacher");
    const invite = async () =>
      (await school.request("POST", `/api/users/${teacher.user_id}/invitation`, {
        as: school.admin,
      }))
        .body.url.split("#")[1];
    const accept = (token: string) =>
      school.request("POST", "/api/invitations/accept", {
        body: { token, password: "another green morning" },
      });
    const first = await invite();
    await school.request("PUT", "/api/me/password", {
      as: teacher,
      body: { current_password: PASSWORD, new_password: "a quiet green morning" },
    });
    assert.equal((await accept(first)).status, 400);
    const second = await invite();
    await school.request("PUT", `/api/users/${teacher.user_id}`, {
      as: school.admin,
      body: { name: "T", email: teacher.email, role: "Admin", status: "active" },
    });
    assert.equal((await accept(second)).status, 400);
  }),
);

Deno.test(
  "a notice that comes in is no conflict for who changes their own name",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const etag = (await school.request("GET", "/api/me", { as: ours.parent })).headers.get("etag")!;
    await school.request("POST", "/api/notifications/send", {
      as: school.admin,
      body: { message: "Hello", user_ids: [ours.parent.user_id] },
    });
    const put = (name: string) =>
      school.request("PUT", "/api/me", {
        as: ours.parent,
        body: { name },
        headers: { "if-match": etag },
      });
    const changed = await put("New");
    assert.equal(changed.status, 200);
    assert.equal(changed.body.unread, 2);
    assert.equal((await put("Newer")).status, 412);
  }),
);

Deno.test(
  "a token that has run out is no hindrance to signing in again",
  withSchool(async (school) => {
    const headers = { authorization: "Bearer gone" };
    const body = { email: school.admin.email, password: PASSWORD };
    assert.equal((await school.request("POST", "/api/login", { body, headers })).status, 200);
    assert.equal((await school.request("GET", "/api/school", { headers })).status, 200);
  }),
);
