import assert from "node:assert/strict";
import { fillSchool } from "../../helpers/big_school.ts";
import { remoteDatabase } from "../../helpers/database.ts";
import { absences, instance, markAway, oneClass } from "../../helpers/instances.ts";
import { openSchool, PASSWORD, type SignedIn, withSchool } from "../../helpers/school.ts";
import { HAS_SQLD, withSqld } from "../../helpers/sqld.ts";

Deno.test(
  "what was kept is answered as it was, until the user's own write: then at once, on every instance",
  withSchool(async (school) => {
    const one = await oneClass(school);
    const instances = [instance(school), instance(school)];
    for (const path of ["/api/home", `/api/classes/${one.class_id}/summary`]) {
      for (const ask of instances) {
        const cold = await ask(path, one.teacher);
        assert.deepEqual((await ask(path, one.teacher)).body, cold.body);
      }
    }
    let away = 1;
    for (const as of [one.teacher, school.admin]) {
      for (const ask of instances) for (const who of [one.teacher, as]) await ask("/api/home", who);
      await markAway(school, { ...one, day: `2026-10-0${++away}`, as });
      for (const ask of instances) {
        assert.equal(absences(await ask("/api/home", as)), away);
        assert.equal(absences(await ask(`/api/classes/${one.class_id}/summary`, as)), away);
      }
    }
  }),
);

Deno.test(
  "another's write is seen after a minute; where nobody has written, what is kept holds for longer",
  withSchool(async (school) => {
    const one = await oneClass(school);
    const ask = instance(school);
    // The table is changed past the API, so that what is made anew can be told from what was kept.
    const change = () => school.rows("update users set name = name || '.' where name like 'Ana%'");
    const name = async () => (await ask("/api/home", one.teacher)).body.at_risk[0].name;
    assert.equal(await name(), "Ana");
    await change();
    school.clock.advance(5 * 60_000);
    assert.equal(await name(), "Ana", "no line of the log is newer");
    await markAway(school, { ...one, day: "2026-10-02", as: school.admin });
    assert.equal(await name(), "Ana.");
    await change();
    await markAway(school, { ...one, day: "2026-10-03", as: school.admin });
    school.clock.advance(59_999);
    assert.equal(await name(), "Ana.", "a minute has not passed");
    school.clock.advance(1);
    assert.equal(await name(), "Ana..");
  }),
);

Deno.test(
  "what one was taken away from is gone at the next request, though nobody's minute has passed",
  withSchool(async (school) => {
    const one = await oneClass(school);
    const other = await school.teacherOf(one.class_id);
    const parent = await school.parentOf(one.student_id);
    const ask = instance(school);
    const seen = async (as: SignedIn) => JSON.stringify((await ask("/api/home", as)).body);
    for (const as of [one.teacher, other, parent]) assert.match(await seen(as), /Ana/);

    const remove = (path: string) => school.request("DELETE", path, { as: school.admin });
    await remove(`/api/students/${one.student_id}/guardians/${parent.user_id}`);
    assert.ok(!/Ana/.test(await seen(parent)));
    await remove(`/api/classes/${one.class_id}/teachers/${other.user_id}`);
    assert.ok(!/Ana|3A/.test(await seen(other)));
    await remove(`/api/classes/${one.class_id}/students/${one.student_id}`);
    const left = await ask("/api/home", one.teacher);
    assert.deepEqual([left.body.classes[0].students, left.body.at_risk], [0, []]);
    const { body } = await ask(`/api/classes/${one.class_id}/summary`, one.teacher);
    assert.deepEqual([body.students, body.at_risk], [0, []]);
  }),
);

Deno.test(
  "an erased child is gone from what every other is answered at their next request, on every instance",
  withSchool(async (school) => {
    const [one, other] = [await oneClass(school), await oneClass(school)];
    const head = await school.user("Admin", "Head");
    const instances = [instance(school), instance(school)];
    const paths = ["/api/home", "/api/summary", `/api/classes/${one.class_id}/summary`];
    const answers = async () => {
      const all = [];
      for (const ask of instances) {
        for (const path of paths) all.push(JSON.stringify((await ask(path, head)).body));
      }
      return all;
    };
    const idInIt = new RegExp(`"student_id":${one.student_id}\\b`);
    assert.equal((await answers()).filter((text) => idInIt.test(text)).length, 4);
    const erased = await school.request("DELETE", `/api/students/${one.student_id}?erase=true`, {
      as: school.admin,
      body: { password: PASSWORD },
    });
    assert.equal(erased.status, 200, erased.text);
    const after = await answers();
    assert.deepEqual(after.filter((text) => idInIt.test(text)), []);
    assert.equal(
      after.filter((text) => text.includes(`"student_id":${other.student_id},`)).length,
      2,
    );
    assert.deepEqual(
      (await instances[0]("/api/home", head)).body.students,
      1,
      "and counted no more",
    );
    const plan = await school.rows(
      "explain query plan select max(audit_id) from audit_log where action = 'eraseStudent'",
    );
    assert.match(JSON.stringify(plan), /audit_log_erased/);
  }),
);

Deno.test(
  "what is kept for one is never another's, of whatever role",
  withSchool(async (school) => {
    await school.rows("update settings set teacher_scope = 'classes'");
    const [a, b] = [await oneClass(school), await oneClass(school)];
    const ask = instance(school);
    const [parent, child] = [
      await school.parentOf(a.student_id),
      await school.childLogin(b.student_id),
    ];
    const home = async (as: SignedIn) => (await ask("/api/home", as)).body;
    for (let round = 0; round < 2; round++) {
      assert.deepEqual((await home(school.admin)).at_risk_count, 2);
      for (const one of [a, b]) {
        const { role, classes, at_risk } = await home(one.teacher);
        assert.equal(role, "Teacher");
        assert.deepEqual(classes.map(idOfClass), [one.class_id]);
        assert.deepEqual(at_risk.map(idOf), [one.student_id]);
      }
      for (const [as, student_id] of [[parent, a.student_id], [child, b.student_id]] as const) {
        assert.deepEqual((await home(as)).children.map(idOf), [student_id]);
      }
    }
  }),
);
const idOf = ({ student_id }: { student_id: number }) => student_id;
const idOfClass = ({ class_id }: { class_id: number }) => class_id;

Deno.test(
  "a session that has ended is answered nothing that was kept",
  withSchool(async (school) => {
    const { teacher } = await oneClass(school);
    const ask = instance(school);
    await ask("/api/home", teacher);
    await school.request("POST", "/api/logout", { as: teacher });
    await assert.rejects(ask("/api/home", teacher), /401/);
  }),
);

Deno.test({
  name: "kept, a home and a summary cost a handful of rows; each is one request, kept or not",
  ignore: !HAS_SQLD,
  fn: () =>
    withSqld(async (server) => {
      const school = await openSchool({}, (now) => remoteDatabase(server, now));
      try {
        await school.term();
        await fillSchool(school, 1_000);
        await school.rows("update classes set archived_at = null");
        await school.rows(
          `insert into attendance (student_id, date, status, class_id, created_at, updated_at)
            select student_id, date('2026-09-01', value || ' days'), 'Present', class_id, '', ''
            from enrollments, json_each('[0,1,2,3,4,5,6,7,8,9]')`,
        );
        const [{ class_id }] = await school.rows("select min(class_id) as class_id from classes");
        const [{ id }] = await school.rows("select min(student_id) as id from students");
        const teacher = await school.teacherOf(Number(class_id), Number(class_id) + 1);
        const parent = await school.parentOf(Number(id), Number(id) + 1);
        const ask = instance(school);
        const asked: [string, string, SignedIn, { cold: number; warm: number }][] = [
          ["home of an Admin", "/api/home", school.admin, { cold: 20_000, warm: 10 }],
          ["summary of the school", "/api/summary", school.admin, { cold: 20_000, warm: 10 }],
          // Who is in the class is asked each time.
          ["home of a Teacher", "/api/home", teacher, { cold: 300, warm: 150 }],
          [
            "summary of a class",
            `/api/classes/${class_id}/summary`,
            teacher,
            { cold: 150, warm: 75 },
          ],
          ["home of a Parent", "/api/home", parent, { cold: 50, warm: 20 }],
        ];
        for (const [name, path, as, { cold, warm }] of asked) {
          const [first, second] = [await ask(path, as), await ask(path, as)];
          const [before, after] = [first.line.rows_read, second.line.rows_read];
          console.log(`${name}: ${before} rows, and kept ${after}`);
          assert.deepEqual([first.line.db_requests, second.line.db_requests], [1, 1], name);
          assert.ok(before >= cold, `${name}: ${before}`);
          assert.ok(after <= warm, `${name}: ${after}`);
          assert.deepEqual(second.body, first.body);
        }
      } finally {
        await school.close();
      }
    }),
});
