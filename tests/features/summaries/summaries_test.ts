import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const read = (school: School, path: string, as: SignedIn = school.admin) =>
  school.request("GET", path, { as });

/** Two children of grades 3 and 10, ten days each; the second is away on three. */
async function filled(school: School) {
  const { term_id } = await school.term("Autumn");
  const { term_id: earlier } = await school.term("Before", "2026-01-05", "2026-06-20");
  const a = await school.student({ name: "Ana", grade_level: "10" });
  const b = await school.student({ name: "Bo", grade_level: "3" });
  const { class_id } = await school.class([a.student_id, b.student_id], "3A");
  for (const { student_id } of [a, b]) {
    await school.rows(
      `insert into attendance (student_id, date, status, class_id, created_at, updated_at)
        select ?, date('2026-09-25', value || ' days'),
          iif(? and value < 3, iif(value = 0, 'Excused', 'Absent'), 'Present'), ?, '', ''
        from json_each('[0,1,2,3,4,5,6,7,8,9]')`,
      student_id,
      student_id === b.student_id ? 1 : 0,
      class_id,
    );
  }
  const mark = (student_id: number, grade: string, term: number, subject = "Art") =>
    school.request("POST", `/api/students/${student_id}/grades`, {
      as: school.admin,
      body: { subject, grade, class_id, term_id: term },
    });
  await mark(a.student_id, "A", term_id);
  await mark(b.student_id, "B+", term_id);
  await mark(a.student_id, "P", earlier);
  return { class_id, term_id, earlier, b, mark };
}

Deno.test(
  "a class's summary: marks by status, who is at risk, and the grades, of a term or the year",
  withSchool(async (school) => {
    const { class_id, term_id, earlier, b } = await filled(school);
    const before = await school.counts();
    const { status, body, headers } = await read(school, `/api/classes/${class_id}/summary`);
    assert.equal(status, 200);
    assert.ok(headers.get("etag"));
    assert.deepEqual(body, {
      class_id,
      students: 2,
      attendance: { rate: 0.85, by_status: { Present: 17, Absent: 2, Excused: 1 } },
      at_risk: [{
        student_id: b.student_id,
        name: "Bo",
        marked: 10,
        absent: 3,
        rate: 0.7,
        level: "chronic",
      }],
      at_risk_count: 1,
      grades: {
        count: 2,
        average_points: 3.65,
        distribution: [{ grade: "A", count: 1 }, { grade: "B+", count: 1 }],
      },
    });
    const of = async (term: number) =>
      (await read(school, `/api/classes/${class_id}/summary?term_id=${term}`)).body;
    assert.deepEqual(await of(term_id), body);
    assert.deepEqual(await of(earlier), {
      class_id,
      students: 2,
      attendance: { rate: null, by_status: { Present: 0, Absent: 0, Excused: 0 } },
      at_risk: [],
      at_risk_count: 0,
      grades: { count: 1, average_points: null, distribution: [{ grade: "P", count: 1 }] },
    });
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a class's marks come the best first, and A+ before A, which earns the same",
  withSchool(async (school) => {
    const { class_id, term_id, b, mark } = await filled(school);
    for (const [i, grade] of ["A-", "EX", "A", "F", "A+"].entries()) {
      await mark(b.student_id, grade, term_id, `Subject ${i}`);
    }
    const { body } = await read(school, `/api/classes/${class_id}/summary`);
    assert.deepEqual(
      body.grades.distribution.map(({ grade }: { grade: string }) => grade),
      ["A+", "A", "A-", "B+", "F", "EX"],
    );
  }),
);

Deno.test(
  "a class's summary is 404 for who doesn't teach it, where there is no such class",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const path = `/api/classes/${ours.class_id}/summary`;
    assert.equal((await read(school, path, ours.teacher)).status, 200);
    assert.equal((await read(school, path, theirs.teacher)).status, 404);
    assert.equal((await read(school, "/api/classes/9999/summary")).status, 404);
    assert.equal((await read(school, `${path}?term=1`)).status, 400);
  }),
);

Deno.test(
  "the school's summary: attendance by month and grade level, and how the GPAs lie",
  withSchool(async (school) => {
    await filled(school);
    const { status, body } = await read(school, "/api/summary");
    assert.equal(status, 200);
    const days = (marked: number, present: number, absent: number, excused: number) => ({
      marked,
      present,
      absent,
      excused,
      rate: present / marked,
    });
    assert.deepEqual(body, {
      from: "2026-09-01",
      to: "2026-10-14",
      students: 2,
      ...days(20, 17, 2, 1),
      months: [{ month: "2026-09", ...days(12, 9, 2, 1) }, {
        month: "2026-10",
        ...days(8, 8, 0, 0),
      }],
      grade_levels: [
        { grade_level: "3", ...days(10, 7, 2, 1) },
        { grade_level: "10", ...days(10, 10, 0, 0) },
      ],
      gpa: {
        maximum: 4,
        average: 3.65,
        counted: 2,
        distribution: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].map((from) => ({
          from,
          to: from + 0.5,
          count: from >= 3 ? 1 : 0,
        })),
      },
    });
    const october = await read(school, "/api/summary?from=2026-10-01&to=2026-10-02");
    assert.deepEqual([october.body.marked, october.body.rate], [4, 1]);
    const nothing = await read(school, "/api/summary?from=2025-10-01&to=2025-10-02");
    assert.deepEqual([nothing.body.marked, nothing.body.rate, nothing.body.months], [0, null, []]);
  }),
);

Deno.test(
  "the school's summary refuses days the wrong way round, and more than 400",
  withSchool(async (school) => {
    const refused = [
      "from=2026-10-02&to=2026-10-01",
      "from=2025-08-01&to=2026-10-01",
      "from=2025-08-28&to=2026-10-02",
      "from=2027-01-01",
    ];
    for (const query of refused) {
      const { status, body } = await read(school, `/api/summary?${query}`);
      assert.equal(status, 400, query);
      assert.deepEqual(pathsOf(body), ["query.from"]);
    }
    const longest = await read(school, "/api/summary?from=2025-08-29&to=2026-10-02");
    assert.equal(longest.status, 200, longest.text);
    await school.rows("delete from sessions");
    assert.equal((await read(school, `/api/summary?${refused[0]}`)).status, 401);
  }),
);
