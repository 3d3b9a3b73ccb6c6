import type { Class, ClassStudent, Grade, List } from "../../lib/api_types.ts";
import { useQuery } from "../../lib/use_query.ts";

/**
 * Subjects to offer for a class: its own, and those in which its first child has marks. A class
 * that is taught everything together names no subject.
 */
export function useSubjects(value: Class | null): string[] {
  const roster = useQuery<List<ClassStudent>>(
    value && !value.subject ? `/api/classes/${value.class_id}/students` : null,
  );
  const first = roster.value?.data[0];
  const grades = useQuery<List<Grade>>(
    first ? `/api/students/${first.student_id}/grades` : null,
    { limit: 200 },
  );
  const found = [value?.subject, ...(grades.value?.data ?? []).map(({ subject }) => subject)];
  return [...new Set(found.filter((subject) => subject !== null && subject !== undefined))]
    .sort((a, b) => a.localeCompare(b));
}

/** What a text field with `list={id}` offers while one types. */
export function SubjectList({ id, subjects }: { id: string; subjects: string[] }) {
  return (
    <datalist id={id}>
      {subjects.map((subject) => <option key={subject} value={subject} />)}
    </datalist>
  );
}
