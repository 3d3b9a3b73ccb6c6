import assert from "node:assert/strict";
import { type Family, type TwoFamilies, twoFamilies } from "../helpers/families.ts";
import { fileOf } from "../helpers/media.ts";
import { withSchool } from "../helpers/school.ts";

/** Every way to another family's things by a direct id. */
function doors({ ours, theirs, term_id }: TwoFamilies): [string, string, unknown?][] {
  const at = (family: Family) => `/api/students/${family.student_id}`;
  const reads = [
    "",
    "/grades",
    "/gpa",
    "/scores",
    "/trend",
    "/attendance",
    "/attendance/summary",
    "/activities",
    "/reports",
    `/grades/${theirs.grade_id}`,
    `/attendance/${theirs.attendance_id}`,
    `/activities/${theirs.activity_id}`,
    `/activities/${theirs.activity_id}/files`,
    `/activities/${theirs.activity_id}/files/${theirs.file_id}`,
    "/photo",
  ];
  // A child of one's own in the path, and another's mark behind it.
  const crossed = [
    `/grades/${theirs.grade_id}`,
    `/attendance/${theirs.attendance_id}`,
    `/activities/${theirs.activity_id}`,
    `/activities/${theirs.activity_id}/files`,
    `/activities/${theirs.activity_id}/files/${theirs.file_id}`,
    `/activities/${ours.activity_id}/files/${theirs.file_id}`,
  ];
  return [
    ...reads.map((rest): [string, string] => ["GET", at(theirs) + rest]),
    ...crossed.map((rest): [string, string] => ["GET", at(ours) + rest]),
    ["GET", `/api/reports/${theirs.report_id}`],
    ["GET", `/api/reports/${theirs.report_id}/file`],
    ["GET", `/api/notifications/${theirs.parent.user_id}`],
    ["GET", `/api/notifications/${theirs.parent.user_id}/unread`],
    ["PUT", `/api/notifications/${theirs.parent.user_id}/read`],
    ["PUT", `/api/notifications/${theirs.parent.user_id}/${theirs.notification_id}/read`],
    ["PUT", `/api/notifications/${ours.parent.user_id}/${theirs.notification_id}/read`],
    ["GET", `/api/students?class_id=${theirs.class_id}&q=Theirs&limit=${term_id}`],
  ];
}

/** The ways that a teacher has besides. */
function staffDoors({ ours, theirs, term_id }: TwoFamilies): [string, string, unknown?][] {
  const student = `/api/students/${theirs.student_id}`;
  const own = `/api/students/${ours.student_id}`;
  const grade = { subject: "Art", grade: "F" };
  const mark = { date: "2026-10-05", status: "Absent" };
  const activity = { activity_name: "Chess", participation_date: "2026-10-05" };
  const assessment = { term_id, title: "Test", date: "2026-10-05", maximum: 20 };
  const cell = (
    class_id: number,
    assessment_id: number,
    student_id: number,
  ): [string, string, unknown] => [
    "PUT",
    `/api/classes/${class_id}/gradebook/scores?term_id=${term_id}`,
    { scores: [{ assessment_id, student_id, state: "missing" }] },
  ];
  return [
    ["GET", `${student}/guardians`],
    ["POST", `${student}/grades`, grade],
    ["PUT", `${student}/grades/${theirs.grade_id}`, grade],
    ["PUT", `${own}/grades/${theirs.grade_id}`, grade],
    ["DELETE", `${student}/grades/${theirs.grade_id}`],
    ["DELETE", `${own}/grades/${theirs.grade_id}`],
    ["POST", `${student}/attendance`, mark],
    ["PUT", `${own}/attendance/${theirs.attendance_id}`, mark],
    ["DELETE", `${own}/attendance/${theirs.attendance_id}`],
    ["POST", `${student}/activities`, activity],
    ["PUT", `${own}/activities/${theirs.activity_id}`, activity],
    ["DELETE", `${own}/activities/${theirs.activity_id}`],
    ["PUT", `${student}/photo`, fileOf("image/png")],
    ["DELETE", `${student}/photo`],
    ["POST", `${student}/activities/${theirs.activity_id}/files`, fileOf("application/pdf")],
    ["POST", `${own}/activities/${theirs.activity_id}/files`, fileOf("application/pdf")],
    ["DELETE", `${own}/activities/${theirs.activity_id}/files/${theirs.file_id}`],
    ["DELETE", `${own}/activities/${ours.activity_id}/files/${theirs.file_id}`],
    ["POST", `${student}/generate-report`, { type: "Progress" }],
    ["GET", `/api/classes/${theirs.class_id}`],
    ["GET", `/api/classes/${theirs.class_id}/students`],
    ["GET", `/api/classes/${theirs.class_id}/attendance/2026-10-05`],
    ["PUT", `/api/classes/${theirs.class_id}/attendance/2026-10-05`, {
      marks: [{ student_id: theirs.student_id, status: "Absent" }],
    }],
    ["PUT", `/api/classes/${ours.class_id}/attendance/2026-10-05`, {
      marks: [{ student_id: theirs.student_id, status: "Absent" }],
    }],
    ["GET", `/api/classes/${theirs.class_id}/grades?term_id=${term_id}&subject=Art`],
    ["PUT", `/api/classes/${theirs.class_id}/grades`, {
      term_id,
      subject: "Art",
      marks: [{ student_id: theirs.student_id, grade: "F" }],
    }],
    ["PUT", `/api/classes/${ours.class_id}/grades`, {
      term_id,
      subject: "Art",
      marks: [{ student_id: theirs.student_id, grade: "F" }],
    }],
    ["GET", `/api/grades/${theirs.grade_id}/changes`],
    ...[theirs, ours].map((family): [string, string] => [
      "GET",
      `/api/assessments/${theirs.assessment_id}/scores/${family.student_id}/changes`,
    ]),
    ["GET", `/api/assessments/${ours.assessment_id}/scores/${theirs.student_id}/changes`],
    ...["gradebook", "categories", "assessments", "results"].map((part): [string, string] => [
      "GET",
      `/api/classes/${theirs.class_id}/${part}?term_id=${term_id}`,
    ]),
    ...[
      cell(theirs.class_id, theirs.assessment_id, theirs.student_id),
      cell(ours.class_id, theirs.assessment_id, ours.student_id),
      cell(ours.class_id, ours.assessment_id, theirs.student_id),
    ],
    ["PUT", `/api/classes/${theirs.class_id}/categories?term_id=${term_id}`, { categories: [] }],
    ["POST", `/api/classes/${theirs.class_id}/assessments`, assessment],
    ["GET", `/api/assessments/${theirs.assessment_id}`],
    ["PUT", `/api/assessments/${theirs.assessment_id}`, assessment],
    ["DELETE", `/api/assessments/${theirs.assessment_id}`],
    ...[theirs, ours].map(({ class_id }): [string, string, unknown] => [
      "PUT",
      `/api/classes/${class_id}/results?term_id=${term_id}`,
      { results: [{ student_id: theirs.student_id, grade: "F" }] },
    ]),
    ["POST", "/api/notifications/send", { message: "Hello", user_ids: [theirs.parent.user_id] }],
    ["POST", "/api/notifications/send", {
      message: "Hello",
      student_ids: [ours.student_id, theirs.student_id],
    }],
    ["POST", "/api/notifications/send", { message: "Hello", class_id: theirs.class_id }],
  ];
}

for (const who of ["parent", "child", "teacher"] as const) {
  Deno.test(
    `a ${who} finds nothing of another family behind any id, and changes nothing`,
    withSchool(async (school) => {
      const families = await twoFamilies(school);
      const as = families.ours[who];
      const before = await school.counts();
      const tried = who === "teacher"
        ? [...doors(families), ...staffDoors(families)]
        : doors(families);
      for (const [method, path, body] of tried) {
        const { status, text } = await school.request(method, path, {
          as,
          body,
          headers: { "x-file-name": "certificate.pdf" },
        });
        const isList = path.startsWith("/api/students?");
        assert.equal(status, isList ? 200 : 404, `${method} ${path}: ${text}`);
        assert.ok(!/Theirschild/.test(text), `${method} ${path} tells: ${text}`);
      }
      assert.deepEqual(await school.counts(), before);
    }),
  );
}

Deno.test(
  "an unlinked parent has lost sight of the child at the next request",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const path = `/api/students/${ours.student_id}`;
    assert.equal((await school.request("GET", path, { as: ours.parent })).status, 200);
    await school.rows("delete from guardians where student_id = ?", ours.student_id);
    assert.equal((await school.request("GET", path, { as: ours.parent })).status, 404);
    assert.equal(
      (await school.request("GET", `/api/reports/${ours.report_id}/file`, { as: ours.parent }))
        .status,
      404,
    );
  }),
);
