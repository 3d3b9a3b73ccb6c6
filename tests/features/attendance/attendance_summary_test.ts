import assert from "node:assert/strict";
import { months, streaks } from "../../../api/features/attendance/months_and_streaks.ts";
import { build } from "../../../db/query.ts";
import { attendance } from "../../../db/schema/mod.ts";
import { twoFamilies } from "../../helpers/families.ts";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, withSchool } from "../../helpers/school.ts";

function get(school: School, student_id: number, query = "", as = school.admin) {
  return school.request("GET", `/api/students/${student_id}/attendance/summary${query}`, { as });
}

type Mark = Pick<
  typeof attendance.$inferInsert,
  "date" | "status" | "minutes_late" | "reason" | "class_id"
>;

async function mark(school: School, student_id: number, marks: Mark[]) {
  const at = school.clock.now().toISOString();
  await school.run(
    build.insert(attendance)
      .values(marks.map((each) => ({ student_id, created_at: at, updated_at: at, ...each }))),
  );
}

Deno.test(
  "a child's year: each day by the rule of days, by month, in a row, with the holidays",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const other = await school.student();
    const { class_id } = await school.class([student_id]);
    await school.term("Autumn", "2026-09-01", "2026-12-18");
    await school.term("Spring", "2027-01-07", "2027-03-26");
    await school.holiday("2026-08-20", "2026-09-01");
    await school.holiday("2026-08-20", "2026-08-31");
    await mark(school, other.student_id, [{ date: "2026-09-30", status: "Absent" }]);
    await mark(school, student_id, [
      { date: "2026-06-30", status: "Absent" },
      { date: "2026-09-29", status: "Present" },
      { date: "2026-09-30", status: "Present", minutes_late: 5, reason: "Bus" },
      { date: "2026-10-01", status: "Absent", class_id },
      { date: "2026-10-02", status: "Excused", reason: "Dentist" },
      { date: "2026-10-02", status: "Present", minutes_late: 9, class_id, reason: "Dentist" },
      { date: "2026-10-05", status: "Absent", class_id, reason: "Ill" },
    ]);
    const before = await school.counts();
    const { status, body, headers } = await get(school, student_id);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      from: "2026-09-01",
      to: "2027-03-26",
      summary: {
        marked: 5,
        present: 2,
        absent: 2,
        excused: 1,
        late: 1,
        rate: 0.4,
        chronic_absence: false,
      },
      months: [
        { month: "2026-09", marked: 2, present: 2, absent: 0, excused: 0, late: 1, rate: 1 },
        { month: "2026-10", marked: 3, present: 0, absent: 2, excused: 1, late: 0, rate: 0 },
      ],
      streak: { present_days: 0, absent_days: 3 },
      longest_present: 2,
      days: [
        { date: "2026-09-29", status: "Present", late: false, reasons: [] },
        { date: "2026-09-30", status: "Present", late: true, reasons: ["Bus"] },
        { date: "2026-10-01", status: "Absent", late: false, reasons: [] },
        { date: "2026-10-02", status: "Excused", late: false, reasons: ["Dentist"] },
        { date: "2026-10-05", status: "Absent", late: false, reasons: ["Ill"] },
      ],
      holidays: [{ name: body.holidays[0].name, starts_on: "2026-08-20", ends_on: "2026-09-01" }],
      school_days: [1, 2, 3, 4, 5],
    });
    assert.ok(headers.get("etag"));
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 1);

    const october = (await get(school, student_id, "?from=2026-10-01&to=2026-10-02")).body;
    assert.deepEqual([october.from, october.to], ["2026-10-01", "2026-10-02"]);
    assert.deepEqual(october.days, body.days.slice(2, 4));
    assert.deepEqual(october.streak, { present_days: 0, absent_days: 2 });
    assert.deepEqual([october.summary.marked, october.holidays], [2, []]);
    const list = `/api/students/${student_id}/attendance?from=2026-09-01&to=2027-03-26`;
    const listed = await school.request("GET", list, { as: school.admin });
    assert.deepEqual(listed.body.summary, body.summary);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "the school year is that of the terms around today, up to the summer on either side",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const yearAt = async (now: string) => {
      school.clock.set(now);
      const { body } = await get(school, student_id, "", await school.user("Admin"));
      return [body.from, body.to];
    };
    const noon = "T12:00:00Z";
    assert.deepEqual(await yearAt(`2026-10-14${noon}`), ["2025-10-15", "2026-10-14"]);
    await school.term("Last spring", "2026-04-13", "2026-07-17");
    await school.term("Last winter", "2026-01-05", "2026-04-02");
    await school.term("This year", "2026-09-01", "2027-07-16");
    await school.term("Autumn", "2026-09-01", "2026-12-18");
    await school.term("Next year", "2027-09-01", "2028-07-14");
    const [last, current] = [["2026-01-05", "2026-07-17"], ["2026-09-01", "2027-07-16"]];
    assert.deepEqual(await yearAt(`2026-04-07${noon}`), last);
    assert.deepEqual(await yearAt(`2026-07-17${noon}`), last);
    assert.deepEqual(await yearAt(`2026-08-01${noon}`), ["2025-08-02", "2026-08-01"]);
    assert.deepEqual(await yearAt(`2026-09-01${noon}`), current);
    assert.deepEqual(await yearAt(`2027-07-16${noon}`), current);
    // In Auckland it is the first of September already.
    await school.rows("update settings set timezone = 'Pacific/Auckland'");
    assert.deepEqual(await yearAt("2026-08-31T13:00:00Z"), current);
    assert.deepEqual((await yearAt("2026-08-31T11:00:00Z"))[1], "2026-08-31");
    // Terms without a summer between them are no year.
    await school.term("Summer", "2026-07-20", "2026-08-31");
    assert.deepEqual(await yearAt(`2026-10-14${noon}`), ["2025-10-16", "2026-10-15"]);
  }),
);

Deno.test(
  "what can't be used is refused field by field",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const bad: [string, string][] = [
      ["from=2026-10-01", "query.to"],
      ["to=2026-10-01", "query.from"],
      ["from=2026-10-02&to=2026-10-01", "query.to"],
      ["from=2025-10-01&to=2026-11-05", "query.to"],
      ["from=2026-02-30&to=2026-03-01", "query.from"],
      ["limit=10", "query.limit"],
    ];
    for (const [query, path] of bad) {
      const { status, body } = await get(school, student_id, `?${query}`);
      assert.deepEqual([status, pathsOf(body)], [400, [path]], query);
    }
    const longest = await get(school, student_id, "?from=2025-10-01&to=2026-11-04");
    assert.deepEqual([longest.status, longest.body.days], [200, []]);
    assert.equal((await get(school, 999)).status, 404);
  }),
);

Deno.test(
  "the family reads its own child's days, and nobody else's",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    for (const as of [ours.parent, ours.child, ours.teacher]) {
      const own = await get(school, ours.student_id, "", as);
      assert.deepEqual(own.body.days[0].reasons, ["Ourschild is ill"]);
      const { status, text } = await get(school, theirs.student_id, "", as);
      assert.equal(status, 404);
      assert.ok(!text.includes("Theirschild"));
    }
  }),
);

Deno.test("months and runs of marked days, oldest first", () => {
  const days = (letters: string) =>
    [...letters].map((letter, i) => ({
      date: `2026-10-${String(i + 1).padStart(2, "0")}`,
      status: ({ P: "Present", L: "Present", A: "Absent", E: "Excused" } as const)[letter]!,
      late: letter === "L",
    }));
  const cases: [string, number, number, number][] = [
    ["", 0, 0, 0],
    ["P", 1, 0, 1],
    ["A", 0, 1, 0],
    ["PPLP", 4, 0, 4],
    ["PPPAP", 1, 0, 3],
    ["PPAE", 0, 2, 2],
    ["AEPPAPPP", 3, 0, 3],
  ];
  for (const [letters, present_days, absent_days, longest_present] of cases) {
    const expected = { streak: { present_days, absent_days }, longest_present };
    assert.deepEqual(streaks(days(letters)), expected, letters);
  }
  assert.deepEqual(months([]), []);
  const of = { marked: 6, present: 3, absent: 2, excused: 1, late: 1 };
  assert.deepEqual(months(days("PLPAAE")), [{ month: "2026-10", ...of, rate: 0.5 }]);
});
