import type { TwoFamilies } from "../../helpers/families.ts";
import { type ExpectedRows, FAMILY, klass, STAFF, student } from "./row.ts";

const inTerm = (rest: string) => (f: TwoFamilies) => klass(`${rest}?term_id=${f.term_id}`)(f);
const assessment = (rest = "") => ({ ours }: TwoFamilies) =>
  `/api/assessments/${ours.assessment_id}${rest}`;

export const gradebook: ExpectedRows = {
  getGradebook: { path: inTerm("/gradebook"), status: STAFF(200) },
  putScores: {
    path: inTerm("/gradebook/scores"),
    body: ({ ours }) => ({
      scores: [{
        assessment_id: ours.assessment_id,
        student_id: ours.student_id,
        state: "scored",
        score: 9,
      }],
    }),
    status: STAFF(200),
  },
  getCategories: { path: inTerm("/categories"), status: STAFF(200) },
  putCategories: {
    path: inTerm("/categories"),
    body: ({ ours }) => ({
      categories: [{ category_id: ours.category_id, name: "Tests", weight: 2, drop_lowest: 1 }],
    }),
    status: STAFF(200),
  },
  listAssessments: { path: inTerm("/assessments"), status: STAFF(200) },
  createAssessment: {
    path: klass("/assessments"),
    body: ({ term_id }) => ({ term_id, title: "Test", date: "2026-10-05", maximum: 20 }),
    status: STAFF(201),
  },
  getAssessment: { path: assessment(), status: STAFF(200) },
  updateAssessment: {
    path: assessment(),
    body: ({ term_id }) => ({ term_id, title: "Test", date: "2026-10-05", maximum: 20 }),
    status: STAFF(200),
  },
  deleteAssessment: { path: assessment(), status: STAFF(204) },
  listScoreChanges: {
    path: (f) => assessment(`/scores/${f.ours.student_id}/changes`)(f),
    status: STAFF(200),
  },
  getResults: { path: inTerm("/results"), status: STAFF(200) },
  postResults: {
    path: inTerm("/results"),
    body: ({ ours }) => ({ results: [{ student_id: ours.student_id, comment: "Good" }] }),
    status: STAFF(200),
  },
  listStudentScores: { path: student("/scores"), status: FAMILY(200) },
  getTrend: { path: student("/trend"), status: FAMILY(200) },
};
