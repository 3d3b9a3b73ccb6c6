import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ConfirmDialog, Dialog } from "../../components/dialog.tsx";
import { EditIcon, TrashIcon } from "../../components/icons.tsx";
import { Facts } from "../../components/parts.tsx";
import { formatDate } from "../../lib/dates.ts";
import type { Assessment, GradebookStudent } from "../../lib/gradebook_types.ts";
import { api } from "../../lib/session.ts";
import { plural } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { columnMean, percentText } from "./averages_view.ts";
import { FillBlanks } from "./fill_blanks.tsx";
import styles from "./gradebook.module.css";
import type { GradebookStore } from "./gradebook_store.ts";
import { cellAt } from "./grid_state.ts";

interface ColumnDialogProps {
  store: GradebookStore;
  assessment: Assessment | null;
  students: GradebookStudent[];
  read_only: boolean;
  onEdit(assessment: Assessment): void;
  onDeleted(): void;
  onClose(): void;
}

/** Behind a column's heading: what it is, and what can be done with the whole of it. */
export function ColumnDialog(props: ColumnDialogProps) {
  const { assessment, onClose, onDeleted } = props;
  const [deleting, setDeleting] = useState<Assessment | null>(null);
  const remove = useAction(
    ({ assessment_id }: Assessment) => api.remove<void>(`/api/assessments/${assessment_id}`),
    {
      done_message: "Assessment deleted",
      onDone: () => {
        setDeleting(null);
        onDeleted();
      },
    },
  );
  return (
    <>
      <Dialog open={assessment !== null} title={assessment?.title ?? ""} onClose={onClose}>
        {assessment && (
          <Column
            {...props}
            assessment={assessment}
            onDelete={() => {
              onClose();
              setDeleting(assessment);
            }}
          />
        )}
      </Dialog>
      <ConfirmDialog
        open={deleting !== null}
        title={`Delete "${deleting?.title}"?`}
        confirm="Delete"
        danger
        busy={remove.busy}
        problem={remove.problem}
        onConfirm={() => deleting && void remove.run(deleting)}
        onClose={() => {
          remove.reset();
          setDeleting(null);
        }}
      >
        <p>Its scores go with it, and the averages without them. This can't be undone</p>
      </ConfirmDialog>
    </>
  );
}

type ColumnProps = Omit<ColumnDialogProps, "assessment"> & {
  assessment: Assessment;
  onDelete(): void;
};

function Column(
  { store, assessment, students, read_only, onEdit, onDelete, onClose }: ColumnProps,
) {
  const gradebook = store.about.value;
  const { assessment_id, category_id, date, maximum, extra_credit } = assessment;
  const cells = students.filter(({ left }) => !left)
    .map(({ student_id }) => cellAt(store.row(student_id).value, assessment_id).now);
  const mean = columnMean(gradebook, { maximum, cells });
  const category = gradebook.categories.find((known) => known.category_id === category_id);
  const entered = cells.filter((cell) => cell !== null).length;
  return (
    <>
      <Facts
        items={[
          {
            label: "Category",
            value: category?.name ??
              (gradebook.categories.length > 0 ? "None: it counts for nothing" : null),
          },
          { label: "Date", value: formatDate(date) },
          { label: "Maximum", value: extra_credit ? `${maximum}, extra credit` : maximum },
          { label: "Entered", value: `${entered} of ${plural(cells.length, "child", "children")}` },
          { label: "Class average", value: mean === null ? null : `${percentText(mean)} %` },
        ]}
      />
      {!read_only && (
        <>
          <FillBlanks {...{ store, assessment, students }} onDone={onClose} />
          <div class={styles.actions}>
            <Button icon={EditIcon} onClick={() => onEdit(assessment)}>Edit</Button>
            <Button icon={TrashIcon} onClick={onDelete}>Delete</Button>
          </div>
        </>
      )}
    </>
  );
}
