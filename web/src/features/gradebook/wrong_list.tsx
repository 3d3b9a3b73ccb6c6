import type { CellAt, GradebookStudent } from "../../lib/gradebook_types.ts";
import { plural } from "../../lib/strings.ts";
import styles from "./gradebook.module.css";
import type { GradebookStore } from "./gradebook_store.ts";
import { wrongId } from "./grid_row.tsx";

interface WrongListProps {
  store: GradebookStore;
  students: GradebookStudent[];
  onGo(at: CellAt): void;
}

/** What was typed and can't be saved, with the way to each: the cells point here, too. */
export function WrongList({ store, students, onGo }: WrongListProps) {
  const { assessments } = store.about.value;
  const wrong = store.unsaved.value.flatMap((at) => {
    const found = store.cell(at).wrong;
    const student = students.find(({ student_id }) => student_id === at.student_id);
    const assessment = assessments.find((known) => known.assessment_id === at.assessment_id);
    return found && student && assessment ? [{ at, found, student, assessment }] : [];
  });
  if (wrong.length === 0) return null;
  return (
    <section class={styles.wrong} aria-label="Not saved">
      <p role="alert">{plural(wrong.length, "cell needs", "cells need")} a change to be saved</p>
      <ul>
        {wrong.map(({ at, found, student, assessment }) => (
          <li key={`${at.student_id} ${at.assessment_id}`}>
            <button
              type="button"
              class={styles.link}
              onClick={() =>
                onGo(at)}
            >
              {student.name}, {assessment.title}
            </button>
            <span id={wrongId(at.assessment_id, at.student_id)}>{found.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
