import type { Result, Results } from "../../lib/gradebook_types.ts";
import { type Sheet, sheetOf } from "../../lib/sheet.ts";

export type ResultEntry = { grade: string; comment: string };
export type ResultsSheet = Sheet<Result, ResultEntry>;

export interface ResultInput {
  student_id: number;
  grade: string;
  comment: string | null;
}

/** What is posted already stays the entry, also where the average has moved since. */
export function resultsSheet(results: Results): ResultsSheet {
  return sheetOf(results.data, ({ grade, posted }) => ({
    grade: posted?.grade ?? grade ?? "",
    comment: posted?.comment ?? "",
  }));
}

export type Standing = "none" | "new" | "changed" | "posted";

/**
 * How an entry stands to the official mark: changed by what was entered, or by an average that has
 * moved since it was posted from it. A mark that was given by hand follows no average.
 */
export function standingOf({ percent, posted }: Result, { grade, comment }: ResultEntry): Standing {
  if (grade.trim() === "") return posted ? "posted" : "none";
  if (!posted) return "new";
  const same = posted.grade === grade.trim() && (posted.comment ?? "") === comment.trim() &&
    (posted.percent === null || posted.percent === percent);
  return same ? "posted" : "changed";
}

/** What "Post" sends: what is new, and what is another than the official mark. */
export function toPost({ rows, entries }: ResultsSheet): ResultInput[] {
  return rows.filter((row) => ["new", "changed"].includes(standingOf(row, entries[row.student_id])))
    .map(({ student_id }) => {
      const { grade, comment } = entries[student_id];
      return { student_id, grade: grade.trim(), comment: comment.trim() || null };
    });
}

/** The computed mark for everyone who has one; comments stay. */
export function withComputed(sheet: ResultsSheet): ResultsSheet {
  const entries = { ...sheet.entries };
  for (const { student_id, grade } of sheet.rows) {
    if (grade !== null) entries[student_id] = { ...entries[student_id], grade };
  }
  return { ...sheet, entries };
}

/** Whether an entry is another than its computed mark. */
export function computedWouldChange({ rows, entries }: ResultsSheet): boolean {
  return rows.some(({ student_id, grade }) =>
    grade !== null && entries[student_id].grade.trim() !== grade
  );
}

/** The server's messages, `results.3.grade`, by the child that they are about. */
export function resultErrors(
  errors: Record<string, string>,
  { sent, sheet }: { sent: ResultInput[]; sheet: ResultsSheet },
): Record<number, string> {
  const found: Record<number, string> = {};
  for (const [path, message] of Object.entries(errors)) {
    const input = sent[Number(/^results\.(\d+)(\.|$)/.exec(path)?.[1])];
    if (input && sheet.entries[input.student_id]?.grade.trim() === input.grade) {
      found[input.student_id] ??= message;
    }
  }
  return found;
}

export interface Bar {
  label: string;
  value: number;
}

/** How many children have each mark of the scale; on a scale of numbers, each tenth of it. */
export function distribution(
  results: Pick<Result, "percent" | "grade">[],
  labels: string[],
): Bar[] {
  const known = results.filter(({ percent }) => percent !== null);
  if (labels.length > 0) {
    return labels.map((label) => ({
      label,
      value: known.filter(({ grade }) => grade === label).length,
    }));
  }
  return Array.from({ length: 10 }, (_, tenth) => ({
    label: `${tenth * 10}–${tenth * 10 + 10} %`,
    value: known.filter(({ percent }) => Math.min(9, Math.floor(percent! / 10)) === tenth).length,
  })).reverse();
}
