import { brokenConstraint } from "../../../db/failures.ts";
import { badInput, changedMeanwhile, conflict, type FieldError } from "../../errors.ts";
import { noSuchClass } from "../attendance/roster.ts";
import { refuseClosed } from "../terms/term_query.ts";
import { resolveGrade, type Scale } from "./scales.ts";
import type { Grade, GradeInput } from "./schema.ts";

type GradeLevel = Grade["level"];
type Mark = Pick<Grade, "grade" | "points">;
type ResolvedMark = { ok: true } & Mark | { ok: false; message: string };

export type GradeValues = Omit<
  Grade,
  "grade_id" | "student_id" | "entered_by" | "entered_by_name" | "created_at" | "updated_at"
>;

/** What a grade is once it is deleted, for the audit log. */
export const GONE: { [K in keyof GradeValues]: GradeValues[K] | null } = {
  subject: null,
  grade: null,
  points: null,
  credits: null,
  level: null,
  term_id: null,
  class_id: null,
  comment: null,
  percent: null,
};

interface Known {
  scale: Scale;
  /** The row of `body.term_id`; none where there is no such term. */
  term: { closed_at: string | null }[];
  /** The row of `body.class_id`; none where the student is in no such class. */
  inClass: { credits: number; level: GradeLevel }[];
  /** The grade that is replaced; what it keeps is not judged again. */
  before: Grade | null;
}

/**
 * The columns of a grade from what was sent and what was looked up for it.
 * @throws {Refusal} 400 with every field that is wrong, 409 where the term is closed
 */
export function gradeValues(
  input: GradeInput,
  { scale, term, inClass, before }: Known,
): GradeValues {
  const mark = markOf(scale, { entered: input.grade, before });
  const errors: FieldError[] = [];
  if (!mark.ok) errors.push({ path: "body.grade", message: mark.message });
  if (input.term_id !== null && term.length === 0) errors.push(noSuchTerm("body.term_id"));
  const keepsClass = before !== null && input.class_id === before.class_id;
  if (input.class_id !== null && !keepsClass && inClass.length === 0) errors.push(noSuchClass);
  if (!mark.ok || errors.length > 0) throw badInput(errors);
  term.forEach(refuseClosed);

  const { subject, credits, level, term_id, class_id, comment } = input;
  return {
    subject,
    grade: mark.grade,
    points: mark.points,
    credits: credits === undefined ? inClass[0]?.credits ?? 1 : credits,
    level: level ?? inClass[0]?.level ?? "Regular",
    term_id,
    class_id,
    comment,
    // Another mark is no longer the one that the average made.
    percent: before?.grade === mark.grade ? before.percent : null,
  };
}

/**
 * What an entered mark is worth. One that reads as it did keeps its points: they were
 * resolved on the scale that was in force when it was entered.
 */
export function markOf(
  scale: Scale,
  { entered, before }: { entered: string; before: Mark | null },
): ResolvedMark {
  if (before?.grade === entered) return { ok: true, ...before };
  const resolved = resolveGrade(scale, entered);
  return resolved.ok && resolved.grade === before?.grade ? { ok: true, ...before } : resolved;
}

export const noSuchTerm = (path: string): FieldError => ({
  path,
  message: "There is no such term. Choose one of the school's terms",
});

/** Says that the student has a mark there already; rethrows any other error. */
export function refuseSecondGrade(error: unknown): never {
  const broken = brokenConstraint(error);
  if (broken?.kind === "UNIQUE" && broken.on.startsWith("grades.")) {
    throw conflict(
      "This student has a mark in this class, term and subject. Change that one instead",
    );
  }
  // The term was deleted between the look-up and the write.
  if (broken?.kind === "FOREIGN KEY") throw changedMeanwhile();
  throw error;
}
