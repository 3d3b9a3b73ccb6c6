import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { jwtTokens } from "../../api/features/sessions/tokens.ts";
import { PASSWORD, type School, withSchool } from "../helpers/school.ts";

const KEY = new Uint8Array(32).fill(7);

const b64 = (value: unknown) =>
  btoa(JSON.stringify(value)).replace(/=+$/, "").replace(/\+/g, "-").replace(/\//g, "_");

const partsOf = (token: string) =>
  token.split(".").slice(0, 2).map((part) =>
    JSON.parse(atob(part.replace(/-/g, "+").replace(/_/g, "/")))
  );

async function refused(school: School, token: string) {
  const before = await school.counts();
  for (const [method, path] of [["GET", "/api/students"], ["POST", "/api/logout"]]) {
    const answered = await school.request(method, path, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(answered.status, 401, `${method} ${path}`);
    assert.equal(answered.headers.get("www-authenticate"), "Bearer");
    assert.equal(answered.headers.get("content-type"), "application/problem+json");
  }
  assert.deepEqual(await school.counts(), before);
}

/** A token like the one that the server makes, signed with the key given, with some parts changed. */
function forge(
  school: School,
  { header = {}, claims = {}, key = KEY }: { header?: object; claims?: object; key?: Uint8Array },
) {
  const [goodHeader, goodClaims] = partsOf(school.admin.token);
  const payload = Object.fromEntries(
    Object.entries({ ...goodClaims, ...claims }).filter(([, value]) => value !== undefined),
  );
  return new SignJWT(payload).setProtectedHeader({ ...goodHeader, ...header }).sign(key);
}

Deno.test(
  "the forger's tool makes a token that works, so what it changes is what is refused",
  withSchool(async (school) => {
    const token = await forge(school, {});
    const { status } = await school.request("GET", "/api/students", {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(status, 200);
  }),
);

Deno.test(
  "alg none is refused, with and without a signature",
  withSchool(async (school) => {
    const [header, claims] = partsOf(school.admin.token);
    const signature = school.admin.token.split(".")[2];
    for (const alg of ["none", "None", "NONE", "nOnE"]) {
      const unsigned = `${b64({ ...header, alg })}.${b64(claims)}`;
      await refused(school, `${unsigned}.`);
      await refused(school, `${unsigned}.${signature}`);
    }
  }),
);

Deno.test(
  "another algorithm than HS256 is refused, though the key is right",
  withSchool(async (school) => {
    const long = new Uint8Array(64).fill(7);
    await refused(school, await forge(school, { header: { alg: "HS512" }, key: long }));
    const [header, claims] = partsOf(school.admin.token);
    const signature = school.admin.token.split(".")[2];
    await refused(school, `${b64({ ...header, alg: "RS256" })}.${b64(claims)}.${signature}`);
  }),
);

Deno.test(
  "claims that were edited are refused",
  withSchool(async (school) => {
    const parent = await school.user("Parent");
    const [header, payload, signature] = parent.token.split(".");
    const [, claims] = partsOf(parent.token);
    await refused(school, `${header}.${b64({ ...claims, role: "Admin" })}.${signature}`);
    await refused(school, `${header}.${b64({ ...claims, sub: "1" })}.${signature}`);
    await refused(school, `${header}.${payload}.${signature.slice(0, -2)}AA`);
    await refused(school, `${header}.${payload}`);
  }),
);

Deno.test(
  "a token signed with another key is refused, whatever kid it names",
  withSchool(async (school) => {
    const key = new Uint8Array(32).fill(8);
    await refused(school, await forge(school, { key }));
    await refused(school, await forge(school, { key, header: { kid: "" } }));
    await refused(school, await forge(school, { header: { kid: undefined } }));
    await refused(school, await forge(school, { header: { kid: "__proto__" } }));
  }),
);

Deno.test(
  "wrong or missing iss, aud, typ, sub, sid, exp, role are refused",
  withSchool(async (school) => {
    const changes = [
      { iss: "someone" },
      { iss: undefined },
      { aud: "other-api" },
      { aud: undefined },
      { sub: undefined },
      { sub: "0x1" },
      { sub: "999" },
      { sid: undefined },
      { sid: 1 },
      { sid: "nobody's" },
      { exp: undefined },
      { exp: 1 },
      { exp: "soon" },
      { role: undefined },
      { role: "Root" },
      { nbf: 4102444800 },
    ];
    for (const claims of changes) await refused(school, await forge(school, { claims }));
    for (const typ of ["JWT", "rt+jwt", undefined]) {
      await refused(school, await forge(school, { header: { typ } }));
    }
  }),
);

Deno.test(
  "a token is good for ten minutes and no longer",
  withSchool(async (school) => {
    school.clock.advance(599_000);
    assert.equal((await school.request("GET", "/api/me", { as: school.admin })).status, 200);
    school.clock.advance(1_000);
    await refused(school, school.admin.token);
  }),
);

Deno.test(
  "someone else's session under one's own name, or one's own under another role, is refused",
  withSchool(async (school) => {
    const parent = await school.user("Parent");
    const [, { sid }] = partsOf(parent.token);
    await refused(school, await forge(school, { claims: { sid } }));
    const tokens = await jwtTokens([KEY], school.clock);
    await refused(
      school,
      await tokens.sign({ user_id: parent.user_id, role: "Admin", session_id: sid }),
    );
  }),
);

Deno.test(
  "a refresh token is no access token, and an access token no refresh token",
  withSchool(async (school) => {
    const login = await school.request("POST", "/api/login", {
      body: { email: school.admin.email, password: PASSWORD },
    });
    const cookie = login.headers.get("set-cookie")!.split(";")[0];
    await refused(school, cookie.split("=")[1]);
    const { status } = await school.request("POST", "/api/refresh", {
      headers: { cookie: `laurel_refresh=${login.body.token}` },
    });
    assert.equal(status, 401);
  }),
);

Deno.test(
  "a token is dead from the next request on, after logout, disabling, a changed role, an ended session",
  withSchool(async (school) => {
    const ends: ((user_id: number, token: string) => Promise<unknown>)[] = [
      (_, token) =>
        school.request("POST", "/api/logout", { headers: { authorization: `Bearer ${token}` } }),
      (user_id) => school.rows("update users set status = 'disabled' where user_id = ?", user_id),
      (user_id) => school.rows("update users set role = 'Parent' where user_id = ?", user_id),
      (user_id) => school.rows("delete from sessions where user_id = ?", user_id),
      () => Promise.resolve(school.clock.advance(31 * 86_400_000)),
    ];
    for (const end of ends) {
      const teacher = await school.user("Teacher");
      assert.equal((await school.request("GET", "/api/students", { as: teacher })).status, 200);
      await end(teacher.user_id, teacher.token);
      await refused(school, teacher.token);
    }
  }),
);

Deno.test(
  "a bad token is refused where none is needed, too",
  withSchool(async (school) => {
    const { status } = await school.request("POST", "/api/register", {
      headers: { authorization: "Bearer nonsense" },
      body: { name: "A", email: "a@b.example", password: "a quiet green morning", role: "Parent" },
    });
    assert.equal(status, 401);
  }),
);

Deno.test(
  "other schemes and malformed headers are 401, not 500",
  withSchool(async (school) => {
    for (
      const authorization of [
        "Basic YWRtaW46YWRtaW4=",
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "bearer .",
        `Bearer ${"a".repeat(20_000)}`,
      ]
    ) {
      const { status } = await school.request("GET", "/api/me", { headers: { authorization } });
      assert.equal(status, 401, authorization.slice(0, 20));
    }
  }),
);

Deno.test(
  "a key shorter than 32 bytes signs nothing; a changed key leaves the old one's tokens good",
  withSchool(async (school) => {
    await assert.rejects(jwtTokens([new Uint8Array(31)], school.clock), /32 bytes/);
    const [oldKey, newKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const claims = { user_id: 1, role: "Admin", session_id: "s" } as const;
    const before = await (await jwtTokens([oldKey], school.clock)).sign(claims);
    assert.deepEqual(
      await (await jwtTokens([newKey, oldKey], school.clock)).verify(before),
      claims,
    );
    assert.equal(await (await jwtTokens([newKey], school.clock)).verify(before), null);
  }),
);
