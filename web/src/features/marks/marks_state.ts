import type { ClassMark, ClassMarks, ClassMarksInput } from "../../lib/api_types.ts";
import { changedIds, type Sheet, sheetOf } from "../../lib/sheet.ts";

export type MarkEntry = { grade: string; comment: string };
export type MarksSheet = Sheet<ClassMark, MarkEntry>;

export function marksSheet(marks: ClassMarks): MarksSheet {
  return sheetOf(marks.data, ({ grade, comment }) => ({
    grade: grade ?? "",
    comment: comment ?? "",
  }));
}

/** The marks to send: of the children whose mark or comment is another than before. */
export function changedMarks(sheet: MarksSheet): ClassMarksInput["marks"] {
  return changedIds(sheet).map((student_id) => {
    const { grade, comment } = sheet.entries[student_id];
    return { student_id, grade: grade.trim() || null, comment: comment.trim() || null };
  });
}

/**
 * The server's messages, `marks.3.grade`, by the child that they are about. They count places in
 * what was sent; a mark that was typed anew since has none.
 */
export function markErrors(
  errors: Record<string, string>,
  { sent, sheet }: { sent: ClassMarksInput["marks"]; sheet: MarksSheet },
): Record<number, string> {
  const found: Record<number, string> = {};
  for (const [path, message] of Object.entries(errors)) {
    const mark = sent[Number(/^marks\.(\d+)(\.|$)/.exec(path)?.[1])];
    if (!mark) continue;
    const now = sheet.entries[mark.student_id]?.grade.trim() || null;
    if (now === mark.grade) found[mark.student_id] ??= message;
  }
  return found;
}

/** What is typed as a comment but has no mark to stand at. */
export function commentsWithoutMark(sheet: MarksSheet): number[] {
  return changedIds(sheet).filter((id) => {
    const { grade, comment } = sheet.entries[id];
    return grade.trim() === "" && comment.trim() !== "" && comment !== sheet.base[id].comment;
  });
}

/** What is wrong with a child's mark: as the server says, or a comment without one. */
export function errorsByChild(
  errors: Record<string, string>,
  { no_mark, ...of }: { sent: ClassMarksInput["marks"]; sheet: MarksSheet; no_mark: number[] },
): Record<number, string> {
  const own = no_mark.filter((id) => of.sheet.entries[id].grade.trim() === "")
    .map((id) => [id, "A comment needs a mark"]);
  return { ...markErrors(errors, of), ...Object.fromEntries(own) };
}

export function entryWords({ grade, comment }: MarkEntry): string {
  if (grade === "") return "No mark";
  return comment ? `${grade}, "${comment}"` : grade;
}
