import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/dialog.tsx";
import {
  ArchiveIcon,
  CameraIcon,
  CloseIcon,
  LinkIcon,
  TrashIcon,
} from "../../components/icons.tsx";
import { Menu, type MenuItem } from "../../components/menu.tsx";
import { Note } from "../../components/parts.tsx";
import type { Student } from "../../lib/api_types.ts";
import { formatTime } from "../../lib/dates.ts";
import { api, role } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { EraseDialog } from "./erase_dialog.tsx";
import { PhotoDialog, RemovePhoto } from "./photo_dialogs.tsx";
import { SignInDialog } from "./sign_in_dialog.tsx";
import styles from "./student_page.module.css";

interface Props {
  student: Student;
  onChange(student: Student): void;
}

type Open = "photo" | "remove_photo" | "archive" | "erase" | "sign_in";

/** What the staff does with a record as a whole, and the office alone. */
export function StudentMenu({ student, onChange }: Props) {
  const { name } = student;
  const [open, setOpen] = useState<Open | null>(null);
  const restore = useRestore({ student, onChange });
  const is_admin = role.value === "Admin";
  const items = [
    ...photoItems(student, setOpen),
    ...is_admin
      ? officeItems(student, { open: setOpen, restore: () => void restore.run(null) })
      : [],
  ];
  const dialog = (which: Open) => ({
    student,
    open: open === which,
    onDone(value: Student) {
      setOpen(null);
      onChange(value);
    },
    onClose: () => setOpen(null),
  });
  if (items.length === 0) return null;
  return (
    <>
      <Menu label={`More for ${name}`} items={items} />
      <PhotoDialog {...dialog("photo")} />
      <RemovePhoto {...dialog("remove_photo")} />
      {is_admin && (
        <>
          <ArchiveStudent {...dialog("archive")} />
          <EraseDialog {...dialog("erase")} />
          <SignInDialog {...dialog("sign_in")} onChange={onChange} />
        </>
      )}
    </>
  );
}

/** Nothing new is entered for who has left; what is there can be taken away. */
function photoItems({ photo, archived_at }: Student, open: (which: Open) => void): MenuItem[] {
  const items: MenuItem[] = [];
  if (!archived_at) {
    items.push({
      label: photo ? "Replace the photo" : "Add a photo",
      icon: CameraIcon,
      onClick: () => open("photo"),
    });
  }
  if (photo) {
    items.push({
      label: "Remove the photo",
      icon: CloseIcon,
      onClick: () => open("remove_photo"),
    });
  }
  return items;
}

function officeItems(
  { archived_at }: Student,
  { open, restore }: { open(which: Open): void; restore(): void },
): MenuItem[] {
  return [
    { label: "Sign-in for the child", icon: LinkIcon, onClick: () => open("sign_in") },
    archived_at
      ? { label: "Restore", icon: ArchiveIcon, onClick: restore }
      : { label: "Archive", icon: ArchiveIcon, onClick: () => open("archive") },
    { label: "Erase for good", icon: TrashIcon, danger: true, onClick: () => open("erase") },
  ];
}

function ArchiveStudent(
  { student, open, onDone, onClose }: {
    student: Student;
    open: boolean;
    onDone(student: Student): void;
    onClose(): void;
  },
) {
  const { student_id, name } = student;
  const archive = useAction(
    () => api.remove<Student>(`/api/students/${student_id}`),
    { onDone, done_message: `${name} is archived` },
  );
  return (
    <ConfirmDialog
      open={open}
      title={`Archive "${name}"?`}
      confirm="Archive"
      busy={archive.busy}
      problem={archive.problem}
      onConfirm={() => void archive.run(undefined)}
      onClose={onClose}
    >
      <p>
        The record stays as it is and can be restored. The child leaves the lists, and nothing new
        can be entered
      </p>
    </ConfirmDialog>
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
