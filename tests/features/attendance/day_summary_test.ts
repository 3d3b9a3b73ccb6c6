import assert from "node:assert/strict";
import { build } from "../../../db/query.ts";
import { attendance } from "../../../db/schema/mod.ts";
import { type School, withSchool } from "../../helpers/school.ts";

type Status = "Present" | "Absent" | "Excused";

/** Marks as they are stored: `P`, `A`, `E`, a day's own in upper case, lessons' in lower; `+` is late. */
async function mark(school: School, student_id: number, days: string[], first = 1) {
  const names: Record<string, Status> = { P: "Present", A: "Absent", E: "Excused" };
  const lessons = [(await school.class()).class_id, (await school.class()).class_id];
  const at = school.clock.now().toISOString();
  for (const [i, day] of days.entries()) {
    let lesson = 0;
    for (const [, letter, late] of day.matchAll(/([PAEpae])(\+?)/g)) {
      const whole = letter === letter.toUpperCase();
      await school.run(
        build.insert(attendance).values({
          student_id,
          date: `2026-09-${String(i + first).padStart(2, "0")}`,
          status: names[letter.toUpperCase()],
          minutes_late: late ? 5 : null,
          class_id: whole ? null : lessons[lesson++],
          created_at: at,
          updated_at: at,
        }),
      );
    }
  }
}

async function summaryOf(school: School, student_id: number, query = "") {
  const path = `/api/students/${student_id}/attendance${query}`;
  return (await school.request("GET", path, { as: school.admin })).body.summary;
}

const CASES: [string, string[], Record<string, unknown>][] = [
  ["nothing marked", [], {
    marked: 0,
    present: 0,
    absent: 0,
    excused: 0,
    late: 0,
    rate: null,
    chronic_absence: false,
  }],
  ["the day's own mark rules over its lessons", ["Ap", "Ea", "Pae"], {
    marked: 3,
    present: 1,
    absent: 1,
    excused: 1,
    late: 0,
    rate: 1 / 3,
    chronic_absence: false,
  }],
  ["without one: present in any lesson, else excused in any, else absent", [
    "ap",
    "pe",
    "ae",
    "aa",
    "e",
  ], {
    marked: 5,
    present: 2,
    absent: 1,
    excused: 2,
    late: 0,
    rate: 2 / 5,
    chronic_absence: false,
  }],
  ["late are present days with minutes late", ["P+", "p+a", "Ap+", "P", "p+p+"], {
    marked: 5,
    present: 4,
    absent: 1,
    excused: 0,
    late: 3,
    rate: 4 / 5,
    chronic_absence: false,
  }],
  ["all away for nine days: too few to tell", Array(9).fill("A"), {
    marked: 9,
    present: 0,
    absent: 9,
    excused: 0,
    late: 0,
    rate: 0,
    chronic_absence: false,
  }],
  ["exactly a tenth of ten days", [...Array(9).fill("P"), "E"], {
    marked: 10,
    present: 9,
    absent: 0,
    excused: 1,
    late: 0,
    rate: 0.9,
    chronic_absence: true,
  }],
  ["one in eleven is under a tenth", [...Array(10).fill("P"), "A"], {
    marked: 11,
    present: 10,
    absent: 1,
    excused: 0,
    late: 0,
    rate: 10 / 11,
    chronic_absence: false,
  }],
  ["absent and excused count together", [...Array(18).fill("P"), "A", "E"], {
    marked: 20,
    present: 18,
    absent: 1,
    excused: 1,
    late: 0,
    rate: 0.9,
    chronic_absence: true,
  }],
];

for (const [name, days, expected] of CASES) {
  Deno.test(
    `summary: ${name}`,
    withSchool(async (school) => {
      const { student_id } = await school.student();
      const other = await school.student();
      await mark(school, other.student_id, ["A", "A"]);
      await mark(school, student_id, days);
      assert.deepEqual(await summaryOf(school, student_id), expected);
    }),
  );
}

Deno.test(
  "the list is paged newest first; the summary is of the filter, not of the page",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    await mark(school, student_id, ["P", "A", "pe", "P"]);
    const path = `/api/students/${student_id}/attendance`;
    const list = async (query: string) => {
      const answered = await school.request("GET", `${path}?${query}`, { as: school.admin });
      assert.equal(answered.status, 200, answered.text);
      return answered.body;
    };
    const first = await list("limit=3");
    assert.deepEqual(
      first.data.map((row: { date: string; class_id: number | null }) => [row.date, row.class_id]),
      [["2026-09-04", null], ["2026-09-03", 2], ["2026-09-03", 1]],
    );
    assert.equal(first.summary.marked, 4);
    const second = await list(`limit=3&cursor=${first.next_cursor}`);
    assert.deepEqual(second.data.map((row: { date: string }) => row.date), [
      "2026-09-02",
      "2026-09-01",
    ]);
    assert.equal(second.next_cursor, null);
    assert.deepEqual(second.summary, first.summary);

    const some = await list("from=2026-09-02&to=2026-09-03");
    assert.equal(some.data.length, 3);
    assert.deepEqual([some.summary.marked, some.summary.present], [2, 1]);
    const lesson = await list("class_id=2");
    assert.deepEqual([lesson.data.length, lesson.summary.excused], [1, 1]);
    for (const query of ["from=2026-02-29", "to=x", "class_id=-1", "limit=0", "status=Absent"]) {
      const refused = await school.request("GET", `${path}?${query}`, { as: school.admin });
      assert.equal(refused.body.errors[0].path, `query.${query.split("=")[0]}`);
    }
    const cursor = btoa('["2026-09-02"]');
    const forged = await school.request("GET", `${path}?cursor=${cursor}`, { as: school.admin });
    assert.equal(forged.status, 400);
  }),
);
