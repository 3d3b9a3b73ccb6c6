import assert from "node:assert/strict";
import { post, refuses } from "../helpers/refuses.ts";
import { withSchool } from "../helpers/school.ts";

Deno.test(
  "text: NUL, other control characters, half characters, blanks and absurd lengths are refused",
  withSchool(async (school) => {
    const names = [
      "\u200b\u200d",
      "a\u202eb",
      "\u0000",
      "a\u0000b",
      "a\nb",
      "\u001b[2J",
      "\ud800",
      "a\udfff",
      "",
      "   ",
      "\u3000\t ",
      "x".repeat(201),
    ];
    for (const name of names) await refuses(school, 400, { body: { name }, path: "body.name" });
    for (const name of [null, 1, true, {}, []]) {
      await refuses(school, 400, { body: { name }, path: "body.name" });
    }
    await refuses(school, 400, { body: {}, path: "body.name" });
  }),
);

Deno.test(
  "fields that there are not are named and refused, __proto__ and constructor too",
  withSchool(async (school) => {
    for (
      const field of [
        "role",
        "user_id",
        "student_id",
        "archived_at",
        "constructor",
        "toString",
        "Name",
      ]
    ) {
      await refuses(school, 400, { body: { name: "A", [field]: 1 }, path: `body.${field}` });
    }
    await refuses(school, 400, {
      body: '{"name":"A","__proto__":{"role":"Admin"}}',
      path: "body.__proto__",
    });
    const { status, body } = await school.request("GET", "/api/students?q=a&role=Admin", {
      as: school.admin,
    });
    assert.equal(status, 400);
    assert.equal(body.errors[0].path, "query.role");
  }),
);

Deno.test(
  "what is missing, of another kind, or none of the words is told so that it can be mended",
  withSchool(async (school) => {
    const { class_id } = await school.class([]);
    const user = { name: "Eva", email: "eva@home.example" };
    const told: [string, string, unknown, string][] = [
      ["GET", `/api/classes/${class_id}/gradebook`, undefined, "It is missing. Send it"],
      [
        "GET",
        "/api/registers?status=late",
        undefined,
        'Send "taken", "not_taken" or "not_expected"',
      ],
      ["POST", "/api/users", user, 'Send "Admin", "Teacher", "Student" or "Parent"'],
      ["POST", "/api/users", { ...user, role: "Parent", email: 1 }, "Send text"],
      ["PUT", `/api/classes/${class_id}/results?term_id=1`, { results: {} }, "Send a list"],
    ];
    for (const [method, path, body, message] of told) {
      const answered = await school.request(method, path, { as: school.admin, body });
      assert.deepEqual([answered.status, answered.body.errors[0].message], [400, message], path);
    }
  }),
);

Deno.test(
  "dates: 29 February in a leap year and no other; no year 0000, no 31 April, no time",
  withSchool(async (school) => {
    for (
      const date_of_birth of [
        "2015-02-29",
        "1900-02-29",
        "0000-01-01",
        "-001-01-01",
        "2016-04-31",
        "2016-13-01",
        "16-1-1",
        "2016-01-01T00:00:00Z",
        "10000-01-01",
        "2200-01-01",
        "",
        20160101,
      ]
    ) {
      await refuses(school, 400, {
        body: { name: "A", date_of_birth },
        path: "body.date_of_birth",
      });
    }
    for (const date_of_birth of ["2016-02-29", "2000-02-29"]) {
      assert.equal((await post(school, { name: "A", date_of_birth })).status, 201);
    }
  }),
);

Deno.test(
  "numbers that overflow are refused where a number is asked for",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const before = await school.counts();
    for (const credits of ["1e400", "-1e400", "1e308", "-1", "0.1e-400000"]) {
      const { status } = await school.request("POST", `/api/students/${student_id}/grades`, {
        as: school.admin,
        body: `{"subject":"Art","grade":"A","credits":${credits}}`,
      });
      // The last is a zero: no credits, which is a thing that one may say.
      if (credits !== "0.1e-400000") assert.equal(status, 400, credits);
    }
    const after = await school.counts();
    assert.ok(after.grades - before.grades <= 1);
  }),
);

Deno.test(
  "limits and cursors: what is no page is 400, on every list",
  withSchool(async (school) => {
    const { class_id } = await school.class();
    const { student_id } = await school.student();
    const lists = [
      "/api/students",
      "/api/users",
      "/api/classes",
      "/api/terms",
      "/api/audit",
      `/api/notifications/${school.admin.user_id}`,
      `/api/classes/${class_id}/students`,
      ...["grades", "scores", "attendance", "activities", "reports", "guardians"].map((part) =>
        `/api/students/${student_id}/${part}`
      ),
    ];
    const bad = [
      "limit=-1",
      "limit=0",
      "limit=201",
      "limit=1e9",
      "limit=1000000000",
      "limit=",
      "limit=abc",
      "limit=1.5",
      "limit=0x10",
      "cursor=",
      "cursor=abc",
      "cursor=bnVsbA",
      "cursor=W10",
      `cursor=${"a".repeat(2000)}`,
      "cursor=W1siYSJdXQ",
      `cursor=${btoa('["a",1e400]')}`,
      `cursor=${btoa("[1e400]")}`,
      "page=2",
    ];
    for (const path of lists) {
      for (const query of bad) {
        const { status, body } = await school.request("GET", `${path}?${query}`, {
          as: school.admin,
        });
        assert.equal(status, 400, `${path}?${query}`);
        assert.match(body.errors[0].path, /^query\./);
      }
      for (const query of ["limit=1", "limit=200"]) {
        assert.equal(
          (await school.request("GET", `${path}?${query}`, { as: school.admin })).status,
          200,
          path,
        );
      }
    }
  }),
);

Deno.test(
  "paths and methods that there are not",
  withSchool(async (school) => {
    for (
      const path of [
        "/api/nothing",
        "/api/students/1/nothing",
        "/api/",
        "/api/students/",
        "/api//students",
      ]
    ) {
      const { status, headers } = await school.request("GET", path, { as: school.admin });
      assert.equal(status, 404, path);
      assert.equal(headers.get("content-type"), "application/problem+json");
    }
    for (const method of ["PATCH", "DELETE", "PUT"]) {
      const { status } = await school.request(method, "/api/students", { as: school.admin });
      assert.ok(status === 404 || status === 405, method);
    }
  }),
);

Deno.test(
  "a query is refused where none is asked for",
  withSchool(async (school) => {
    const { class_id } = await school.class();
    for (const path of ["/api/me", "/api/settings", `/api/classes/${class_id}`]) {
      assert.equal((await school.request("GET", path, { as: school.admin })).status, 200, path);
      const { status, body } = await school.request("GET", `${path}?limit=-1`, {
        as: school.admin,
      });
      assert.equal(status, 400, path);
      assert.equal(body.errors[0].path, "query.limit");
    }
  }),
);

Deno.test(
  "names that grow as they are folded don't break the paging of a list",
  withSchool(async (school) => {
    const long = "\ufdfa".repeat(199);
    for (const first of ["a", "b", "c"]) await school.student({ name: first + long });
    const seen: string[] = [];
    let query = "limit=1";
    for (;;) {
      const { status, body } = await school.request("GET", `/api/students?${query}`, {
        as: school.admin,
      });
      assert.equal(status, 200);
      seen.push(body.data[0].name[0]);
      if (body.next_cursor === null) break;
      query = `limit=1&cursor=${body.next_cursor}`;
    }
    assert.deepEqual(seen, ["a", "b", "c"]);
  }),
);
