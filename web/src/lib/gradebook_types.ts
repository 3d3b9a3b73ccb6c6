// The gradebook as the API answers it. What stands in a cell, and what follows from it, is said by
// the one implementation that the server runs, too.

import type {
  AssessmentRule,
  Average,
  CategoryRule,
  Cell,
  GradebookRules,
} from "../../../api/features/gradebook/averages.ts";
import type { Scale } from "../../../api/features/grades/scales.ts";
import type { Term } from "./api_types.ts";

export type { Average, Cell, GradebookRules };
export type Category = CategoryRule;
export type TermInBrief = Pick<Term, "term_id" | "name" | "starts_on" | "ends_on" | "closed_at">;

export interface Assessment extends AssessmentRule {
  title: string;
  date: string;
}

export type AssessmentInput = Omit<Assessment, "assessment_id"> & { term_id: number };

export interface GradebookStudent {
  student_id: number;
  name: string;
  student_number: string | null;
  /** No longer in the class; here because of their scores. */
  left: boolean;
}

export interface CellAt {
  assessment_id: number;
  student_id: number;
}

export interface Score extends CellAt, Cell {
  updated_at: string;
}

export interface Gradebook {
  class_id: number;
  name: string;
  subject: string | null;
  term: TermInBrief;
  rules: GradebookRules;
  scale: Scale & { scale_id: number };
  categories: Category[];
  assessments: Assessment[];
  students: GradebookStudent[];
  scores: Score[];
  averages: { student_id: number; percent: number | null; grade: string | null }[];
}

/** A cell to save: blank where `state` is null. `was` is what it was changed from. */
export interface ScoreInput extends CellAt {
  state: Cell["state"] | null;
  score: number | null;
  label: string | null;
  was: Cell | null;
}

export interface ScoreConflict extends CellAt {
  now: Cell | null;
  changed_by: string | null;
  changed_at: string | null;
}

export interface SavedScores {
  saved: (CellAt & Omit<ScoreInput, "was"> & { updated_at: string | null })[];
  conflicts: ScoreConflict[];
}

export interface ScoreChange {
  audit_id: number;
  at: string;
  actor_user_id: number | null;
  actor_name: string | null;
  from: Cell | null;
  to: Cell | null;
}

/** A change of an official mark: `{field: [from, to]}`. */
export interface GradeChange {
  audit_id: number;
  at: string;
  actor_user_id: number | null;
  actor_name: string | null;
  changes: Record<string, [unknown, unknown]> | null;
}

export interface Posted {
  grade_id: number;
  grade: string;
  comment: string | null;
  percent: number | null;
  updated_at: string;
  entered_by_name: string | null;
}

export interface Result {
  student_id: number;
  name: string;
  percent: number | null;
  /** What the percent earns on the school's scale. */
  grade: string | null;
  posted: Posted | null;
}

export interface Results {
  class_id: number;
  /** What the marks are posted as. */
  subject: string;
  term: TermInBrief;
  data: Result[];
}

/** A child's own line of a class's gradebook, with its reasons. */
export interface StudentSheet {
  class_id: number;
  name: string;
  subject: string | null;
  term: TermInBrief;
  categories: Category[];
  assessments: (Assessment & { cell: Cell | null })[];
  average: Average;
  grade: string | null;
}

export interface Trend {
  student_id: number;
  data: {
    term_id: number;
    name: string;
    starts_on: string;
    gpa: number | null;
    counted: number;
    /** Present days out of marked days, 0 to 1. */
    attendance_rate: number | null;
  }[];
}
