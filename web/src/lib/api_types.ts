// The answers of the API, as its contract states them. Field names are the server's own.

import type { Level, RegisterState } from "./record_types.ts";

export type * from "./home_types.ts";
export type * from "./record_types.ts";

export type Role = "Admin" | "Teacher" | "Student" | "Parent";
export type UserStatus = "active" | "invited" | "disabled";

export interface List<T> {
  data: T[];
  next_cursor: string | null;
}

export interface School {
  school_name: string;
  setup_needed: boolean;
  self_registration: boolean;
  today: string;
  timezone: string;
}

export interface User {
  user_id: number;
  name: string;
  email: string | null;
  role: Role;
  status: UserStatus;
  created_at: string;
  updated_at: string;
}

export interface Session {
  token: string;
  /** Seconds from now until the token is refused. */
  expires_in: number;
  user: User;
}

export interface Me extends User {
  students: { student_id: number; name: string; grade_level: string | null }[];
  classes: { class_id: number; name: string; subject: string | null }[];
  unread: number;
  school_name: string;
  teacher_scope: TeacherScope;
}

export interface Invitation {
  url: string;
  expires_at: string;
}

export interface StudentInput {
  name: string;
  email?: string | null;
  date_of_birth?: string | null;
  gender?: string | null;
  address?: string | null;
  contact_number?: string | null;
  guardian_name?: string | null;
  guardian_contact?: string | null;
  student_number?: string | null;
  grade_level?: string | null;
}

export interface Student extends Required<StudentInput> {
  student_id: number;
  user_id: number;
  photo: string | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface Erased {
  student_id: number;
  erased: Record<string, number>;
}

export interface Guardian {
  user_id: number;
  name: string;
  email: string | null;
  relationship: string | null;
  status: UserStatus;
}

export interface Notification {
  notification_id: number;
  user_id: number;
  student_id: number | null;
  message: string;
  status: "read" | "unread";
  kind: string;
  link: string | null;
  sent_at: string;
}

export type Audience = "guardians" | "students" | "both";

export interface NoticeInput {
  message: string;
  user_ids?: number[];
  student_ids?: number[];
  class_id?: number;
  audience?: Audience;
  link?: string | null;
}

export interface ClassInput {
  name: string;
  subject?: string | null;
  grade_level?: string | null;
  credits?: number;
  level?: Level;
  /** ISO weekdays; null is every school day. */
  meets_on?: number[] | null;
}

export interface Class {
  class_id: number;
  name: string;
  subject: string | null;
  grade_level: string | null;
  credits: number;
  level: Level;
  meets_on: number[] | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
  teachers: { user_id: number; name: string }[];
  student_count: number;
}

export interface ClassStudent {
  student_id: number;
  name: string;
  student_number: string | null;
  grade_level: string | null;
  started_on: string;
}

export interface TermInput {
  name: string;
  starts_on: string;
  ends_on: string;
}

export interface Term extends TermInput {
  term_id: number;
  /** Since when nothing in it can be changed; null while it is open. */
  closed_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface HolidayInput {
  name: string;
  starts_on: string;
  ends_on: string;
}

export interface Holiday extends HolidayInput {
  holiday_id: number;
  created_at: string;
  updated_at: string;
}

export interface RegisterLine extends RegisterState {
  class_id: number;
  name: string;
  subject: string | null;
  date: string;
  teachers: { user_id: number; name: string }[];
  taken_at: string | null;
}

export type TeacherScope = "all" | "classes";

export interface SettingsInput {
  school_name: string;
  timezone: string;
  teacher_scope: TeacherScope;
  scale_id: number;
  /** ISO weekdays: Monday is 1. */
  school_days: number[];
  absence_notices: boolean;
  missing_is_zero: boolean;
}

export interface Settings extends SettingsInput {
  updated_at: string;
}

export interface Scale {
  scale_id: number;
  name: string;
  kind: string;
  minimum: number;
  maximum: number;
  pass_mark: number | null;
  honors_bonus: number;
  ap_bonus: number;
  entries: {
    label: string;
    minimum: number | null;
    points: number | null;
    pass: boolean;
  }[];
  created_at: string;
}

export interface AuditEntry {
  audit_id: number;
  at: string;
  actor_user_id: number | null;
  actor_name: string | null;
  action: string;
  entity: string;
  entity_id: number | null;
  student_id: number | null;
  student_name: string | null;
  changes: Record<string, [unknown, unknown]> | null;
  request_id: string | null;
}
