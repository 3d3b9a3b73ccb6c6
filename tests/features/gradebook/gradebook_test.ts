import assert from "node:assert/strict";
import { average } from "../../../api/features/gradebook/averages.ts";
import type { Gradebook } from "../../../api/features/gradebook/sheet_schema.ts";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, withSchool } from "../../helpers/school.ts";
import { openGradebook } from "./open_gradebook.ts";

/** Ana 85 % and 45/50, Bo a missing test, Cem nothing yet. */
async function filled(school: School) {
  const book = await openGradebook(school);
  const [ana, bo] = book.children;
  const [homework, tests] = await book.categories(
    { name: "Homework", weight: 40, drop_lowest: 1 },
    { name: "Tests", weight: 60 },
  );
  const late = await book.assessment({ category_id: tests, maximum: 50, date: "2026-10-09" });
  const early = await book.assessment({ category_id: homework, date: "2026-09-07", title: "One" });
  const second = await book.assessment({ category_id: homework, date: "2026-09-14", title: "Two" });
  await book.save([
    { assessment_id: early, student_id: ana, state: "scored", score: 8.5 },
    { assessment_id: second, student_id: ana, state: "scored", score: 2 },
    { assessment_id: late, student_id: ana, state: "scored", score: 45 },
    { assessment_id: early, student_id: bo, state: "scored", label: "B+" },
    { assessment_id: late, student_id: bo, state: "missing" },
  ]);
  return { ...book, homework, tests, assessments: [early, second, late] };
}

Deno.test(
  "a gradebook is read whole, in one request to the database, with its averages",
  withSchool(async (school) => {
    const { ask, children: [ana, bo, cem], class_id, term_id, homework, tests, assessments } =
      await filled(school);
    const { status, body, headers } = await ask("GET", "gradebook");
    assert.equal(status, 200);
    assert.ok(headers.get("etag"));
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 1);
    const { scale, rules, scores, ...rest } = body as Gradebook;
    const [early, second, late] = assessments;
    assert.deepEqual(rest, {
      class_id,
      name: "3A Mathematics",
      subject: null,
      term: {
        term_id,
        name: "Autumn",
        starts_on: "2026-09-01",
        ends_on: "2026-12-18",
        closed_at: null,
      },
      categories: [
        { category_id: homework, name: "Homework", weight: 40, drop_lowest: 1 },
        { category_id: tests, name: "Tests", weight: 60, drop_lowest: 0 },
      ],
      assessments: [
        [early, "One", homework, "2026-09-07", 10],
        [second, "Two", homework, "2026-09-14", 10],
        [late, "Test", tests, "2026-10-09", 50],
      ].map(([assessment_id, title, category_id, date, maximum]) => (
        { assessment_id, title, category_id, date, maximum, extra_credit: false }
      )),
      students: [[ana, "Ana"], [bo, "Bo"], [cem, "Cem"]].map(([student_id, name]) => (
        { student_id, name, student_number: null, left: false }
      )),
      averages: [
        // (85 × 40 + 90 × 60) / 100: the 2 of 10 is dropped.
        { student_id: ana, percent: 88, grade: "B+" },
        { student_id: bo, percent: 87, grade: "B+" },
        { student_id: cem, percent: null, grade: null },
      ],
    });
    assert.equal(scores.length, 5);
    assert.equal(scale.name, "US 4.0 with plus and minus");
    assert.equal(rules.missing_is_zero, false);
    assert.deepEqual(rules.labels[3], { label: "B+", percent: 87 });
  }),
);

Deno.test(
  "what the browser reckons of the answer is what the server says, to the last digit",
  withSchool(async (school) => {
    const { ask } = await filled(school);
    for (const zero of [0, 1]) {
      await school.rows("update settings set missing_is_zero = ?", zero);
      const book: Gradebook = (await ask("GET", "gradebook")).body;
      assert.equal(book.rules.missing_is_zero, zero === 1);
      for (const { student_id, percent } of book.averages) {
        const own = book.scores.filter((score) => score.student_id === student_id);
        const cells = new Map(own.map((score) => [score.assessment_id, score]));
        assert.equal(average({ ...book, cells }).percent, percent);
      }
    }
    const [, bo] = (await ask("GET", "gradebook")).body.averages;
    assert.equal(bo.percent, 34.8, "(87 × 40 + 0 × 60) / 100");
  }),
);

Deno.test(
  "who has left the class keeps their line, who has left the school does not, who never scored has none",
  withSchool(async (school) => {
    const { ask, children: [ana, bo, cem], class_id } = await filled(school);
    for (const student_id of [ana, cem]) {
      await school.request("DELETE", `/api/classes/${class_id}/students/${student_id}`, {
        as: school.admin,
      });
    }
    const seen = async () => {
      const { students, averages, scores }: Gradebook = (await ask("GET", "gradebook")).body;
      assert.deepEqual(
        averages.map(({ student_id }) => student_id),
        students.map(({ student_id }) => student_id),
      );
      const scored = [...new Set(scores.map(({ student_id }) => student_id))];
      return [students.map(({ student_id, left }) => [student_id, left]), scored.sort()];
    };
    assert.deepEqual(await seen(), [[[ana, true], [bo, false]], [ana, bo]]);
    await school.request("DELETE", `/api/students/${ana}`, { as: school.admin });
    assert.deepEqual(await seen(), [[[bo, false]], [bo]]);
  }),
);

Deno.test(
  "each term has a gradebook of its own; one that there isn't is refused, and so is none",
  withSchool(async (school) => {
    const { class_id, teacher } = await filled(school);
    const { term_id } = await school.term("Spring");
    const get = (part: string, query: string) =>
      school.request("GET", `/api/classes/${class_id}/${part}${query}`, { as: teacher });
    const { body } = await get("gradebook", `?term_id=${term_id}`);
    assert.deepEqual([body.categories, body.assessments, body.scores], [[], [], []]);
    assert.equal(body.students.length, 3);
    for (const part of ["gradebook", "categories", "assessments", "results"]) {
      for (const query of ["?term_id=999", ""]) {
        const answered = await get(part, query);
        assert.deepEqual([answered.status, pathsOf(answered.body)], [400, ["query.term_id"]]);
      }
    }
  }),
);

Deno.test(
  "a child's own scores, class by class, say what counts, what does not and why",
  withSchool(async (school) => {
    const { children: [ana], class_id, term_id, homework, tests, assessments } = await filled(
      school,
    );
    const art = await openArt(school, ana);
    const [parent, child] = [await school.parentOf(ana), await school.childLogin(ana)];
    const path = `/api/students/${ana}/scores`;
    const { status, body, text } = await school.request("GET", path, { as: parent });
    assert.equal(status, 200);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 1);
    assert.deepEqual((await school.request("GET", path, { as: child })).text, text);
    assert.ok(!text.includes("Bo"), "nothing of another child");

    const [second, first] = [body.data[1], body.data[0]];
    assert.deepEqual([first.class_id, first.average.percent, first.grade], [art, 70, "C-"]);
    const [early, dropped, late] = assessments;
    assert.deepEqual([second.class_id, second.term.term_id, second.grade], [
      class_id,
      term_id,
      "B+",
    ]);
    assert.deepEqual(
      second.assessments.map((
        { assessment_id, cell }: Record<string, unknown>,
      ) => [assessment_id, cell]),
      [[early, 8.5], [dropped, 2], [late, 45]].map((
        [id, score],
      ) => [id, { state: "scored", score, label: null }]),
    );
    assert.deepEqual(second.average, {
      percent: 88,
      categories: [
        {
          ...{ category_id: homework, name: "Homework", weight: 40 },
          ...{ percent: 85, earned: 8.5, possible: 10, dropped: [dropped] },
          counted: [{ assessment_id: early, earned: 8.5, possible: 10 }],
          left_out: [{ assessment_id: dropped, why: "dropped" }],
        },
        {
          ...{ category_id: tests, name: "Tests", weight: 60 },
          ...{ percent: 90, earned: 45, possible: 50, dropped: [] },
          counted: [{ assessment_id: late, earned: 45, possible: 50 }],
          left_out: [],
        },
      ],
    });

    const page = await school.request("GET", `${path}?limit=1`, { as: parent });
    assert.deepEqual(page.body.data, [first]);
    const rest = await school.request("GET", `${path}?cursor=${page.body.next_cursor}`, {
      as: parent,
    });
    assert.deepEqual(rest.body, { data: [second], next_cursor: null });
    const spring = (await school.term("Spring")).term_id;
    const none = await school.request("GET", `${path}?term_id=${spring}`, { as: parent });
    assert.deepEqual(none.body, { data: [], next_cursor: null });
  }),
);

/** A class of art with one blank, one exempt and one scored assessment of the child. */
async function openArt(school: School, student_id: number): Promise<number> {
  const { class_id } = await school.class([student_id], "Art");
  const [{ term_id }] = await school.rows("select term_id from terms");
  const made = [];
  for (const title of ["Sketch", "Clay", "Print"]) {
    const { body } = await school.request("POST", `/api/classes/${class_id}/assessments`, {
      as: school.admin,
      body: { term_id, title, date: "2026-10-01", maximum: 10 },
    });
    made.push(body.assessment_id);
  }
  await school.request("PUT", `/api/classes/${class_id}/gradebook/scores?term_id=${term_id}`, {
    as: school.admin,
    body: {
      scores: [
        { assessment_id: made[0], student_id, state: "scored", score: 7 },
        { assessment_id: made[1], student_id, state: "exempt" },
      ],
    },
  });
  return class_id;
}

Deno.test(
  "a class that a child has left stays theirs where they have a score, and goes where they have none",
  withSchool(async (school) => {
    const { children: [ana, , cem], class_id } = await filled(school);
    const classes = async (student_id: number) => {
      const path = `/api/students/${student_id}/scores`;
      const { body } = await school.request("GET", path, { as: school.admin });
      return body.data.map((sheet: { class_id: number }) => sheet.class_id);
    };
    assert.deepEqual([await classes(ana), await classes(cem)], [[class_id], [class_id]]);
    for (const student_id of [ana, cem]) {
      await school.request("DELETE", `/api/classes/${class_id}/students/${student_id}`, {
        as: school.admin,
      });
    }
    assert.deepEqual([await classes(ana), await classes(cem)], [[class_id], []]);
  }),
);

Deno.test(
  "a child's trend: GPA and attendance of each term in which there is either",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const [autumn, spring] = [
      await school.term("Autumn", "2026-09-01", "2026-12-18"),
      await school.term("Spring", "2027-01-04", "2027-03-26"),
    ];
    await school.term("Summer", "2027-04-12", "2027-07-02");
    const earlier = await school.term("Before", "2026-01-05", "2026-03-27");
    const mark = (term_id: number, grade: string) =>
      school.request("POST", `/api/students/${student_id}/grades`, {
        as: school.admin,
        body: { subject: "Art", grade, term_id },
      });
    for (const grade of ["A", "B+", "P"]) await mark(autumn.term_id, grade);
    await mark(spring.term_id, "P");
    for (const [date, status] of [["2026-09-01", "Present"], ["2026-01-05", "Absent"]]) {
      await school.request("POST", `/api/students/${student_id}/attendance`, {
        as: school.admin,
        body: { date, status },
      });
    }
    const parent = await school.parentOf(student_id);
    const { status, body, headers } = await school.request(
      "GET",
      `/api/students/${student_id}/trend`,
      { as: parent },
    );
    assert.equal(status, 200);
    assert.ok(headers.get("etag"));
    assert.deepEqual(body, {
      student_id,
      data: [
        {
          ...{ term_id: earlier.term_id, name: "Before", starts_on: "2026-01-05" },
          ...{ gpa: null, counted: 0, attendance_rate: 0 },
        },
        {
          ...{ term_id: autumn.term_id, name: "Autumn", starts_on: "2026-09-01" },
          ...{ gpa: 3.65, counted: 2, attendance_rate: 1 },
        },
        {
          ...{ term_id: spring.term_id, name: "Spring", starts_on: "2027-01-04" },
          ...{ gpa: null, counted: 0, attendance_rate: null },
        },
      ],
    });
  }),
);
