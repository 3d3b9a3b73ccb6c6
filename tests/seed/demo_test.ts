import assert from "node:assert/strict";
import { computeGpa, type GpaInput } from "../../api/features/grades/gpa.ts";
import { DEFAULT_SCALE, resolveGrade } from "../../api/features/grades/scales.ts";
import { checkNewPassword } from "../../api/features/sessions/new_password.ts";
import { phcPasswords } from "../../api/features/sessions/passwords.ts";
import { StudentInput } from "../../api/features/students/schema.ts";
import { email, fold, line, paragraph } from "../../api/schema.ts";
import { type LibsqlDatabase, openDatabase } from "../../db/client.ts";
import { migrate } from "../../db/migrate.ts";
import { NotTheDemoError, seedDemo } from "../../db/seed/demo.ts";
import { openSchool } from "../helpers/school.ts";

/** The school clock of the tests, a Wednesday. */
const NOW = "2026-10-14T09:00:00Z";
const passwords = await phcPasswords();

const seed = (database: LibsqlDatabase, now = NOW) =>
  seedDemo(database, { passwords, now: new Date(now) });

async function empty(): Promise<LibsqlDatabase> {
  const database = await openDatabase({ url: ":memory:" });
  await migrate(database, { now: new Date(NOW) });
  return database;
}

/** Hands the test a demo school of its own, and closes it whatever happens. */
function withDemo(test: (demo: { database: LibsqlDatabase; rows: Rows }) => Promise<void>) {
  return async () => {
    const database = await empty();
    try {
      await seed(database);
      await test({ database, rows: (query) => rowsOf(database, query) });
    } finally {
      database.close();
    }
  };
}

// What a query answers is what a test asserts, so it is not told beforehand.
// deno-lint-ignore no-explicit-any
type Rows = (query: string) => Promise<any[]>;

async function rowsOf(database: LibsqlDatabase, query: string) {
  const [result] = await database.run([query]);
  return result.rows.map((row) => ({ ...row }));
}

/** Every row of every table; of passwords only whether there is one. */
async function dump(database: LibsqlDatabase): Promise<Record<string, unknown[]>> {
  const tables = await rowsOf(database, "select name from sqlite_master where type = 'table'");
  const dumped: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const rows = await rowsOf(database, `select * from "${name}" order by 1, 2`);
    dumped[String(name)] = rows.map((row) => row.password ? { ...row, password: "a hash" } : row);
  }
  return dumped;
}

Deno.test(
  "the demo school has 240 children in 10 classes, 14 teachers, 45 days and 8 subjects",
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
      classes: 10,
      teachers: 14,
      admins: 1,
      terms: 1,
      days: 45,
      attendance: 240 * 45,
      subjects: 8,
      grades: 240 * 8,
      activities: 16,
    });
    const rosters = await rows("select count(*) as n from enrollments group by class_id");
    assert.deepEqual(rosters.map(({ n }) => n), Array(10).fill(24));
    assert.deepEqual(await rows("select action, entity from audit_log"), [
      { action: "seedDemo", entity: "settings" },
    ]);
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
        Teacher: { classes: ["5A", "6A", "7A", "8A", "9A"], students: [], listed: 200, more: true },
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

Deno.test(
  "attendance is that of a school",
  withDemo(async ({ rows }) => {
    const [share] = await rows(`select
    avg(status = 'Present') as present,
    avg(minutes_late is not null) as late,
    sum(status = 'Excused' and reason is null) as unexplained from attendance`);
    assert.ok(share.present > 0.94 && share.present < 0.96, `${share.present} present`);
    assert.ok(share.late > 0.01 && share.late < 0.05, `${share.late} late`);
    assert.equal(share.unexplained, 0);

    const often_away = await rows(`select student_id from attendance group by student_id
    having sum(status <> 'Present') * 10 >= count(*)`);
    assert.equal(often_away.length, 5);
  }),
);

Deno.test(
  "marks are those of a school, worth what the scale says",
  withDemo(async ({ rows }) => {
    const grades: (GpaInput & { student_id: number })[] = await rows("select * from grades");
    for (const { grade, points } of grades) {
      const resolved = resolveGrade(DEFAULT_SCALE, grade);
      assert.ok(resolved.ok && resolved.grade === grade && resolved.points === points, grade);
    }

    const share = (is: (grade: GpaInput) => boolean) => grades.filter(is).length / grades.length;
    for (
      const [what, part, least, most] of [
        ["A", share(({ grade }) => grade.startsWith("A")), 0.15, 0.35],
        ["B", share(({ grade }) => grade.startsWith("B")), 0.3, 0.5],
        ["C", share(({ grade }) => grade.startsWith("C")), 0.15, 0.35],
        ["D and F", share(({ grade }) => /^[DF]/.test(grade)), 0.02, 0.1],
        ["P", share(({ grade }) => grade === "P"), 0.02, 0.1],
        ["EX", share(({ grade }) => grade === "EX"), 0.002, 0.02],
        ["Honors", share(({ level }) => level === "Honors"), 0.03, 0.15],
        ["AP", share(({ level }) => level === "AP"), 0.001, 0.02],
      ] as const
    ) {
      assert.ok(part >= least && part <= most, `${what}: ${part}`);
    }

    const gpas = [...Map.groupBy(grades, ({ student_id }) => student_id)]
      .map(([student_id, own]) => ({ student_id, gpa: computeGpa(own, DEFAULT_SCALE).gpa! }));
    const mean = gpas.reduce((sum, { gpa }) => sum + gpa, 0) / gpas.length;
    assert.ok(mean > 2.6 && mean < 3.1, `mean GPA ${mean}`);
    const [{ student_id }] = await rows(`select student_id from students
    join users using (user_id) where email = 'student@demo.example'`);
    assert.ok(gpas.find((each) => each.student_id === student_id)!.gpa >= 3.7);
  }),
);

Deno.test(
  "names come in six scripts",
  withDemo(async ({ rows }) => {
    const names: string[] = (await rows(
      "select name from users where role = 'Student'",
    )).map(({ name }) => name);
    assert.equal(new Set(names).size, 240);
    for (
      const [script, pattern] of [
        ["Latin with diacritics", /[áčďéěíňřšťůýžäöüßçğışéèêëïôãõłńśżåø]/i],
        ["Vietnamese", /^(Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô) /],
        ["Cyrillic", /^\p{Script=Cyrillic}+ \p{Script=Cyrillic}+$/u],
        ["Greek", /^\p{Script=Greek}+ \p{Script=Greek}+$/u],
        ["Arabic", /^\p{Script=Arabic}+ \p{Script=Arabic}+$/u],
        ["Chinese", /^\p{Script=Han}{2,3}$/u],
      ] as const
    ) {
      const bearers = names.filter((name) => pattern.test(name)).length;
      assert.ok(bearers >= 8, `${script}: ${bearers}`);
    }
  }),
);

Deno.test(
  "most children have one or two parents with accounts",
  withDemo(async ({ rows }) => {
    const children = await rows(`select
    (select count(*) from guardians g where g.student_id = s.student_id) as parents
    from students s`);
    const with_parents = (n: number) => children.filter(({ parents }) => parents === n).length;
    assert.ok(with_parents(1) > 60);
    assert.ok(with_parents(2) > 100);
    assert.ok(with_parents(1) + with_parents(2) > 220);

    const [{ strays }] = await rows(`select count(*) as strays from users
    where role = 'Parent' and user_id not in (select user_id from guardians)`);
    assert.equal(strays, 0);
  }),
);

Deno.test(
  "siblings are many, never in one grade level nor born too close",
  withDemo(async ({ rows }) => {
    const siblings = await rows(`select distinct
      a.grade_level <> b.grade_level as apart,
      abs(julianday(a.date_of_birth) - julianday(b.date_of_birth)) as days
    from guardians g join guardians h using (user_id)
    join students a on a.student_id = g.student_id join students b on b.student_id = h.student_id
    where a.student_id < b.student_id`);
    assert.ok(siblings.length > 40);
    for (const { apart, days } of siblings) assert.ok(apart === 1 && days > 280, `${days} days`);
  }),
);

Deno.test(
  "all of it is as the API would have taken it",
  withDemo(async ({ rows }) => {
    const take = (schema: { parse(value: unknown): unknown }, value: unknown) =>
      assert.deepEqual(schema.parse(value), value);

    const children = await rows(`select u.name, u.email, date_of_birth, gender, address,
    contact_number, guardian_name, guardian_contact, student_number, grade_level
    from students join users u using (user_id)`);
    for (const child of children) take(StudentInput, child);
    for (const user of await rows("select name, sort_name, email from users")) {
      take(line(), user.name);
      if (user.email) take(email, user.email);
      assert.equal(user.sort_name, fold(user.name));
    }
    const [{ strays }] = await rows(`select count(*) as strays from students s
    join users u using (user_id) where s.sort_name <> u.sort_name`);
    assert.equal(strays, 0);
    for (const { message } of await rows("select message from notifications")) {
      take(paragraph(), message);
    }
    for (const { comment } of await rows("select comment from grades where comment is not null")) {
      take(paragraph(), comment);
    }
  }),
);

Deno.test(
  "nothing is later than now",
  withDemo(async ({ rows }) => {
    const moments = await rows(`select c.name as column, m.name as tbl
    from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'`);
    const now = new Date(NOW).toISOString();
    for (const { tbl, column } of moments.filter(({ column }) => /_at$|^at$/.test(column))) {
      const [{ last }] = await rows(`select max("${column}") as last from "${tbl}"`);
      assert.ok(last === null || last <= now, `${tbl}.${column}: ${last}`);
    }
  }),
);
