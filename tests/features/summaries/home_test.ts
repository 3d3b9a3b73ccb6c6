import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const home = async (school: School, as: SignedIn) => {
  const before = await school.counts();
  const { status, body, text } = await school.request("GET", "/api/home", { as });
  assert.equal(status, 200, text);
  assert.deepEqual(await school.counts(), before);
  return body;
};

/** Marks for so many days from 1 September on, the first of them away. */
async function mark(
  school: School,
  { student_id, days, away, status = "Absent", class_id = null }: {
    student_id: number;
    days: number;
    away: number;
    status?: string;
    class_id?: number | null;
  },
): Promise<void> {
  for (let i = 0; i < days; i++) {
    await school.rows(
      `insert into attendance (student_id, date, status, reason, class_id, created_at, updated_at)
        values (?, date('2026-09-01', ? || ' days'), ?, ?, nullif(?, 0), '', '')`,
      student_id,
      i,
      i < away ? status : "Present",
      i < away ? "Flu" : "",
      class_id ?? 0,
    );
  }
}

Deno.test(
  "an Admin's home: today's registers, who is at risk, how many there are of all",
  withSchool(async (school) => {
    await school.term();
    const [a, b] = [await school.student({ name: "Ana" }), await school.student({ name: "Bo" })];
    const taken = await school.class([a.student_id], "Taken");
    const open = await school.class([b.student_id], "Open");
    await school.class([], "Nobody in it");
    const teacher = await school.teacherOf(open.class_id);
    await school.parentOf(a.student_id);
    await school.request("PUT", `/api/classes/${taken.class_id}/attendance/2026-10-14`, {
      as: school.admin,
      body: { marks: [{ student_id: a.student_id, status: "Present" }] },
    });
    const [{ name }] = await school.rows(
      "select name from users where user_id = ?",
      teacher.user_id,
    );
    assert.deepEqual(await home(school, school.admin), {
      role: "Admin",
      today: "2026-10-14",
      registers: {
        not_taken: [{
          class_id: open.class_id,
          name: "Open",
          date: "2026-10-14",
          teachers: [name],
        }],
        not_taken_count: 1,
        taken_count: 1,
      },
      at_risk: [],
      at_risk_count: 0,
      students: 2,
      teachers: 1,
      parents: 1,
      classes: 3,
      terms: 1,
      notices: [],
    });
  }),
);

Deno.test(
  "at risk: 7 % and a tenth in integers, from ten days on, by the day's rule, of this school year alone",
  withSchool(async (school) => {
    await school.term();
    const child = async (name: string, days: number, away: number, status?: string) => {
      const { student_id } = await school.student({ name });
      await mark(school, { student_id, days, away, status });
      return student_id;
    };
    await child("Nine days", 9, 9);
    await child("Under seven in a hundred", 29, 2);
    const warned = await child("Seven in a hundred", 28, 2);
    const chronic = await child("A tenth", 10, 1, "Excused");
    const left = await child("Has left", 10, 10);
    await school.rows("update students set archived_at = '' where student_id = ?", left);
    // Two lessons on each of ten days: one day is away from both, and counts once.
    const { student_id: lessons } = await school.student({ name: "Two lessons" });
    const [one, two] = [await school.class([lessons]), await school.class([lessons])];
    await mark(school, { student_id: lessons, days: 10, away: 2, class_id: one.class_id });
    await mark(school, { student_id: lessons, days: 10, away: 1, class_id: two.class_id });
    const { student_id: last_year } = await school.student({ name: "Last year" });
    await mark(school, { student_id: last_year, days: 12, away: 0 });
    await school.rows(
      `insert into attendance (student_id, date, status, created_at, updated_at)
        select ?, date('2026-05-01', value || ' days'), 'Absent', '', ''
        from json_each('[1,2,3,4,5,6,7,8,9]')`,
      last_year,
    );
    const { at_risk, at_risk_count } = await home(school, school.admin);
    const line = (student_id: number, name: string, marked: number, absent: number) => ({
      student_id,
      name,
      marked,
      absent,
      rate: (marked - absent) / marked,
      level: absent * 10 >= marked ? "chronic" : "warning",
    });
    assert.deepEqual(at_risk, [
      line(chronic, "A tenth", 10, 1),
      line(lessons, "Two lessons", 10, 1),
      line(warned, "Seven in a hundred", 28, 2),
    ]);
    assert.equal(at_risk_count, 3);
  }),
);

Deno.test(
  "of many at risk twenty are named, and all are counted",
  withSchool(async (school) => {
    for (let i = 0; i < 22; i++) {
      const { student_id } = await school.student();
      await school.rows(
        `insert into attendance (student_id, date, status, created_at, updated_at)
          select ?, date('2026-10-01', value || ' days'), 'Absent', '', ''
          from json_each('[1,2,3,4,5,6,7,8,9,10]')`,
        student_id,
      );
    }
    const { at_risk, at_risk_count } = await home(school, school.admin);
    assert.deepEqual([at_risk.length, at_risk_count], [20, 22]);
  }),
);

Deno.test(
  "a Teacher's home: the own classes with today's registers, and nobody of another's",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    for (const { student_id } of [ours, theirs]) {
      await school.rows("delete from attendance where student_id = ?", student_id);
      await mark(school, { student_id, days: 10, away: 3 });
    }
    const first = await home(school, ours.teacher);
    assert.deepEqual(first, {
      role: "Teacher",
      today: "2026-10-14",
      classes: [{
        class_id: ours.class_id,
        name: "Ourschild class",
        subject: null,
        students: 1,
        register: "not_taken",
        taken_at: null,
      }],
      at_risk: [{
        student_id: ours.student_id,
        name: "Ourschild",
        marked: 10,
        absent: 3,
        rate: 0.7,
        level: "chronic",
      }],
      at_risk_count: 1,
      notices: [],
    });
    await school.request("PUT", `/api/classes/${ours.class_id}/attendance/2026-10-14`, {
      as: ours.teacher,
      body: { marks: [{ student_id: ours.student_id, status: "Absent" }] },
    });
    const { classes: [taught], at_risk: [child] } = await home(school, ours.teacher);
    assert.deepEqual([taught.register, taught.taken_at], ["taken", "2026-10-14T09:00:00.000Z"]);
    assert.deepEqual([child.marked, child.absent], [11, 4]);
    assert.equal(JSON.stringify(await home(school, ours.teacher)).includes("Theirs"), false);
  }),
);

Deno.test(
  "a Parent's home: the own children's rate, GPA, latest marks and absences, and nothing of another's",
  withSchool(async (school) => {
    const { ours, term_id } = await twoFamilies(school);
    const { student_id } = ours;
    for (let i = 1; i <= 5; i++) {
      await school.request("POST", `/api/students/${student_id}/grades`, {
        as: school.admin,
        body: { subject: `Subject ${i}`, grade: "B", term_id },
      });
    }
    const parents = await home(school, ours.parent);
    const [child] = parents.children;
    assert.deepEqual([parents.role, parents.gpa_maximum, parents.children.length], [
      "Parent",
      4,
      1,
    ]);
    assert.deepEqual(child.attendance, {
      marked: 1,
      present: 0,
      absent: 1,
      excused: 0,
      late: 0,
      rate: 0,
      chronic_absence: false,
    });
    assert.deepEqual(child.latest_absences, [
      { date: "2026-10-01", status: "Absent", reason: "Ourschild is ill" },
    ]);
    const gpa = await school.request("GET", `/api/students/${student_id}/gpa`, { as: ours.parent });
    assert.equal(child.gpa, gpa.body.gpa);
    assert.deepEqual(
      child.latest_grades.map(({ subject }: { subject: string }) => subject),
      ["Subject 5", "Subject 4", "Subject 3", "Subject 2", "Subject 1"],
    );
    assert.equal(JSON.stringify(parents).includes("Theirs"), false);
    assert.deepEqual(parents.notices, [{
      notification_id: ours.notification_id,
      message: "Ourschild was absent",
      status: "unread",
      link: null,
      sent_at: "2026-10-14T09:00:00.000Z",
    }]);
    const own = { ...parents, role: "Student", notices: [] };
    assert.deepEqual(await home(school, ours.child), own);
    const stranger = await school.user("Parent");
    assert.deepEqual((await home(school, stranger)).children, []);
  }),
);

Deno.test(
  "a child who has left stands last on the family's home, says so, and opens as all else of them does",
  withSchool(async (school) => {
    const ana = (await school.student({ name: "Ana" })).student_id;
    const bo = (await school.student({ name: "Bo" })).student_id;
    const parent = await school.parentOf(ana, bo);
    const child = await school.childLogin(ana);
    const office = (method: string, path = "") =>
      school.request(method, `/api/students/${ana}${path}`, { as: school.admin });
    await office("DELETE");
    const { children } = await home(school, parent);
    const standing = children.map((
      { name, archived_at }: { name: string; archived_at: string | null },
    ) => [name, archived_at]);
    assert.deepEqual(standing, [["Bo", null], ["Ana", "2026-10-14T09:00:00.000Z"]]);
    for (const as of [parent, child]) {
      for (const path of ["", "/grades", "/gpa", "/attendance", "/activities", "/reports"]) {
        const { status } = await school.request("GET", `/api/students/${ana}${path}`, { as });
        assert.equal(status, 200, path);
      }
    }
    assert.equal((await home(school, child)).children.length, 1);
    await office("DELETE", `/guardians/${parent.user_id}`);
    assert.deepEqual((await home(school, parent)).children.map(nameOf), ["Bo"]);
    assert.equal((await school.request("GET", `/api/students/${ana}`, { as: parent })).status, 404);
    await office("POST", "/restore");
    school.clock.advance(60_000);
    assert.equal((await home(school, child)).children[0].archived_at, null);
  }),
);
const nameOf = ({ name }: { name: string }) => name;

Deno.test(
  "today is the school's, wherever on earth it is",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    school.clock.set("2026-10-14T11:30:00Z");
    const [admin, teacher] = [await school.user("Admin"), await school.teacherOf(class_id)];
    for (
      const [timezone, today] of [
        ["Pacific/Kiritimati", "2026-10-15"],
        ["Pacific/Midway", "2026-10-14"],
        ["UTC", "2026-10-14"],
      ]
    ) {
      await school.rows("update settings set timezone = ?", timezone);
      assert.equal((await home(school, teacher)).today, today);
      const { registers: { not_taken: [line] } } = await home(school, admin);
      assert.equal(line.date, today);
    }
  }),
);
