import type { AuditEntry } from "../../lib/api_types.ts";

// By operation. `{s}` is where the student stands, as a link.
const SENTENCES: Record<string, string> = {
  acceptInvitation: "accepted an invitation and chose a password",
  addClassTeacher: "put a teacher down for a class",
  changePassword: "changed their password",
  closeTerm: "closed a term",
  createActivity: "added an activity for {s}",
  createActivityFile: "added a file to an activity of {s}",
  createAssessment: "added an assessment",
  createAttendance: "added a day of attendance for {s}",
  createClass: "added a class",
  createGrade: "added a mark for {s}",
  createHoliday: "added a holiday",
  createScale: "added a grading scale",
  createStudent: "added {s}",
  createTerm: "added a term",
  createUser: "added an account",
  deleteActivity: "deleted an activity of {s}",
  deleteActivityFile: "deleted a file of an activity of {s}",
  deleteAssessment: "deleted an assessment and its scores",
  deleteAttendance: "deleted a day of attendance of {s}",
  deleteClass: "archived a class",
  deleteGrade: "deleted a mark of {s}",
  deleteHoliday: "deleted a holiday",
  deletePhoto: "deleted the photo of {s}",
  deleteStudent: "archived {s}",
  deleteTerm: "deleted a term",
  enrollStudents: "put {s} into a class",
  eraseStudent: "erased {s} for good",
  generateReport: "made a report about {s}",
  inviteUser: "made an invitation link",
  linkGuardian: "linked a parent to {s}",
  linkStudentAccount: "gave {s} an account",
  login: "signed in",
  logout: "signed out",
  openTerm: "opened a term",
  postResults: "posted a result of {s}",
  putCategories: "changed the categories of a class",
  putPhoto: "put up a photo of {s}",
  putClassAttendance: "took the register: {s}",
  putClassGrades: "entered marks of a class: {s}",
  putScores: "changed a cell of a gradebook: {s}",
  refreshTokenReused: "had a session ended, because its key was used twice",
  register: "made an account",
  removeClassTeacher: "took a teacher off a class",
  restoreClass: "restored a class",
  restoreStudent: "restored {s}",
  seedDemo: "filled the demo school",
  sendAbsenceNotice: "told the guardians that {s} was absent",
  sendNotifications: "sent a notice",
  setUpSchool: "set up the school",
  takeRegister: "took the register of a class",
  unenrollStudent: "took {s} out of a class",
  unlinkGuardian: "unlinked a parent from {s}",
  updateActivity: "changed an activity of {s}",
  updateAssessment: "changed an assessment",
  updateAttendance: "changed a day of attendance of {s}",
  updateClass: "changed a class",
  updateGrade: "changed a mark of {s}",
  updateHoliday: "changed a holiday",
  updateMe: "changed their name",
  updateSettings: "changed the settings",
  updateStudent: "changed the particulars of {s}",
  updateTerm: "changed a term",
  updateUser: "changed an account",
  withdrawAbsenceNotice: "took back the notice that {s} was absent",
};

export interface AuditSentence {
  before: string;
  /** Between the two stands the student, if there is one. */
  student_id: number | null;
  after: string;
}

/** What someone did, as a sentence without its subject. */
export function auditSentence({ action, student_id }: AuditEntry): AuditSentence {
  const sentence = SENTENCES[action] ?? words(action);
  const [before, after] = sentence.split("{s}");
  if (after === undefined) {
    return { before: student_id === null ? before : `${before},`, student_id, after: "" };
  }
  return student_id === null
    ? { before: `${before}a student${after}`, student_id, after: "" }
    : { before: before.trim(), student_id, after: after.trim() };
}

/** `linkStudentAccount` → `link student account`: an operation that this build does not know. */
function words(action: string): string {
  return action.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

export interface AuditChange {
  field: string;
  /** Null where it is new. */
  from: string | null;
  /** Null where it is gone. */
  to: string | null;
}

// They say where the row stands; the sentence or the link says it already, or nobody reads it.
const LEFT_OUT = new Set([
  "created_at",
  "updated_at",
  "student_id",
  "sort_name",
  "points",
  "scale",
  "sha256",
  "photo_sha256",
]);

/** Names to show in place of ids, by field: `{ class_id: { 1: "5A" } }`. */
export type AuditNames = Record<string, Record<number, string>>;

/** The changes in the order of the log, in words: `grade level: 5 → 6`. */
export function auditChanges(
  { changes }: Pick<AuditEntry, "changes">,
  names: AuditNames = {},
): AuditChange[] {
  return Object.entries(changes ?? {})
    .filter(([field]) => !LEFT_OUT.has(field))
    .map(([field, [from, to]]) => ({
      field: field.replace(/_id$/, names[field] ? "" : " no.").replaceAll("_", " "),
      from: named(from, names[field]),
      to: named(to, names[field]),
    }))
    .filter(({ from, to }) => from !== to);
}

function named(value: unknown, names: Record<number, string> | undefined): string | null {
  return names && typeof value === "number" ? names[value] ?? `no. ${value}` : valueWords(value);
}

/** Entries of one request stand together: a register is one thing that someone did. */
export function groupByRequest(entries: AuditEntry[]): AuditEntry[][] {
  const groups: AuditEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const same = last && entry.request_id !== null &&
      last[0].request_id === entry.request_id && last[0].action === entry.action;
    if (same) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

const TOGETHER: Record<string, string> = {
  enrollStudents: "put {n} students into a class",
  postResults: "posted {n} results of a class",
  putCategories: "changed {n} categories of a class",
  putPhoto: "put up a photo of {s}",
  putClassAttendance: "took the register of {n} students",
  putClassGrades: "entered {n} marks of a class",
  sendAbsenceNotice: "told the guardians of {n} absent students",
  putScores: "changed {n} cells of a gradebook",
  unlinkGuardian: "unlinked a parent from {n} students",
  withdrawAbsenceNotice: "took back the notices that {n} students were absent",
};

/** What several entries of one request did together. */
export function groupSentence({ action }: AuditEntry, count: number): string {
  const sentence = TOGETHER[action];
  if (sentence) return sentence.replace("{n}", String(count));
  return `${(SENTENCES[action] ?? words(action)).replace("{s}", "students")} (${count} entries)`;
}

function valueWords(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(valueWords).join(", ");
  return typeof value === "object" ? objectWords(value) : String(value);
}

/** A cell of the gradebook as it reads there: its state only where that says more than its score. */
function objectWords(value: object): string {
  if (!("state" in value && "score" in value && "label" in value)) return JSON.stringify(value);
  const { state, score, label } = value;
  const entered = valueWords(score ?? label);
  return [entered, state === "scored" && entered ? null : valueWords(state)]
    .filter((part) => part !== null).join(", ");
}
