import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";
const half_term = { name: "Half-term", starts_on: "2026-10-26", ends_on: "2026-10-30" };

const send = (
  school: School,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => school.request(method, `/api/holidays${path}`, { as: school.admin, body, headers });

Deno.test(
  "a holiday is added, read, changed and deleted, each with its line in the audit log",
  withSchool(async (school) => {
    const before = await school.counts();
    const made = await send(school, "POST", "", half_term);
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.body, { holiday_id: 1, ...half_term, created_at: AT, updated_at: AT });
    const read = await send(school, "GET", "/1");
    assert.deepEqual(read.body, made.body);
    assert.equal(read.headers.get("etag"), made.headers.get("etag"));

    school.clock.advance(1000);
    const day = { ...half_term, ends_on: half_term.starts_on };
    const changed = await send(school, "PUT", "/1", day);
    assert.equal(changed.status, 200);
    assert.deepEqual(changed.body, {
      ...made.body,
      ends_on: "2026-10-26",
      updated_at: "2026-10-14T09:00:01.000Z",
    });
    assert.deepEqual((await send(school, "PUT", "/1", day)).body, changed.body);

    const gone = await send(school, "DELETE", "/1");
    assert.deepEqual([gone.status, gone.text], [204, ""]);
    for (const method of ["GET", "DELETE"]) {
      assert.equal((await send(school, method, "/1")).status, 404);
    }
    assert.equal((await send(school, "PUT", "/1", half_term)).status, 404);
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 3 });
    const log = await school.rows("select action, entity, entity_id, changes from audit_log");
    assert.deepEqual(
      log.map(({ changes, ...row }) => [row, JSON.parse(String(changes))]),
      ([
        ["createHoliday", {
          name: [null, "Half-term"],
          starts_on: [null, "2026-10-26"],
          ends_on: [null, "2026-10-30"],
        }],
        ["updateHoliday", { ends_on: ["2026-10-30", "2026-10-26"] }],
        ["deleteHoliday", {
          name: ["Half-term", null],
          starts_on: ["2026-10-26", null],
          ends_on: ["2026-10-26", null],
        }],
      ] as const).map(([action, changes]) => [
        { action, entity: "holidays", entity_id: 1 },
        changes,
      ]),
    );
  }),
);

Deno.test(
  "the list has the latest first, page by page, and those that have a day between two",
  withSchool(async (school) => {
    const made = [
      await school.holiday("2026-10-26", "2026-10-30"),
      await school.holiday("2025-12-22", "2026-12-21"),
      await school.holiday("2026-12-21", "2027-01-04"),
      await school.holiday("2026-10-30"),
    ].map(({ holiday_id }) => holiday_id);
    const [half, year, christmas, friday] = made;
    const ids = async (query: string) => {
      const { status, body } = await send(school, "GET", `?${query}`);
      assert.equal(status, 200, query);
      return body.data.map(({ holiday_id }: { holiday_id: number }) => holiday_id);
    };
    assert.deepEqual(await ids(""), [christmas, friday, half, year]);
    assert.deepEqual(await ids("from=2026-10-30&to=2026-10-30"), [friday, half, year]);
    assert.deepEqual(await ids("from=2026-10-31&to=2026-12-20"), [year]);
    assert.deepEqual(await ids("from=2026-12-22"), [christmas]);
    assert.deepEqual(await ids("from=2026-12-21"), [christmas, year]);
    assert.deepEqual(await ids("to=2026-10-29"), [half, year]);
    assert.deepEqual(await ids("from=2027-01-05"), []);
    const first = (await send(school, "GET", "?limit=3")).body;
    assert.deepEqual(await ids(`limit=3&cursor=${first.next_cursor}`), [year]);
    for (const query of ["from=x", "to=2026-02-30", "limit=0", "cursor=x", "name=x"]) {
      assert.equal((await send(school, "GET", `?${query}`)).status, 400, query);
    }
  }),
);

Deno.test(
  "what can't be used is refused field by field and nothing is written",
  withSchool(async (school) => {
    await send(school, "POST", "", half_term);
    const before = await school.counts();
    const bad: [object, string][] = [
      [{ name: " " }, "body.name"],
      [{ name: "x".repeat(101) }, "body.name"],
      [{ starts_on: "2026-02-29" }, "body.starts_on"],
      [{ ends_on: "2026-10-25" }, "body.ends_on"],
      [{ ends_on: "2027-10-27" }, "body.ends_on"],
      [{ ends_on: null }, "body.ends_on"],
      [{ holiday_id: 9 }, "body.holiday_id"],
    ];
    for (const [change, path] of bad) {
      for (const [method, target] of [["POST", ""], ["PUT", "/1"]]) {
        const { status, body } = await send(school, method, target, { ...half_term, ...change });
        assert.equal(status, 400, path);
        assert.deepEqual(pathsOf(body), [path]);
      }
    }
    assert.deepEqual(await school.counts(), before);
    const longest = { ...half_term, ends_on: "2027-10-26" };
    assert.equal((await send(school, "POST", "", longest)).status, 201);
  }),
);

Deno.test(
  "a stale If-Match changes and deletes nothing; an Idempotency-Key adds one",
  withSchool(async (school) => {
    const key = { "idempotency-key": "one-holiday" };
    const made = await send(school, "POST", "", half_term, key);
    assert.deepEqual((await send(school, "POST", "", half_term, key)).body, made.body);
    assert.equal((await send(school, "POST", "", { ...half_term, name: "B" }, key)).status, 422);
    assert.equal((await school.counts()).holidays, 1);
    const stale = { "if-match": made.headers.get("etag")! };
    await send(school, "PUT", "/1", { ...half_term, name: "Renamed" });
    assert.equal((await send(school, "PUT", "/1", half_term, stale)).status, 412);
    assert.equal((await send(school, "DELETE", "/1", undefined, stale)).status, 412);
    assert.equal((await send(school, "GET", "/1")).body.name, "Renamed");
  }),
);

Deno.test(
  "everyone at the school reads the holidays, and only the office changes them",
  withSchool(async (school) => {
    const { holiday_id } = await school.holiday("2026-10-26");
    const people: SignedIn[] = [];
    for (const role of ["Teacher", "Student", "Parent"] as const) {
      people.push(await school.user(role));
    }
    const before = await school.counts();
    for (const as of people) {
      const ask = (method: string, path: string, body?: unknown) =>
        school.request(method, `/api/holidays${path}`, { as, body });
      assert.equal((await ask("GET", "")).body.data.length, 1);
      assert.equal((await ask("GET", `/${holiday_id}`)).status, 200);
      assert.equal((await ask("POST", "", half_term)).status, 403);
      assert.equal((await ask("PUT", `/${holiday_id}`, half_term)).status, 403);
      assert.equal((await ask("DELETE", `/${holiday_id}`)).status, 403);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);
