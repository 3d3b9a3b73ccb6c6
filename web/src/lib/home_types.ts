// What the first page and the summaries answer.
import type { Notification } from "./api_types.ts";

export interface AtRisk {
  student_id: number;
  name: string;
  marked: number;
  absent: number;
  rate: number;
  level: "warning" | "chronic";
}

interface WithNotices {
  /** Today at the school. */
  today: string;
  notices: Pick<Notification, "notification_id" | "message" | "status" | "link" | "sent_at">[];
}

interface WithAtRisk {
  at_risk: AtRisk[];
  at_risk_count: number;
}

export interface AdminHome extends WithNotices, WithAtRisk {
  role: "Admin";
  registers: {
    not_taken: { class_id: number; name: string; date: string; teachers: string[] }[];
    not_taken_count: number;
    taken_count: number;
  };
  students: number;
  teachers: number;
  parents: number;
  classes: number;
  terms: number;
}

export interface TaughtClass {
  class_id: number;
  name: string;
  subject: string | null;
  students: number;
  register: "taken" | "not_taken" | "not_expected";
  taken_at: string | null;
}

export interface TeacherHome extends WithNotices, WithAtRisk {
  role: "Teacher";
  classes: TaughtClass[];
}

export interface ChildAtHome {
  student_id: number;
  name: string;
  grade_level: string | null;
  archived_at: string | null;
  attendance: { marked: number; present: number; rate: number | null };
  gpa: number | null;
  latest_grades: { grade_id: number; subject: string; grade: string; created_at: string }[];
  latest_absences: { date: string; status: "Absent" | "Excused"; reason: string | null }[];
}

export interface FamilyHome extends WithNotices {
  role: "Parent" | "Student";
  gpa_maximum: number;
  children: ChildAtHome[];
}

export type Home = AdminHome | TeacherHome | FamilyHome;

export interface ClassSummary extends WithAtRisk {
  class_id: number;
  students: number;
  attendance: {
    rate: number | null;
    by_status: { Present: number; Absent: number; Excused: number };
  };
  grades: {
    count: number;
    average_points: number | null;
    distribution: { grade: string; count: number }[];
  };
}

/** Days of children with a mark. */
export interface Days {
  marked: number;
  present: number;
  absent: number;
  excused: number;
  rate: number | null;
}

export interface SchoolSummary extends Days {
  from: string;
  to: string;
  students: number;
  months: (Days & { month: string })[];
  grade_levels: (Days & { grade_level: string | null })[];
  gpa: {
    maximum: number;
    average: number | null;
    counted: number;
    distribution: { from: number; to: number; count: number }[];
  };
}
