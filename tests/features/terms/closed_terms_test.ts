import assert from "node:assert/strict";
import { type School, withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";
const CLOSED = "This term is closed. An Admin can open it";

const set = (school: School, term_id: number, done: "close" | "open") =>
  school.request("POST", `/api/terms/${term_id}/${done}`, { as: school.admin });

/** Has the term closed between what the next request reads and what it writes. */
function closeBeforeNextWrite(school: School, term_id: number): void {
  const write = school.database.write;
  school.database.write = async function (...args) {
    school.database.write = write;
    await set(school, term_id, "close");
    return await write.apply(this, args);
  };
}

Deno.test(
  "a term is closed and opened, each once, and each with its line in the audit log",
  withSchool(async (school) => {
    const { term_id } = await school.term("Autumn");
    const before = await school.counts();
    const closed = await set(school, term_id, "close");
    assert.deepEqual([closed.status, closed.body.closed_at], [200, AT]);
    school.clock.advance(1000);
    assert.deepEqual((await set(school, term_id, "close")).body, closed.body);
    const listed = await school.request("GET", "/api/terms", { as: school.admin });
    assert.equal(listed.body.data[0].closed_at, AT);
    const renamed = await school.request("PUT", `/api/terms/${term_id}`, {
      as: school.admin,
      body: { name: "Autumn term", starts_on: "2026-09-01", ends_on: "2026-12-18" },
    });
    assert.deepEqual([renamed.status, renamed.body.closed_at], [200, AT]);
    const opened = await set(school, term_id, "open");
    assert.deepEqual([opened.status, opened.body.closed_at], [200, null]);
    assert.equal((await set(school, term_id, "open")).status, 200);
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 3 });
    const log = await school.rows(
      "select action, entity, entity_id, changes from audit_log where action like '%eTerm' or action = 'openTerm' order by audit_id",
    );
    assert.deepEqual(log.filter(({ action }) => action !== "updateTerm"), [
      {
        ...{ action: "closeTerm", entity: "terms", entity_id: term_id },
        changes: JSON.stringify({ closed_at: [null, AT] }),
      },
      {
        ...{ action: "openTerm", entity: "terms", entity_id: term_id },
        changes: JSON.stringify({ closed_at: [AT, null] }),
      },
    ]);
    assert.equal((await set(school, 999, "close")).status, 404);
  }),
);

Deno.test(
  "no mark of a closed term is entered, changed, moved or deleted, also where it closes meanwhile",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const { term_id } = await school.term("Autumn");
    const spring = (await school.term("Spring", "2027-01-04", "2027-03-26")).term_id;
    const grades = `/api/students/${student_id}/grades`;
    const mark = { subject: "Art", grade: "B", term_id };
    const as = school.admin;
    const { grade_id } = (await school.request("POST", grades, { as, body: mark })).body;
    const elsewhere =
      (await school.request("POST", grades, { as, body: { ...mark, term_id: spring } })).body;
    const item = `${grades}/${grade_id}`;
    const writes: [string, string, unknown?][] = [
      ["POST", grades, { ...mark, subject: "Music" }],
      ["PUT", item, { ...mark, grade: "A" }],
      ["PUT", item, { ...mark, term_id: spring }],
      ["PUT", item, { ...mark, term_id: null }],
      ["PUT", `${grades}/${elsewhere.grade_id}`, mark],
      ["DELETE", item],
      ["PUT", `/api/classes/${class_id}/grades`, {
        ...{ term_id, subject: "Music" },
        marks: [{ student_id, grade: "A" }],
      }],
    ];
    const before = await school.rows("select * from grades");
    for (const [method, path, body] of writes) {
      closeBeforeNextWrite(school, term_id);
      const raced = await school.request(method, path, { as, body });
      // A column is read and judged anew when it has changed; one mark is its sender's to repeat.
      assert.equal(raced.status, path.startsWith("/api/classes") ? 409 : 412, `${method} ${path}`);
      const refused = await school.request(method, path, { as, body });
      assert.deepEqual([refused.status, refused.body.detail], [409, CLOSED], `${method} ${path}`);
      assert.deepEqual(await school.rows("select * from grades"), before);
      await set(school, term_id, "open");
    }
    await set(school, spring, "close");
    for (const [method, path, body] of writes.filter(([method]) => method === "POST")) {
      assert.equal((await school.request(method, path, { as, body })).status, 201);
    }
    await set(school, term_id, "close");
    const free = { subject: "Music", grade: "A" };
    assert.equal((await school.request("POST", grades, { as, body: free })).status, 201);
  }),
);

Deno.test(
  "a report is made of a closed term, and a child is erased from it",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { term_id } = await school.term("Autumn");
    await school.request("POST", `/api/students/${student_id}/grades`, {
      as: school.admin,
      body: { subject: "Art", grade: "B", term_id },
    });
    await set(school, term_id, "close");
    const report = await school.request("POST", `/api/students/${student_id}/generate-report`, {
      as: school.admin,
      body: { type: "Progress", term_id },
    });
    assert.equal(report.status, 201, report.text);
    const erased = await school.request("DELETE", `/api/students/${student_id}?erase=true`, {
      as: school.admin,
      body: { password: "correct horse battery" },
    });
    assert.equal(erased.status, 200, erased.text);
    assert.equal((await school.counts()).grades, 0);
  }),
);
