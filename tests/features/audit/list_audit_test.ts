import assert from "node:assert/strict";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const list = (school: School, query = "", as: SignedIn | null = school.admin) =>
  school.request("GET", `/api/audit${query}`, { as });

const update = (school: School, student_id: number, body: unknown, as = school.admin) =>
  school.request("PUT", `/api/students/${student_id}`, { as, body });

Deno.test(
  "a change is in the log: who, when, what, in which request",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "José" });
    const changed = await update(school, student_id, { name: "José", grade_level: "3" });
    const log = await list(school);
    assert.equal(log.status, 200);
    assert.equal(log.body.next_cursor, null);
    assert.deepEqual(log.body.data[0], {
      audit_id: log.body.data[0].audit_id,
      at: "2026-10-14T09:00:00.000Z",
      actor_user_id: school.admin.user_id,
      actor_name: "Office",
      action: "updateStudent",
      entity: "students",
      entity_id: student_id,
      student_id,
      student_name: "José",
      changes: { grade_level: [null, "3"] },
      request_id: changed.headers.get("x-request-id"),
    });
    assert.deepEqual(
      log.body.data.map((row: { action: string }) => row.action),
      ["updateStudent", "createStudent"],
    );
  }),
);

Deno.test(
  "the log is filtered by child, by person and by time, and paged",
  withSchool(async (school) => {
    const [ana, ben] = [await school.student(), await school.student()];
    const other = await school.user("Admin", "Second");
    school.clock.set("2026-10-15T09:00:00Z");
    const late = await school.user("Admin", "Third");
    await update(school, ana.student_id, { name: "Ana" }, late);
    await update(school, ben.student_id, { name: "Ben" }, late);

    const found = async (query: string) =>
      (await list(school, query, late)).body.data
        .map((row: Record<string, unknown>) => [row.action, row.student_id]);
    const created = [["createStudent", ben.student_id], ["createStudent", ana.student_id]];
    const updated = [["updateStudent", ben.student_id], ["updateStudent", ana.student_id]];

    assert.deepEqual(await found(`?student_id=${ana.student_id}`), [updated[1], created[1]]);
    assert.deepEqual(await found(`?actor_user_id=${late.user_id}`), updated);
    assert.deepEqual(await found(`?actor_user_id=${other.user_id}`), []);
    assert.deepEqual(await found("?student_id=999999"), []);
    assert.deepEqual(await found("?from=2026-10-15T00:00:00Z"), updated);
    assert.deepEqual(await found("?to=2026-10-15T00:00:00Z"), created);
    // The moment itself is in, in whatever zone it is written.
    assert.deepEqual(await found("?from=2026-10-15T11:00:00%2B02:00"), updated);
    assert.deepEqual(await found("?to=2026-10-14T09:00:00Z"), created);
    assert.deepEqual(
      await found(`?student_id=${ben.student_id}&actor_user_id=${late.user_id}`),
      [updated[0]],
    );

    const ours = `?student_id=${ana.student_id}`;
    assert.deepEqual(await found(`${ours}&from=2026-10-15T00:00:00Z`), [updated[1]]);
    assert.deepEqual(await found(`${ours}&to=2026-10-15T00:00:00Z`), [created[1]]);
    assert.deepEqual(await found(`${ours}&from=2026-10-15T09:00:01Z`), []);
    assert.deepEqual(await found(`${ours}&from=2027-01-01T00:00:00Z`), []);
    assert.deepEqual(await found(`${ours}&to=2026-01-01T00:00:00Z`), []);
    assert.deepEqual(
      await found(`${ours}&from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z`),
      [updated[1], created[1]],
    );

    const all = await found("");
    let paged: unknown[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const answered = await list(school, `?limit=1${cursor && `&cursor=${cursor}`}`, late);
      paged = paged.concat(answered.body.data);
      cursor = answered.body.next_cursor;
    }
    assert.equal(paged.length, all.length);
  }),
);

Deno.test(
  "what was done by someone who is gone stays, without their name",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Zoltán" });
    const child = await school.childLogin(student_id);
    await school.rows(
      `insert into audit_log (at, actor_user_id, action, entity) values ('2026-10-14', ?, 'login', 'sessions')`,
      child.user_id,
    );
    await school.request("DELETE", `/api/students/${student_id}?erase=true`, {
      as: school.admin,
      body: { password: "correct horse battery" },
    });
    const log = await list(school, `?actor_user_id=${child.user_id}`);
    assert.equal(log.body.data[0].action, "login");
    assert.equal(log.body.data[0].actor_name, null);
    const whole = await list(school);
    assert.ok(!whole.text.includes("Zoltán"));
    for (const row of (await list(school, `?student_id=${student_id}`)).body.data) {
      assert.equal(row.changes, null);
    }
  }),
);

Deno.test(
  "only an Admin reads the log, and reading writes nothing to it",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Hidden" });
    const before = await school.counts();
    assert.equal((await list(school, "", null)).status, 401);
    for (
      const as of [
        await school.teacherOf(),
        await school.parentOf(student_id),
        await school.childLogin(student_id),
      ]
    ) {
      const refused = await list(school, `?student_id=${student_id}`, as);
      assert.equal(refused.status, 403);
      assert.ok(!refused.text.includes("Hidden"));
    }
    await list(school);
    assert.equal((await school.counts()).audit_log, before.audit_log);
    await school.request("POST", "/api/logout", { as: school.admin });
    assert.equal((await list(school)).status, 401);
  }),
);

Deno.test(
  "a filter that can't be used is 400",
  withSchool(async (school) => {
    for (
      const [query, path] of [
        ["?from=2026-10-15", "query.from"],
        ["?from=2026-02-29T00:00:00Z", "query.from"],
        ["?to=yesterday", "query.to"],
        ["?to=2026-10-15T00:00:00", "query.to"],
        ["?student_id=0", "query.student_id"],
        ["?actor_user_id=1e400", "query.actor_user_id"],
        ["?limit=0", "query.limit"],
        ["?cursor=bm90IG91cnM", "query.cursor"],
        ["?action=login", "query.action"],
      ]
    ) {
      const refused = await list(school, query);
      assert.equal(refused.status, 400, query);
      assert.equal(refused.body.errors[0].path, path);
    }
    assert.equal((await list(school, "?from=0000-01-01T00:00:00Z")).status, 200);
    assert.equal((await list(school, "?to=2028-02-29T00:00:00Z")).status, 200);
  }),
);
