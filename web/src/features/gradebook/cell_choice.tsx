import type { TargetedKeyboardEvent } from "preact";
import type { CellAt, GradebookStudent } from "../../lib/gradebook_types.ts";
import styles from "./cell_choice.module.css";
import { cellWords } from "./cell_syntax.ts";
import type { GradebookStore } from "./gradebook_store.ts";
import type { GridControl } from "./grid_control.ts";
import { isScoreCell } from "./grid_cursor.ts";

interface CellChoiceProps {
  store: GradebookStore;
  control: GridControl;
  students: GradebookStudent[];
}

/** At a cell into which someone else wrote, too: whose entry counts, in one tap or key. */
export function CellChoice({ store, control, students }: CellChoiceProps) {
  const { row, column, anchor } = control.cursor.value;
  const editing = control.draft.value !== null;
  const student = students[row];
  const assessment = store.about.value.assessments[column];
  if (!isScoreCell({ row, column }) || !student || !assessment || anchor || editing) return null;
  const at = { student_id: student.student_id, assessment_id: assessment.assessment_id };
  const { now, theirs } = store.row(at.student_id).value.get(at.assessment_id) ?? {};
  if (!theirs) return null;
  const sides = [
    { whose: "mine", who: "Yours", cell: now ?? null },
    { whose: "theirs", who: theirs.changed_by ?? "Someone else", cell: theirs.now },
  ] as const;
  return (
    <div
      ref={control.choice}
      class={styles.choice}
      style={{ "--at_row": row, "--at_column": column }}
      data-above={row > 0 && row >= students.length - 2 ? "" : undefined}
      role="group"
      aria-label={`Which counts for ${student.name}, ${assessment.title}?`}
      onKeyDown={(event) => onKey(event, control.focus)}
    >
      {sides.map(({ whose, who, cell }) => (
        <button
          key={whose}
          type="button"
          onClick={() => settle({ store, control, at, whose })}
        >
          <small>{who}</small>
          <strong>{cellWords(cell, assessment.maximum)}</strong>
        </button>
      ))}
    </div>
  );
}

function settle({ store, control, at, whose }: {
  store: GradebookStore;
  control: GridControl;
  at: CellAt;
  whose: "mine" | "theirs";
}) {
  // First, while the button is there: the keyboard must not fall out of the grid with it.
  control.focus();
  store.settle([{ ...at, whose }]);
}

/** The keys of the grid are not meant here. */
function onKey(event: TargetedKeyboardEvent<HTMLElement>, leave: () => void) {
  event.stopPropagation();
  const [mine, theirs] = event.currentTarget.querySelectorAll("button");
  if (event.key === "ArrowLeft") mine.focus();
  else if (event.key === "ArrowRight") theirs.focus();
  else if (event.key === "Escape") leave();
  else return;
  event.preventDefault();
}
