import assert from "node:assert/strict";
import { checkNewPassword } from "../../api/features/sessions/new_password.ts";
import { NotTheDemoError } from "../../db/seed/demo.ts";
import { openSchool } from "../helpers/school.ts";
import { dump, empty, rowsOf, seed, withDemo } from "./demo_school.ts";

Deno.test(
  "the demo school has 240 children in 10 forms, each with its mathematics, 14 teachers, 8 subjects and 3 terms of 45 days",
  withDemo(async ({ rows }) => {
    const [counts] = await rows(`select
      (select count(*) from students) as children,
      (select count(*) from users where role = 'Student') as child_users,
      (select count(*) from classes) as classes,
      (select count(*) from users where role = 'Teacher') as teachers,
      (select count(*) from users where role = 'Admin') as admins,
      (select count(*) from terms) as terms,
      (select count(distinct date) from attendance) as days,
      (select count(*) from attendance) as attendance,
      (select count(distinct subject) from grades) as subjects,
      (select count(*) from grades) as grades,
      (select count(distinct activity_name) from activities) as activities`);
    assert.deepEqual(counts, {
      children: 240,
      child_users: 240,
      classes: 20,
      teachers: 14,
      admins: 1,
      terms: 3,
      days: 3 * 45,
      // Who is in grade 5 this autumn was at another school before.
      attendance: (240 + 192 + 192) * 45,
      subjects: 8,
      grades: (240 + 192 + 192) * 8,
      activities: 16,
    });
    const rosters = await rows("select count(*) as n from enrollments group by class_id");
    assert.deepEqual(rosters.map(({ n }) => n), Array(20).fill(24));
    const actions = await rows(`select action, entity, count(*) as n from audit_log
      group by action, entity order by action`);
    const [{ scores, again }] = await rows(`select count(*) as scores,
      sum(scores.updated_at > scores.created_at) as again from scores
      join assessments using (assessment_id) where term_id = 3`);
    const [{ edited }] = await rows(
      "select count(*) as edited from grades where updated_at > created_at",
    );
    assert.deepEqual(actions, [
      { action: "closeTerm", entity: "terms", n: 2 },
      { action: "postResults", entity: "grades", n: 240 + edited },
      { action: "putClassGrades", entity: "grades", n: 240 * 7 },
      { action: "putScores", entity: "scores", n: scores + again },
      { action: "seedDemo", entity: "settings", n: 1 },
    ]);
    assert.ok(again > 40 && edited > 3 && edited < 20, `${again} scores, ${edited} marks`);
    const [settings] = await rows("select school_name, timezone from settings");
    assert.deepEqual(settings, { school_name: "Laurel Demo School", timezone: "Europe/London" });
  }),
);

Deno.test(
  "the database is whole",
  withDemo(async ({ rows }) => {
    assert.deepEqual(await rows("pragma foreign_key_check"), []);
    assert.deepEqual(await rows("pragma integrity_check"), [{ integrity_check: "ok" }]);
  }),
);

Deno.test(
  "the same day makes the same rows",
  withDemo(async ({ database }) => {
    const another = await empty();
    await seed(another, "2026-10-14T21:30:00Z");
    const [first, second] = [await dump(database), await dump(another)];
    another.close();
    for (const table of Object.keys(first)) assert.deepEqual(second[table], first[table], table);
  }),
);

Deno.test(
  "seeding again, even on another day, writes nothing",
  withDemo(async ({ database }) => {
    const before = await dump(database);
    const logins = await seed(database, "2027-02-02T12:00:00Z");
    assert.equal(logins.length, 4);
    assert.deepEqual(await dump(database), before);
  }),
);

Deno.test("a school that is not the demo's is refused and left as it was", async () => {
  const stamps = "'2026-09-01T08:00:00.000Z', '2026-09-01T08:00:00.000Z'";
  const beginnings = [
    `insert into users (name, sort_name, email, role, status, created_at, updated_at)
      values ('Office', 'office', 'office@school.example', 'Admin', 'active', ${stamps})`,
    `insert into terms (name, starts_on, ends_on, created_at, updated_at)
      values ('Autumn', '2026-09-01', '2026-12-18', ${stamps})`,
    `insert into audit_log (at, action, entity)
      values ('2026-09-01T08:00:00.000Z', 'updateSettings', 'settings')`,
  ];
  for (const beginning of beginnings) {
    const database = await empty();
    await database.run([beginning]);
    const before = await dump(database);
    await assert.rejects(seed(database), (error: Error) => {
      assert.ok(error instanceof NotTheDemoError);
      assert.match(error.message, /not the demo's/);
      return true;
    });
    assert.deepEqual(await dump(database), before);
    database.close();
  }
});

Deno.test("a start that is cut off leaves nothing half, and the next one seeds", async () => {
  const database = await empty();
  const before = await dump(database);
  await database.run(["alter table notifications rename to elsewhere"]);
  await assert.rejects(seed(database), /no such table/);
  await database.run(["alter table elsewhere rename to notifications"]);
  assert.deepEqual(await dump(database), before);
  assert.equal((await seed(database)).length, 4);
  database.close();
});

Deno.test(
  "each login signs in, and sees what is theirs",
  withDemo(async ({ database }) => {
    const logins = await seed(database);
    assert.deepEqual(logins.map(({ role }) => role), ["Admin", "Teacher", "Parent", "Student"]);
    const school = await openSchool({ database });
    try {
      const seen: Record<string, unknown> = {};
      for (const { role, name, email, password } of logins) {
        await checkNewPassword("password", { password, name, email });
        const { status, body } = await school.request("POST", "/api/login", {
          body: { email, password },
        });
        assert.equal(status, 200, role);
        assert.equal(body.user.name, name);
        const as = { user_id: body.user.user_id, email, token: body.token };
        const me = (await school.request("GET", "/api/me", { as })).body;
        const students = (await school.request("GET", "/api/students?limit=200", { as })).body;
        const inbox = await rowsOf(
          database,
          `select distinct status from notifications where user_id = ${as.user_id} order by 1`,
        );
        assert.deepEqual(inbox, [{ status: "read" }, { status: "unread" }], role);
        seen[role] = {
          classes: me.classes.map((each: { name: string }) => each.name),
          students: me.students.map((each: { name: string }) => each.name),
          listed: students.data.length,
          more: students.next_cursor !== null,
        };
      }
      assert.deepEqual(seen, {
        Admin: { classes: [], students: [], listed: 200, more: true },
        Teacher: {
          classes: ["5A", "6A", "7A", "8A", "9A"].flatMap((form) => [form, `${form} Mathematics`]),
          students: [],
          listed: 200,
          more: true,
        },
        Parent: {
          classes: [],
          students: ["Eliška Dvořáková", "Matěj Dvořák"],
          listed: 2,
          more: false,
        },
        Student: { classes: [], students: ["Eliška Dvořáková"], listed: 1, more: false },
      });
    } finally {
      school.close();
    }
  }),
);

Deno.test(
  "no register of a day that is past is missing",
  withDemo(async ({ database, rows }) => {
    const school = await openSchool({ database });
    try {
      const [{ first, last }] = await rows(
        "select min(date) as first, max(date) as last from attendance",
      );
      const [{ starts_on }] = await rows("select max(starts_on) as starts_on from terms");
      const [{ email, password }] = await seed(database);
      const signed_in = await school.request("POST", "/api/login", { body: { email, password } });
      const as = { user_id: 1, email, token: signed_in.body.token };
      const statusesOf = async (from: string, { every }: { every: number }) => {
        const statuses = new Map<string, number>();
        const until = from < starts_on ? starts_on : last;
        for (
          let day = Temporal.PlainDate.from(from);
          day.toString() <= until;
          day = day.add({ days: every })
        ) {
          const { body } = await school.request("GET", `/api/registers?date=${day}`, { as });
          for (const { status, why } of body.data) {
            const told = why ?? status;
            statuses.set(told, (statuses.get(told) ?? 0) + 1);
          }
        }
        return Object.fromEntries(statuses);
      };
      // Ten forms: 45 days of school, five of half-term, ten weekends; and ten that meet on no day.
      assert.deepEqual(await statusesOf(starts_on, { every: 1 }), {
        taken: 450,
        no_lesson: 200 + 650,
        holiday: 50 + 50,
      });
      // Every fourth day is each weekday in its turn.
      const { taken, not_taken } = await statusesOf(first, { every: 4 });
      assert.deepEqual([taken > 150, not_taken], [true, undefined]);
    } finally {
      school.close();
    }
  }),
);

Deno.test(
  "nobody else can sign in",
  withDemo(async ({ rows }) => {
    const able = await rows("select email from users where password is not null order by 1");
    assert.deepEqual(able.map(({ email }) => email), [
      "admin@demo.example",
      "parent@demo.example",
      "student@demo.example",
      "teacher@demo.example",
    ]);
    const [{ n }] = await rows(
      "select count(*) as n from users where (status = 'active') <> (password is not null)",
    );
    assert.equal(n, 0);
  }),
);
