import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";

Deno.test(
  "the GPA answers with its reasons, by term and overall",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const spring = await school.term("Spring", "2027-01-11", "2027-06-18");
    const autumn = await school.term("Autumn", "2026-09-01", "2026-12-18");
    const marks = [
      { subject: "Chess", grade: "B" },
      { subject: "History", grade: "B+", term_id: spring.term_id, credits: 2 },
      { subject: "Maths", grade: "A-", term_id: autumn.term_id, level: "Honors" },
      { subject: "Art", grade: "P", term_id: autumn.term_id },
      { subject: "Music", grade: "A", term_id: autumn.term_id, credits: null },
    ];
    for (const body of marks) {
      await school.request("POST", `/api/students/${student_id}/grades`, {
        as: school.admin,
        body,
      });
    }
    const parent = await school.parentOf(student_id);
    const path = `/api/students/${student_id}/gpa`;
    const answered = await school.request("GET", path, { as: parent });
    const counted = { bonus: 0, level: "Regular" };
    assert.deepEqual(answered.body, {
      student_id,
      scale: { scale_id: 1, name: "US 4.0 with plus and minus", maximum: 4 },
      gpa: 3.33,
      weighted_gpa: 3.45,
      credits: 4,
      counted: [
        {
          ...counted,
          grade_id: 3,
          subject: "Maths",
          grade: "A-",
          term_id: 2,
          level: "Honors",
          points: 3.7,
          bonus: 0.5,
          credits: 1,
        },
        {
          ...counted,
          grade_id: 2,
          subject: "History",
          grade: "B+",
          term_id: 1,
          points: 3.3,
          credits: 2,
        },
        {
          ...counted,
          grade_id: 1,
          subject: "Chess",
          grade: "B",
          term_id: null,
          points: 3,
          credits: 1,
        },
      ],
      not_counted: [
        {
          grade_id: 4,
          subject: "Art",
          grade: "P",
          term_id: 2,
          reason: "pass_fail",
          explanation: "Pass or no pass, which carries no points",
        },
        {
          grade_id: 5,
          subject: "Music",
          grade: "A",
          term_id: 2,
          reason: "no_credits",
          explanation: "No credits are set; give the grade its credits to count it",
        },
      ],
      terms: [
        { term_id: 2, name: "Autumn", gpa: 3.7, weighted_gpa: 4.2, credits: 1 },
        { term_id: 1, name: "Spring", gpa: 3.3, weighted_gpa: 3.3, credits: 2 },
        { term_id: null, name: null, gpa: 3, weighted_gpa: 3, credits: 1 },
      ],
    });
    const term = await school.request("GET", `${path}?term_id=1`, { as: parent });
    assert.deepEqual([term.body.gpa, term.body.credits, term.body.not_counted], [3.3, 2, []]);
    assert.equal((await school.request("GET", `${path}?term_id=x`, { as: parent })).status, 400);
  }),
);

Deno.test(
  "no marks are no GPA, which is not 0; the maximum of a scale of numbers is its own",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    await school.rows("update settings set scale_id = 3");
    const { body } = await school.request("GET", `/api/students/${student_id}/gpa`, {
      as: school.admin,
    });
    assert.deepEqual(body, {
      student_id,
      scale: { scale_id: 3, name: "0 to 20", maximum: 20 },
      gpa: null,
      weighted_gpa: null,
      credits: 0,
      counted: [],
      not_counted: [],
      terms: [],
    });
    const unknown = await school.request("GET", "/api/students/99/gpa", { as: school.admin });
    assert.equal(unknown.status, 404);
  }),
);
