import { Dialog } from "../../components/dialog.tsx";
import type { GradebookStudent } from "../../lib/gradebook_types.ts";
import { averageOf } from "./averages_view.ts";
import { AverageReasons } from "./average_reasons.tsx";
import type { GradebookStore } from "./gradebook_store.ts";

interface WhyDialogProps {
  store: GradebookStore;
  student: GradebookStudent | null;
  onClose(): void;
}

/** How a child's average came about: by category, with what was dropped and what is left out. */
export function WhyDialog({ store, student, onClose }: WhyDialogProps) {
  return (
    <Dialog open={student !== null} title={`Average of ${student?.name}`} wide onClose={onClose}>
      {student && <Why store={store} student={student} />}
    </Dialog>
  );
}

function Why({ store, student }: { store: GradebookStore; student: GradebookStudent }) {
  const gradebook = store.about.value;
  const found = averageOf(gradebook, store.row(student.student_id).value);
  return (
    <section tabIndex={0} aria-label="How it was worked out">
      <AverageReasons
        average={found}
        grade={found.grade}
        assessments={gradebook.assessments}
      />
    </section>
  );
}
