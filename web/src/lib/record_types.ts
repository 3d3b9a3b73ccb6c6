// A child's record as the API answers it: marks, attendance, activities, reports.

import type { List } from "./api_types.ts";

export type Level = "Regular" | "Honors" | "AP";
export type AttendanceStatus = "Present" | "Absent" | "Excused";
export type ReportType = "Progress" | "Achievement";

export interface GradeInput {
  subject: string;
  grade: string;
  credits?: number | null;
  level?: Level;
  term_id?: number | null;
  class_id?: number | null;
  comment?: string | null;
}

export interface Grade {
  grade_id: number;
  student_id: number;
  subject: string;
  grade: string;
  points: number | null;
  credits: number | null;
  level: Level;
  term_id: number | null;
  class_id: number | null;
  comment: string | null;
  percent: number | null;
  entered_by: number | null;
  entered_by_name: string | null;
  created_at: string;
  updated_at: string;
}

export interface GpaCounted {
  grade_id: number;
  subject: string;
  grade: string;
  term_id: number | null;
  level: Level;
  points: number;
  bonus: number;
  credits: number;
}

export interface GpaNotCounted {
  grade_id: number;
  subject: string;
  grade: string;
  term_id: number | null;
  reason: string;
  explanation: string;
}

export interface Gpa {
  student_id: number;
  scale: { scale_id: number; name: string; maximum: number };
  gpa: number | null;
  weighted_gpa: number | null;
  credits: number;
  counted: GpaCounted[];
  not_counted: GpaNotCounted[];
  terms: {
    term_id: number | null;
    /** Null for the marks of no term. */
    name: string | null;
    gpa: number | null;
    weighted_gpa: number | null;
    credits: number;
  }[];
}

export interface ClassMark {
  student_id: number;
  name: string;
  student_number: string | null;
  grade_id: number | null;
  grade: string | null;
  points: number | null;
  comment: string | null;
}

export interface ClassMarks {
  class_id: number;
  term_id: number;
  subject: string;
  data: ClassMark[];
}

export interface ClassMarksInput {
  term_id: number;
  subject: string;
  marks: { student_id: number; grade: string | null; comment?: string | null }[];
}

export interface AttendanceInput {
  date: string;
  status: AttendanceStatus;
  minutes_late?: number | null;
  reason?: string | null;
  class_id?: number | null;
}

export interface Attendance {
  attendance_id: number;
  student_id: number;
  date: string;
  status: AttendanceStatus;
  minutes_late: number | null;
  reason: string | null;
  class_id: number | null;
  created_at: string;
  updated_at: string;
}

export interface AttendanceSummary {
  marked: number;
  present: number;
  absent: number;
  excused: number;
  late: number;
  /** Present days out of marked days, 0 to 1; null before the first marked day. */
  rate: number | null;
  chronic_absence: boolean;
}

export interface AttendanceList extends List<Attendance> {
  summary: AttendanceSummary;
}

/** A child's days from one to another, and what they come to. */
export interface AttendanceYear {
  from: string;
  to: string;
  summary: AttendanceSummary;
  months: {
    /** `2026-09`. */
    month: string;
    marked: number;
    present: number;
    absent: number;
    excused: number;
    late: number;
    rate: number;
  }[];
  /** The run that the last marked day is in: one of the two is 0. */
  streak: { present_days: number; absent_days: number };
  longest_present: number;
  days: AttendanceDay[];
  holidays: { name: string; starts_on: string; ends_on: string }[];
  /** ISO weekdays. */
  school_days: number[];
}

export interface AttendanceDay {
  date: string;
  status: AttendanceStatus;
  late: boolean;
  reasons: string[];
}

export interface RegisterRow {
  student_id: number;
  name: string;
  student_number: string | null;
  attendance_id: number | null;
  status: AttendanceStatus | null;
  minutes_late: number | null;
  reason: string | null;
}

/** Whether a register is taken, or why none is expected. */
export interface RegisterState {
  status: "taken" | "not_taken" | "not_expected";
  why:
    | null
    | "archived"
    | "future"
    | "holiday"
    | "outside_terms"
    | "no_lesson"
    | "no_students";
}

export interface ClassRegister extends RegisterState {
  class_id: number;
  date: string;
  /** The name of the holiday that the day is in; null in none. */
  holiday: string | null;
  taken_at: string | null;
  data: RegisterRow[];
}

export interface ClassRegisterInput {
  marks: {
    student_id: number;
    status: AttendanceStatus;
    minutes_late?: number | null;
    reason?: string | null;
  }[];
}

export interface ActivityInput {
  activity_name: string;
  participation_date: string;
  role?: string | null;
  achievement?: string | null;
}

export interface Activity {
  activity_id: number;
  student_id: number;
  activity_name: string;
  participation_date: string;
  role: string | null;
  achievement: string | null;
  file_count: number;
  created_at: string;
}

export interface ActivityFile {
  file_id: number;
  activity_id: number;
  name: string;
  /** Its content type. */
  type: string;
  /** Bytes. */
  size: number;
  sha256: string;
  url: string;
  created_at: string;
}

export interface Report {
  report_id: number;
  student_id: number;
  type: ReportType;
  generated_at: string;
  report_url: string | null;
  term_id: number | null;
  status: "pending" | "ready" | "failed";
  sha256: string | null;
}
