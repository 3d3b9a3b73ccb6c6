import assert from "node:assert/strict";
import { type School, withSchool } from "../../helpers/school.ts";
import { pathsOf } from "../../helpers/problem.ts";

const AT = "2026-10-14T09:00:00.000Z";
const autumn = { name: "Autumn 2026", starts_on: "2026-09-01", ends_on: "2026-12-18" };

const send = (
  school: School,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => school.request(method, `/api/terms${path}`, { as: school.admin, body, headers });

Deno.test(
  "a term is added, read, changed and deleted, each with its line in the audit log",
  withSchool(async (school) => {
    const before = await school.counts();
    const made = await send(school, "POST", "", autumn);
    assert.equal(made.status, 201);
    const stamps = { closed_at: null, created_at: AT, updated_at: AT };
    assert.deepEqual(made.body, { term_id: 1, ...autumn, ...stamps });
    const read = await send(school, "GET", "/1");
    assert.deepEqual(read.body, made.body);
    assert.equal(read.headers.get("etag"), made.headers.get("etag"));

    school.clock.advance(1000);
    const day = { ...autumn, ends_on: autumn.starts_on };
    const changed = await send(school, "PUT", "/1", day);
    assert.equal(changed.status, 200);
    assert.deepEqual(changed.body, {
      ...made.body,
      ends_on: "2026-09-01",
      updated_at: "2026-10-14T09:00:01.000Z",
    });
    assert.equal((await send(school, "PUT", "/1", day)).status, 200);

    const gone = await send(school, "DELETE", "/1");
    assert.equal(gone.status, 204);
    assert.equal(gone.text, "");
    for (const method of ["GET", "DELETE"]) {
      assert.equal((await send(school, method, "/1")).status, 404);
    }
    assert.equal((await send(school, "PUT", "/1", autumn)).status, 404);
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 3 });
    const log = await school.rows("select action, entity, entity_id, changes from audit_log");
    assert.deepEqual(log.map((row) => ({ ...row, changes: JSON.parse(String(row.changes)) })), [
      {
        action: "createTerm",
        entity: "terms",
        entity_id: 1,
        changes: {
          name: [null, "Autumn 2026"],
          starts_on: [null, "2026-09-01"],
          ends_on: [null, "2026-12-18"],
        },
      },
      {
        action: "updateTerm",
        entity: "terms",
        entity_id: 1,
        changes: { ends_on: ["2026-12-18", "2026-09-01"] },
      },
      {
        action: "deleteTerm",
        entity: "terms",
        entity_id: 1,
        changes: {
          name: ["Autumn 2026", null],
          starts_on: ["2026-09-01", null],
          ends_on: ["2026-09-01", null],
        },
      },
    ]);
  }),
);

Deno.test(
  "the list has the latest term first, page by page",
  withSchool(async (school) => {
    await school.term("Autumn", "2026-09-01", "2026-12-18");
    await school.term("Spring", "2027-01-10", "2027-06-18");
    await school.term("Year", "2026-09-01", "2027-06-18");
    const names = ({ body }: { body: { data: { name: string }[] } }) =>
      body.data.map(({ name }) => name);
    const first = await send(school, "GET", "?limit=2");
    assert.deepEqual(names(first), ["Spring", "Year"]);
    const second = await send(school, "GET", `?limit=2&cursor=${first.body.next_cursor}`);
    assert.deepEqual(names(second), ["Autumn"]);
    assert.equal(second.body.next_cursor, null);
    for (const query of ["?limit=-1", "?limit=1000000000", "?limit=0", "?cursor=x", "?page=2"]) {
      assert.equal((await send(school, "GET", query)).status, 400, query);
    }
    const plan = await school.rows(
      "explain query plan select * from terms order by starts_on desc, term_id desc limit 50",
    );
    assert.ok(!JSON.stringify(plan).includes("TEMP B-TREE"));
  }),
);

Deno.test(
  "what can't be used is refused field by field and nothing is written",
  withSchool(async (school) => {
    await school.term();
    const before = await school.counts();
    const bad: [object, string][] = [
      [{ name: " " }, "body.name"],
      [{ name: "a\u0000" }, "body.name"],
      [{ name: "\udfff" }, "body.name"],
      [{ starts_on: "2026-02-29" }, "body.starts_on"],
      [{ starts_on: "0000-01-01" }, "body.starts_on"],
      [{ starts_on: "01.09.2026" }, "body.starts_on"],
      [{ ends_on: "2026-08-31" }, "body.ends_on"],
      [{ ends_on: null }, "body.ends_on"],
      [{ term_id: 9 }, "body.term_id"],
    ];
    for (const [change, path] of bad) {
      for (const [method, target] of [["POST", ""], ["PUT", "/1"]]) {
        const { status, body } = await send(school, method, target, { ...autumn, ...change });
        assert.equal(status, 400, path);
        assert.deepEqual(pathsOf(body), [path]);
      }
    }
    const leap = { name: "Leap", starts_on: "2028-02-29", ends_on: "2028-02-29" };
    assert.deepEqual(await school.counts(), before);
    assert.equal((await send(school, "POST", "", leap)).status, 201);
    assert.equal((await send(school, "GET", "/1e3")).status, 400);
  }),
);

Deno.test(
  "two terms can't have one name",
  withSchool(async (school) => {
    await school.term("Autumn 2026");
    const spring = await school.term("Spring 2027");
    const before = await school.counts();
    assert.equal((await send(school, "POST", "", autumn)).status, 409);
    assert.equal((await send(school, "PUT", `/${spring.term_id}`, autumn)).status, 409);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a term in which anything happened stays",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const [marked, assessed, weighed, reported] = [
      await school.term(),
      await school.term(),
      await school.term(),
      await school.term(),
    ];
    await school.rows(
      `insert into grades (student_id, subject, grade, level, term_id, created_at, updated_at)
       values (?, 'Art', 'A', 'Regular', ?, '', '')`,
      student_id,
      marked.term_id,
    );
    await school.rows(
      `insert into assessments (class_id, term_id, title, date, maximum, created_at, updated_at)
       values (?, ?, 'Essay', '2026-10-01', 10, '', '')`,
      class_id,
      assessed.term_id,
    );
    await school.rows(
      `insert into categories (class_id, term_id, name, weight, drop_lowest, created_at, updated_at)
       values (?, ?, 'Essays', 1, 0, '', '')`,
      class_id,
      weighed.term_id,
    );
    await school.rows(
      `insert into reports (student_id, type, generated_at, term_id, status)
       values (?, 'Progress', '', ?, 'pending')`,
      student_id,
      reported.term_id,
    );
    const before = await school.counts();
    for (const { term_id } of [marked, assessed, weighed, reported]) {
      const { status, body } = await send(school, "DELETE", `/${term_id}`);
      assert.equal(status, 409);
      assert.match(body.detail, /has marks, categories, assessments or reports/);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a stale If-Match changes and deletes nothing; an Idempotency-Key adds one",
  withSchool(async (school) => {
    const key = { "idempotency-key": "one-term" };
    const made = await send(school, "POST", "", autumn, key);
    const again = await send(school, "POST", "", autumn, key);
    assert.deepEqual([again.status, again.body], [201, made.body]);
    assert.equal((await send(school, "POST", "", { ...autumn, name: "B" }, key)).status, 422);
    assert.equal((await school.counts()).terms, 1);

    const stale = { "if-match": made.headers.get("etag")! };
    await send(school, "PUT", "/1", { ...autumn, name: "Renamed" });
    assert.equal((await send(school, "PUT", "/1", autumn, stale)).status, 412);
    assert.equal((await send(school, "DELETE", "/1", undefined, stale)).status, 412);
    assert.equal((await send(school, "GET", "/1")).body.name, "Renamed");
  }),
);

Deno.test(
  "a Teacher reads terms and changes none; a family does neither",
  withSchool(async (school) => {
    const { term_id } = await school.term();
    const teacher = await school.user("Teacher");
    const parent = await school.user("Parent");
    const before = await school.counts();
    for (const path of ["", `/${term_id}`]) {
      const read = (as: typeof teacher) => school.request("GET", `/api/terms${path}`, { as });
      assert.equal((await read(teacher)).status, 200);
      assert.equal((await read(parent)).status, 403);
    }
    for (const as of [teacher, parent]) {
      const at = `/api/terms/${term_id}`;
      const sent = [
        await school.request("POST", "/api/terms", { as, body: autumn }),
        await school.request("PUT", at, { as, body: autumn }),
        await school.request("DELETE", at, { as }),
      ];
      assert.deepEqual(sent.map(({ status }) => status), [403, 403, 403]);
    }
    assert.deepEqual(await school.counts(), before);
  }),
);
