import assert from "node:assert/strict";
import { openSchool, type School, withSchool } from "../../helpers/school.ts";

const person = {
  name: "Eva Ångström",
  email: "eva@home.example",
  password: "a quiet green morning",
  role: "Parent",
};

const register = (school: School, body: unknown, as: School["admin"] | null = null) =>
  school.request("POST", "/api/register", { as, body });

Deno.test(
  "a parent registers, signs in, and sees nothing of any child",
  withSchool(async (school) => {
    await school.student({ name: "Somebody" });
    const { status, body, text } = await register(school, person);
    assert.equal(status, 201);
    assert.equal(body.role, "Parent");
    assert.equal(body.status, "active");
    assert.ok(!text.includes("password"));
    const login = await school.request("POST", "/api/login", {
      body: { email: person.email, password: person.password },
    });
    const as = { ...school.admin, token: login.body.token };
    assert.deepEqual((await school.request("GET", "/api/students", { as })).body, {
      data: [],
      next_cursor: null,
    });
    assert.equal((await school.request("GET", "/api/students/1", { as })).status, 404);
    assert.deepEqual((await school.request("GET", "/api/me", { as })).body.students, []);
  }),
);

Deno.test(
  "nobody makes themselves Teacher or Admin, signed in or not",
  withSchool(async (school) => {
    const others = [
      null,
      await school.user("Teacher"),
      await school.user("Parent"),
      await school.user("Student"),
    ];
    const before = await school.counts();
    for (const as of others) {
      for (const role of ["Teacher", "Admin"]) {
        assert.equal(
          (await register(school, { ...person, role }, as)).status,
          403,
          `${as?.email} ${role}`,
        );
      }
    }
    assert.equal((await register(school, { ...person, role: "Root" })).status, 400);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "an Admin makes any role with the same request",
  withSchool(async (school) => {
    for (const role of ["Admin", "Teacher", "Student", "Parent"]) {
      const { status, body } = await register(school, {
        ...person,
        email: `${role}@x.example`,
        role,
      }, school.admin);
      assert.equal(status, 201);
      assert.equal(body.role, role);
    }
  }),
);

Deno.test("with self-registration off only an Admin registers anyone", async () => {
  const school = await openSchool({
    config: { self_registration: false, setup_code: null, trust_proxy: false },
  });
  try {
    assert.equal((await register(school, person)).status, 403);
    assert.equal((await register(school, person, school.admin)).status, 201);
  } finally {
    await school.close();
  }
});

Deno.test(
  "an extra field is refused by name and nothing is written",
  withSchool(async (school) => {
    const before = await school.counts();
    for (const extra of ["user_id", "student_id", "status", "constructor"]) {
      const { status, body } = await register(school, { ...person, [extra]: 1 });
      assert.equal(status, 400);
      assert.deepEqual(body.errors.map(({ path }: { path: string }) => path), [`body.${extra}`]);
    }
    const proto = JSON.stringify(person).replace("{", '{"__proto__":{"role":"Admin"},');
    const { status, body } = await register(school, proto);
    assert.equal(status, 400);
    assert.equal(body.errors[0].path, "body.__proto__");
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "twenty same registrations at once make one account",
  withSchool(async (school) => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(school, person)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [201, ...Array(19).fill(409)]);
    const [{ n }] = await school.rows("select count(*) n from users where email = ?", person.email);
    assert.equal(n, 1);
  }),
);

Deno.test(
  "José in two normal forms is one email",
  withSchool(async (school) => {
    assert.equal(
      (await register(school, { ...person, email: "Jos\u00e9@home.example" })).status,
      201,
    );
    const second = await register(school, { ...person, email: "jose\u0301@HOME.example" });
    assert.equal(second.status, 409);
    assert.ok(!second.text.includes("home.example"));
  }),
);

Deno.test(
  "a password must be long, uncommon, and not one's own name",
  withSchool(async (school) => {
    const before = await school.counts();
    const bad = [
      "short",
      "elevenchars",
      "passwordpassword",
      "password1234",
      "123456789012",
      "aaaaaaaaaaaa",
      "qwertyuiopas",
      "Eva Ångström1",
      "eva@home.example",
      "half \ud800 of a character",
    ];
    for (const password of bad) {
      const { status, body } = await register(school, { ...person, password });
      assert.equal(status, 400, password);
      assert.equal(body.errors[0].path, "body.password");
    }
    assert.deepEqual(await school.counts(), before);
    assert.equal(
      (await register(school, { ...person, password: "пять слов для пароля" })).status,
      201,
    );
  }),
);
