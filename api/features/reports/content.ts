/** What a report says, ready to be printed: `renderReport` looks nothing up and works nothing out. */

export type ReportType = "Progress" | "Achievement";

/** Dates are YYYY-MM-DD. Null is "not known" or "none"; the report says so where it matters. */
export interface ReportContent {
  type: ReportType;
  school_name: string;
  student: ReportStudent;
  /** Null is the whole of the child's time at the school. */
  term: { name: string; starts_on: string; ends_on: string } | null;
  /** The school's own date, not UTC's. */
  issued_on: string;
  scale: { name: string };
  grades: ReportGrade[];
  /** On the scale's points, unrounded; `credits` are those that were counted. */
  gpa: { gpa: number | null; weighted_gpa: number | null; credits: number };
  attendance: ReportAttendance;
  activities: ReportActivity[];
  comments: ReportComment[];
}

export interface ReportStudent {
  name: string;
  student_number: string | null;
  grade_level: string | null;
  date_of_birth: string | null;
}

export interface ReportGrade {
  subject: string;
  /** As the teacher entered it: `A-`, `87`, `P`. */
  grade: string;
  /** Null is "not counted in the GPA". */
  points: number | null;
  credits: number | null;
  level: string;
  class_name: string | null;
  term_name: string | null;
  /** Printed with `comments`, once, should it stand there as well. */
  comment: string | null;
  /** Who entered the mark or changed it last; null is "not known". */
  author: string | null;
}

/** Counts of marks: marked = present + absent + excused, and late is a part of present. */
export interface ReportAttendance {
  marked: number;
  present: number;
  absent: number;
  excused: number;
  late: number;
  /** 0 to 1 */
  rate: number | null;
}

export interface ReportActivity {
  activity_name: string;
  role: string | null;
  participation_date: string;
  achievement: string | null;
}

export interface ReportComment {
  subject: string;
  author: string | null;
  /** Line breaks are kept. */
  comment: string;
}
