import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ConfirmDialog, Dialog, DialogActions } from "../../components/dialog.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { FileButtons } from "../../components/file_buttons.tsx";
import { PictureIcon } from "../../components/icons.tsx";
import type { Student } from "../../lib/api_types.ts";
import { photoToSend, PICTURES, UPLOAD_MS } from "../../lib/send_file.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { useObjectUrl } from "../../lib/use_file.ts";
import styles from "./photo.module.css";

interface Props {
  student: Student;
  open: boolean;
  onDone(student: Student): void;
  onClose(): void;
}

/** Gives a child a photo, or another one. */
export function PhotoDialog({ open, ...props }: Props) {
  return (
    <Dialog open={open} title={`Photo of ${props.student.name}`} onClose={props.onClose}>
      <ChoosePhoto {...props} />
    </Dialog>
  );
}

function ChoosePhoto({ student, onDone, onClose }: Omit<Props, "open">) {
  const [photo, setPhoto] = useState<Blob | null>(null);
  const preview = useObjectUrl(photo);
  const choose = useAction((file: File) => photoToSend(file), { onDone: setPhoto });
  const save = useAction(
    (body: Blob) =>
      api.put<Student>(`/api/students/${student.student_id}/photo`, body, {
        timeout_ms: UPLOAD_MS,
      }),
    { onDone, done_message: "Photo saved" },
  );
  const problem = choose.problem ?? save.problem;

  function chosen([file]: File[]) {
    setPhoto(null);
    save.reset();
    void choose.run(file);
  }

  return (
    <>
      {problem && <ErrorPanel problem={problem} />}
      <div class={styles.chosen}>
        {preview && <img class={styles.preview} src={preview} alt="The picture that you chose" />}
        <div class={styles.buttons}>
          <FileButtons
            icon={PictureIcon}
            accept={PICTURES}
            busy={choose.busy}
            onChoose={chosen}
          >
            {photo ? "Choose another" : "Choose a picture"}
          </FileButtons>
        </div>
        <p class={styles.hint}>
          A JPEG, PNG or WebP. It is made smaller before it is sent, and where it was taken is left
          out. The child's family and teachers can see it
        </p>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={photo === null}
          busy={save.busy}
          onClick={() => photo && void save.run(photo)}
        >
          Save photo
        </Button>
      </DialogActions>
    </>
  );
}

export function RemovePhoto({ student, open, onDone, onClose }: Props) {
  const remove = useAction(
    () => api.remove<void>(`/api/students/${student.student_id}/photo`),
    { onDone: () => onDone({ ...student, photo: null }), done_message: "Photo removed" },
  );
  return (
    <ConfirmDialog
      open={open}
      title={`Remove the photo of ${student.name}?`}
      confirm="Remove"
      danger
      busy={remove.busy}
      problem={remove.problem}
      onConfirm={() => void remove.run(undefined)}
      onClose={() => {
        remove.reset();
        onClose();
      }}
    >
      <p>It is deleted for good. The initials stand in its place</p>
    </ConfirmDialog>
  );
}
