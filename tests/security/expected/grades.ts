import { body, type ExpectedRows, FAMILY, klass, STAFF, student } from "./row.ts";

export const grades: ExpectedRows = {
  listGrades: { path: student("/grades"), status: FAMILY(200) },
  getGrade: { path: (f) => student(`/grades/${f.ours.grade_id}`)(f), status: FAMILY(200) },
  createGrade: {
    path: student("/grades"),
    body: body({ subject: "Art", grade: "B" }),
    status: STAFF(201),
  },
  updateGrade: {
    path: (f) => student(`/grades/${f.ours.grade_id}`)(f),
    body: body({ subject: "Art", grade: "B" }),
    status: STAFF(200),
  },
  deleteGrade: { path: (f) => student(`/grades/${f.ours.grade_id}`)(f), status: STAFF(204) },
  getGpa: { path: student("/gpa"), status: FAMILY(200) },
  getClassGrades: {
    path: (f) => klass(`/grades?term_id=${f.term_id}&subject=Art`)(f),
    status: STAFF(200),
  },
  putClassGrades: {
    path: klass("/grades"),
    body: ({ ours, term_id }) => ({
      term_id,
      subject: "Art",
      marks: [{ student_id: ours.student_id, grade: "B" }],
    }),
    status: STAFF(200),
  },
  listGradeChanges: {
    path: ({ ours }) => `/api/grades/${ours.grade_id}/changes`,
    status: STAFF(200),
  },
};
