import type { TwoFamilies } from "../helpers/families.ts";
import { fileOf } from "../helpers/media.ts";
import { SETTINGS } from "../helpers/school.ts";

/**
 * What every operation answers to every role, written down apart from the policy
 * itself: the two are held against each other. A number is the status that our own
 * family (or its teacher, or the office) gets for a request about `ours`.
 */
export interface Expected {
  path: (f: TwoFamilies) => string;
  body?: (f: TwoFamilies) => unknown;
  headers?: Record<string, string>;
  /** Admin, Teacher, Student, Parent. */
  status: [number, number, number, number];
}

const student = (rest = "") => ({ ours }: TwoFamilies) => `/api/students/${ours.student_id}${rest}`;
const klass = (rest = "") => ({ ours }: TwoFamilies) => `/api/classes/${ours.class_id}${rest}`;
const inTerm = (rest: string) => (f: TwoFamilies) => klass(`${rest}?term_id=${f.term_id}`)(f);
const assessment = (rest = "") => ({ ours }: TwoFamilies) =>
  `/api/assessments/${ours.assessment_id}${rest}`;
const at = (path: string) => () => path;
const body = (value: unknown) => () => value;

const OFFICE = (ok: number): Expected["status"] => [ok, 403, 403, 403];
const STAFF = (ok: number): Expected["status"] => [ok, ok, 403, 403];
const FAMILY = (ok: number): Expected["status"] => [ok, ok, ok, ok];
/** What is a signed-in user's own: another's is not there, whatever their role. */
const PARENTS_OWN: Expected["status"] = [404, 404, 404, 200];

const email = "new@school.example";
const password = "a quiet green morning";

export const expected: Record<string, Expected | "public"> = {
  getSchool: "public",
  setUpSchool: "public",
  register: "public",
  login: "public",
  refreshSession: "public",
  acceptInvitation: "public",

  logout: { path: at("/api/logout"), status: FAMILY(204) },
  getMe: { path: at("/api/me"), status: FAMILY(200) },
  // A child on the roll has the name that the school gave.
  updateMe: { path: at("/api/me"), body: body({ name: "New" }), status: [200, 200, 403, 200] },
  changePassword: {
    path: at("/api/me/password"),
    body: body({ current_password: "correct horse battery", new_password: password }),
    status: FAMILY(204),
  },

  listUsers: { path: at("/api/users"), status: OFFICE(200) },
  createUser: {
    path: at("/api/users"),
    body: body({ name: "New", email, role: "Teacher" }),
    status: OFFICE(201),
  },
  getUser: { path: ({ ours }) => `/api/users/${ours.parent.user_id}`, status: OFFICE(200) },
  updateUser: {
    path: ({ ours }) => `/api/users/${ours.parent.user_id}`,
    body: body({ name: "New", email, role: "Parent", status: "active" }),
    status: OFFICE(200),
  },
  inviteUser: {
    path: ({ ours }) => `/api/users/${ours.parent.user_id}/invitation`,
    status: OFFICE(201),
  },

  listStudents: { path: at("/api/students"), status: FAMILY(200) },
  getStudent: { path: student(), status: FAMILY(200) },
  createStudent: { path: at("/api/students"), body: body({ name: "New" }), status: OFFICE(201) },
  updateStudent: { path: student(), body: body({ name: "New" }), status: OFFICE(200) },
  deleteStudent: { path: student(), status: OFFICE(200) },
  restoreStudent: { path: student("/restore"), status: OFFICE(200) },
  linkStudentAccount: {
    path: student("/account"),
    body: ({ ours }) => ({ user_id: ours.user_id }),
    status: OFFICE(200),
  },

  getPhoto: { path: student("/photo"), status: FAMILY(200) },
  putPhoto: { path: student("/photo"), body: () => fileOf("image/png"), status: STAFF(200) },
  deletePhoto: { path: student("/photo"), status: STAFF(204) },

  listGuardians: { path: student("/guardians"), status: STAFF(200) },
  linkGuardian: {
    path: ({ ours, theirs }) =>
      `/api/students/${ours.student_id}/guardians/${theirs.parent.user_id}`,
    body: body({}),
    status: OFFICE(200),
  },
  unlinkGuardian: {
    path: ({ ours }) => `/api/students/${ours.student_id}/guardians/${ours.parent.user_id}`,
    status: OFFICE(204),
  },

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

  listAttendance: { path: student("/attendance"), status: FAMILY(200) },
  getAttendanceSummary: { path: student("/attendance/summary"), status: FAMILY(200) },
  getAttendance: {
    path: (f) => student(`/attendance/${f.ours.attendance_id}`)(f),
    status: FAMILY(200),
  },
  createAttendance: {
    path: student("/attendance"),
    body: body({ date: "2026-10-05", status: "Present" }),
    status: STAFF(201),
  },
  updateAttendance: {
    path: (f) => student(`/attendance/${f.ours.attendance_id}`)(f),
    body: body({ date: "2026-10-05", status: "Present" }),
    status: STAFF(200),
  },
  deleteAttendance: {
    path: (f) => student(`/attendance/${f.ours.attendance_id}`)(f),
    status: STAFF(204),
  },
  getClassAttendance: { path: klass("/attendance/2026-10-05"), status: STAFF(200) },
  putClassAttendance: {
    path: klass("/attendance/2026-10-05"),
    body: ({ ours }) => ({ marks: [{ student_id: ours.student_id, status: "Present" }] }),
    status: STAFF(200),
  },
  listRegisters: { path: at("/api/registers"), status: STAFF(200) },

  listActivities: { path: student("/activities"), status: FAMILY(200) },
  getActivity: {
    path: (f) => student(`/activities/${f.ours.activity_id}`)(f),
    status: FAMILY(200),
  },
  createActivity: {
    path: student("/activities"),
    body: body({ activity_name: "Chess", participation_date: "2026-10-05" }),
    status: STAFF(201),
  },
  updateActivity: {
    path: (f) => student(`/activities/${f.ours.activity_id}`)(f),
    body: body({ activity_name: "Chess", participation_date: "2026-10-05" }),
    status: STAFF(200),
  },
  deleteActivity: {
    path: (f) => student(`/activities/${f.ours.activity_id}`)(f),
    status: STAFF(204),
  },

  listActivityFiles: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files`)(f),
    status: FAMILY(200),
  },
  createActivityFile: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files`)(f),
    body: () => fileOf("application/pdf"),
    headers: { "x-file-name": "certificate.pdf" },
    status: STAFF(201),
  },
  getActivityFile: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files/${f.ours.file_id}`)(f),
    status: FAMILY(200),
  },
  deleteActivityFile: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files/${f.ours.file_id}`)(f),
    status: STAFF(204),
  },

  generateReport: {
    path: student("/generate-report"),
    body: body({ type: "Progress" }),
    status: STAFF(201),
  },
  listReports: { path: student("/reports"), status: FAMILY(200) },
  getReport: { path: ({ ours }) => `/api/reports/${ours.report_id}`, status: FAMILY(200) },
  getReportFile: { path: ({ ours }) => `/api/reports/${ours.report_id}/file`, status: FAMILY(200) },

  sendNotifications: {
    path: at("/api/notifications/send"),
    body: ({ ours }) => ({ message: "Hello", student_ids: [ours.student_id] }),
    status: STAFF(201),
  },
  listNotifications: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}`,
    status: PARENTS_OWN,
  },
  countUnreadNotifications: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}/unread`,
    status: PARENTS_OWN,
  },
  readNotification: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}/${ours.notification_id}/read`,
    status: PARENTS_OWN,
  },
  readAllNotifications: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}/read`,
    status: PARENTS_OWN,
  },

  listClasses: { path: at("/api/classes"), status: STAFF(200) },
  getClass: { path: klass(), status: STAFF(200) },
  createClass: { path: at("/api/classes"), body: body({ name: "New" }), status: OFFICE(201) },
  updateClass: { path: klass(), body: body({ name: "New" }), status: OFFICE(200) },
  deleteClass: { path: klass(), status: OFFICE(200) },
  restoreClass: { path: klass("/restore"), status: OFFICE(200) },
  addClassTeacher: {
    path: ({ ours, theirs }) => `/api/classes/${ours.class_id}/teachers/${theirs.teacher.user_id}`,
    status: OFFICE(200),
  },
  removeClassTeacher: {
    path: ({ ours }) => `/api/classes/${ours.class_id}/teachers/${ours.teacher.user_id}`,
    status: OFFICE(200),
  },
  listClassStudents: { path: klass("/students"), status: STAFF(200) },
  enrollStudents: {
    path: klass("/students"),
    body: ({ theirs }) => ({ student_ids: [theirs.student_id] }),
    status: OFFICE(200),
  },
  unenrollStudent: {
    path: (f) => klass(`/students/${f.ours.student_id}`)(f),
    status: OFFICE(204),
  },

  getHome: { path: at("/api/home"), status: FAMILY(200) },
  getClassSummary: { path: klass("/summary"), status: STAFF(200) },
  getSchoolSummary: { path: at("/api/summary"), status: OFFICE(200) },

  listTerms: { path: at("/api/terms"), status: STAFF(200) },
  getTerm: { path: ({ term_id }) => `/api/terms/${term_id}`, status: STAFF(200) },
  createTerm: {
    path: at("/api/terms"),
    body: body({ name: "Spring", starts_on: "2027-01-07", ends_on: "2027-03-26" }),
    status: OFFICE(201),
  },
  updateTerm: {
    path: ({ term_id }) => `/api/terms/${term_id}`,
    body: body({ name: "Spring", starts_on: "2027-01-07", ends_on: "2027-03-26" }),
    status: OFFICE(200),
  },
  // It is in use, so even the office is refused.
  deleteTerm: { path: ({ term_id }) => `/api/terms/${term_id}`, status: OFFICE(409) },
  closeTerm: { path: ({ term_id }) => `/api/terms/${term_id}/close`, status: OFFICE(200) },
  openTerm: { path: ({ term_id }) => `/api/terms/${term_id}/open`, status: OFFICE(200) },

  listHolidays: { path: at("/api/holidays"), status: FAMILY(200) },
  getHoliday: { path: ({ holiday_id }) => `/api/holidays/${holiday_id}`, status: FAMILY(200) },
  createHoliday: {
    path: at("/api/holidays"),
    body: body({ name: "Christmas", starts_on: "2026-12-21", ends_on: "2027-01-02" }),
    status: OFFICE(201),
  },
  updateHoliday: {
    path: ({ holiday_id }) => `/api/holidays/${holiday_id}`,
    body: body({ name: "Christmas", starts_on: "2026-12-21", ends_on: "2027-01-02" }),
    status: OFFICE(200),
  },
  deleteHoliday: {
    path: ({ holiday_id }) => `/api/holidays/${holiday_id}`,
    status: OFFICE(204),
  },

  getSettings: { path: at("/api/settings"), status: STAFF(200) },
  updateSettings: {
    path: at("/api/settings"),
    body: body({ ...SETTINGS, school_name: "New" }),
    status: OFFICE(200),
  },
  listScales: { path: at("/api/scales"), status: STAFF(200) },
  createScale: {
    path: at("/api/scales"),
    body: body({
      name: "Ten",
      kind: "numeric",
      minimum: 0,
      maximum: 10,
      pass_mark: 5,
      honors_bonus: 0,
      ap_bonus: 0,
      entries: [],
    }),
    status: OFFICE(201),
  },
  listAudit: { path: at("/api/audit"), status: OFFICE(200) },
};
