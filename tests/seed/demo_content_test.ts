import assert from "node:assert/strict";
import { computeGpa, type GpaInput } from "../../api/features/grades/gpa.ts";
import { DEFAULT_SCALE, resolveGrade } from "../../api/features/grades/scales.ts";
import { StudentInput } from "../../api/features/students/schema.ts";
import { email, fold, line, paragraph } from "../../api/schema.ts";
import { computedMark } from "../../api/features/gradebook/computed_mark.ts";
import { openSchool } from "../helpers/school.ts";
import { NOW, seed, withDemo } from "./demo_school.ts";

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

Deno.test(
  "a gradebook is that of a class, and its results were posted as they then were",
  withDemo(async ({ database, rows }) => {
    const [counts] = await rows(`select
      (select count(*) from categories) as categories,
      (select count(*) from assessments) as assessments,
      (select count(*) from scores) as cells,
      (select avg(state = 'missing') from scores) as missing,
      (select avg(state = 'exempt') from scores) as exempt,
      (select avg(state = 'late') from scores) as late,
      (select avg(score / maximum) from scores join assessments using (assessment_id)) as earned`);
    // Ten classes in the term that runs, eight in each of those before.
    assert.deepEqual(
      [counts.categories, counts.assessments],
      [(10 + 8 + 8) * 3, 10 * 12 + (8 + 8) * 6],
    );
    const all = 240 * 12 + (192 + 192) * 6;
    assert.ok(counts.cells > all * 0.86 && counts.cells < all * 0.95, `${counts.cells} of ${all}`);
    for (
      const [what, least, most] of [
        ["missing", 0.01, 0.06],
        ["exempt", 0.002, 0.02],
        ["late", 0.005, 0.03],
        ["earned", 0.75, 0.85],
      ] as const
    ) {
      assert.ok(counts[what] > least && counts[what] < most, `${what}: ${counts[what]}`);
    }
    const [{ beyond }] = await rows(`select count(*) as beyond from scores
      join assessments using (assessment_id) where score > maximum or score < 0`);
    assert.equal(beyond, 0);

    const marks = await rows(`select percent, grade, subject, comment,
      updated_at > created_at as edited from grades where percent is not null order by grade_id`);
    const mathematics = await rows(
      "select count(*) as n from grades where subject = 'Mathematics'",
    );
    assert.deepEqual([marks.length, mathematics[0].n], [240 + 192 + 192, 240 + 192 + 192]);
    for (const { percent, grade, subject, comment, edited } of marks) {
      const is_computed = grade === computedMark(percent, DEFAULT_SCALE);
      assert.deepEqual([subject, is_computed], ["Mathematics", edited === 0]);
      if (edited) assert.match(comment, /^Up a step/);
    }

    const school = await openSchool({ database });
    try {
      const [, { email, password }] = await seed(database);
      const { body } = await school.request("POST", "/api/login", { body: { email, password } });
      const [{ class_id }] = await rows(
        "select class_id from classes where name = '7A Mathematics'",
      );
      const results = await school.request("GET", `/api/classes/${class_id}/results?term_id=3`, {
        headers: { authorization: `Bearer ${body.token}` },
      });
      const [{ name }] = await rows("select name from users where user_id = 2");
      assert.equal(results.body.data.length, 24);
      let moved = 0;
      for (const { percent, posted } of results.body.data) {
        assert.equal(posted.entered_by_name, name);
        assert.ok(Math.abs(percent - posted.percent) < 15, `${percent} after ${posted.percent}`);
        if (percent !== posted.percent) moved++;
      }
      assert.ok(moved > 12, "a test has been written since");
    } finally {
      school.close();
    }
  }),
);

Deno.test(
  "two terms are closed, and a child's way through all three can be seen",
  withDemo(async ({ database, rows }) => {
    const terms = await rows("select * from terms order by term_id");
    assert.deepEqual(terms.map(({ name }) => name), [
      "Spring term 2026",
      "Summer term 2026",
      "Autumn term 2026",
    ]);
    assert.deepEqual(terms.map(({ closed_at }) => closed_at?.slice(0, 10) ?? null), [
      terms[0].ends_on,
      terms[1].ends_on,
      null,
    ]);
    const school = await openSchool({ database });
    try {
      const logins = await seed(database);
      const [, teacher, parent] = await Promise.all(logins.map(async ({ email, password }) => {
        const signed_in = await school.request("POST", "/api/login", { body: { email, password } });
        const headers = { authorization: `Bearer ${signed_in.body.token}` };
        return (method: string, path: string, body?: unknown) =>
          school.request(method, path, { headers, body });
      }));
      const { body: trend } = await parent("GET", "/api/students/1/trend");
      assert.deepEqual(trend.data.map(({ counted }: { counted: number }) => counted), [8, 8, 8]);
      const gpas = trend.data.map(({ gpa }: { gpa: number }) => gpa);
      assert.ok(gpas[0] < gpas[2], gpas.join());
      assert.ok(
        trend.data.every(({ attendance_rate }: { attendance_rate: number }) =>
          attendance_rate > 0.9
        ),
      );
      // In grade 5 since this autumn.
      const { body: sibling } = await parent("GET", "/api/students/2/trend");
      assert.deepEqual(sibling.data.length, 1);

      const [mark] = await rows(`select grade_id, class_id from grades
        where student_id = 1 and term_id = 3 and percent is not null`);
      const closed = await teacher(
        "PUT",
        `/api/classes/${mark.class_id}/results?term_id=2`,
        { results: [{ student_id: 1, grade: "A" }] },
      );
      assert.equal(closed.status, 409);

      const { body: changes } = await teacher("GET", `/api/grades/${mark.grade_id}/changes`);
      assert.deepEqual(changes.data.length, 2);
      const [{ actor_name, changes: { grade: [from, to] } }] = changes.data;
      assert.equal(actor_name, logins[1].name);
      assert.notEqual(from, to);
      const [test] = await rows(`select assessment_id, score from scores
        join assessments using (assessment_id)
        where student_id = 1 and title = 'Fractions test'`);
      const { body: cell } = await teacher(
        "GET",
        `/api/assessments/${test.assessment_id}/scores/1/changes`,
      );
      assert.deepEqual(cell.data.length, 2);
      assert.equal(cell.data[0].to.score, test.score);
      assert.ok(cell.data[0].from.score < test.score);
    } finally {
      school.close();
    }
  }),
);
