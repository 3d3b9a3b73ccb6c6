import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/dialog.tsx";
import { ArchiveIcon, LinkIcon, TrashIcon } from "../../components/icons.tsx";
import { Menu } from "../../components/menu.tsx";
import { Note } from "../../components/parts.tsx";
import type { Student } from "../../lib/api_types.ts";
import { formatTime } from "../../lib/dates.ts";
import { api, role } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { EraseDialog } from "./erase_dialog.tsx";
import { SignInDialog } from "./sign_in_dialog.tsx";
import styles from "./student_page.module.css";

interface Props {
  student: Student;
  onChange(student: Student): void;
}

/** What the office does with a record as a whole. */
export function StudentMenu({ student, onChange }: Props) {
  const { student_id, name, archived_at } = student;
  const [open, setOpen] = useState<"archive" | "erase" | "sign_in" | null>(null);
  const archive = useAction(
    () => api.remove<Student>(`/api/students/${student_id}`),
    { onDone: done, done_message: `${name} is archived` },
  );
  const restore = useRestore({ student, onChange });

  function done(value: Student) {
    setOpen(null);
    onChange(value);
  }

  return (
    <>
      <Menu
        label={`More for ${name}`}
        items={[
          { label: "Sign-in for the child", icon: LinkIcon, onClick: () => setOpen("sign_in") },
          archived_at
            ? { label: "Restore", icon: ArchiveIcon, onClick: () => void restore.run(null) }
            : { label: "Archive", icon: ArchiveIcon, onClick: () => setOpen("archive") },
          {
            label: "Erase for good",
            icon: TrashIcon,
            danger: true,
            onClick: () => setOpen("erase"),
          },
        ]}
      />
      <ConfirmDialog
        open={open === "archive"}
        title={`Archive "${name}"?`}
        confirm="Archive"
        busy={archive.busy}
        problem={archive.problem}
        onConfirm={() => void archive.run(undefined)}
        onClose={() => setOpen(null)}
      >
        <p>
          The record stays as it is and can be restored. The child leaves the lists, and nothing new
          can be entered
        </p>
      </ConfirmDialog>
      <EraseDialog student={student} open={open === "erase"} onClose={() => setOpen(null)} />
      <SignInDialog
        student={student}
        open={open === "sign_in"}
        onChange={onChange}
        onClose={() => setOpen(null)}
      />
    </>
  );
}

function useRestore({ student, onChange }: Props) {
  return useAction(
    (_: null) => api.post<Student>(`/api/students/${student.student_id}/restore`),
    { onDone: onChange, done_message: `${student.name} is restored` },
  );
}

export function ArchivedNote({ student, onChange }: Props) {
  const restore = useRestore({ student, onChange });
  if (!student.archived_at) return null;
  return (
    <div class={styles.archived}>
      <Note tone="warn">
        <p>
          Archived on{" "}
          {formatTime(student.archived_at, { dateStyle: "medium" })}. The record can be read, and
          nothing new can be entered
        </p>
        {role.value === "Admin" && (
          <p>
            <Button small busy={restore.busy} onClick={() => void restore.run(null)}>
              Restore
            </Button>
          </p>
        )}
      </Note>
    </div>
  );
}
