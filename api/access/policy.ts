import type { ROLES } from "../../db/schema/users.ts";

export type Role = (typeof ROLES)[number];

/**
 * How far a role reaches in an operation.
 * - `all`: everything of the school
 * - `taught`: every student, or with the school's setting `teacher_scope = classes`
 *   only those in the classes that the teacher teaches
 * - `classes`: the classes that the teacher teaches, whatever the setting
 * - `children`: the students that the school has linked to the parent
 * - `self`: the student's own record
 * - `own`: what belongs to the signed-in user as such (session, inbox, account)
 */
export type Scope = "all" | "taught" | "classes" | "children" | "self" | "own";

/**
 * `public`: nobody is asked who they are. `anyone`: whoever has a session is known by it,
 * and none is needed. A role that is not named may not do it at all: 403.
 */
export type Rule = "public" | "anyone" | { readonly [R in Role]?: Scope };

const everyone = { Admin: "own", Teacher: "own", Student: "own", Parent: "own" } as const;
const office = { Admin: "all" } as const;
const staff = { Admin: "all", Teacher: "taught" } as const;
const family = { Admin: "all", Teacher: "taught", Student: "self", Parent: "children" } as const;
const classReaders = { Admin: "all", Teacher: "classes" } as const;
const schoolReaders = { Admin: "all", Teacher: "all" } as const;

/** Who may do what: every operation of the API, deny by default. */
export const policy = {
  getSchool: "public",
  setUpSchool: "public",
  register: "anyone",
  login: "public",
  refreshSession: "public",
  acceptInvitation: "public",

  logout: everyone,
  getMe: everyone,
  updateMe: everyone,
  changePassword: everyone,

  listUsers: office,
  createUser: office,
  getUser: office,
  updateUser: office,
  inviteUser: office,

  listStudents: family,
  getStudent: family,
  createStudent: office,
  updateStudent: office,
  deleteStudent: office,
  restoreStudent: office,
  linkStudentAccount: office,
  getPhoto: family,
  putPhoto: staff,
  deletePhoto: staff,

  listGuardians: staff,
  linkGuardian: office,
  unlinkGuardian: office,

  listGrades: family,
  getGrade: family,
  createGrade: staff,
  updateGrade: staff,
  deleteGrade: staff,
  getGpa: family,
  getClassGrades: staff,
  putClassGrades: staff,
  listGradeChanges: staff,

  getGradebook: staff,
  putScores: staff,
  getCategories: staff,
  putCategories: staff,
  listAssessments: staff,
  createAssessment: staff,
  getAssessment: staff,
  updateAssessment: staff,
  deleteAssessment: staff,
  listScoreChanges: staff,
  getResults: staff,
  postResults: staff,
  listStudentScores: family,
  getTrend: family,

  listAttendance: family,
  getAttendanceSummary: family,
  getAttendance: family,
  createAttendance: staff,
  updateAttendance: staff,
  deleteAttendance: staff,
  getClassAttendance: staff,
  putClassAttendance: staff,
  listRegisters: classReaders,

  listActivities: family,
  getActivity: family,
  createActivity: staff,
  updateActivity: staff,
  deleteActivity: staff,
  listActivityFiles: family,
  createActivityFile: staff,
  getActivityFile: family,
  deleteActivityFile: staff,

  generateReport: staff,
  listReports: family,
  getReport: family,
  getReportFile: family,

  sendNotifications: staff,
  listNotifications: everyone,
  countUnreadNotifications: everyone,
  readNotification: everyone,
  readAllNotifications: everyone,

  listClasses: classReaders,
  getClass: classReaders,
  createClass: office,
  updateClass: office,
  deleteClass: office,
  restoreClass: office,
  addClassTeacher: office,
  removeClassTeacher: office,
  listClassStudents: classReaders,
  enrollStudents: office,
  unenrollStudent: office,

  getHome: everyone,
  getClassSummary: staff,
  getSchoolSummary: office,

  listTerms: schoolReaders,
  getTerm: schoolReaders,
  createTerm: office,
  updateTerm: office,
  deleteTerm: office,
  closeTerm: office,
  openTerm: office,

  listHolidays: everyone,
  getHoliday: everyone,
  createHoliday: office,
  updateHoliday: office,
  deleteHoliday: office,

  getSettings: schoolReaders,
  updateSettings: office,
  listScales: schoolReaders,
  createScale: office,
  listAudit: office,
} as const satisfies Record<string, Rule>;

export type OperationId = keyof typeof policy;
