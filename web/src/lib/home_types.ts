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
