import type { z } from "zod";

/** For `superRefine` of a list of marks: a child is named once, or it could not be said which mark holds. */
export function oncePerStudent(marks: { student_id: number }[], context: z.RefinementCtx): void {
  const seen = new Set<number>();
  marks.forEach(({ student_id }, i) => {
    if (seen.has(student_id)) {
      context.addIssue({
        code: "custom",
        path: [i, "student_id"],
        message: `Student "${student_id}" is named twice. Send one mark for each`,
      });
    }
    seen.add(student_id);
  });
}
