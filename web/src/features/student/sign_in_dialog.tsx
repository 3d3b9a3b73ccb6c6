import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { Note } from "../../components/parts.tsx";
import type { Student } from "../../lib/api_types.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { type Chosen, PeoplePicker } from "../notices/people_picker.tsx";
import { InvitationPanel } from "../users/invitation_link.tsx";

interface SignInDialogProps {
  student: Student;
  open: boolean;
  onChange(student: Student): void;
  onClose(): void;
}

/** How a child comes to sign in: by an invitation, or by the account the child made. */
export function SignInDialog({ student, open, onChange, onClose }: SignInDialogProps) {
  return (
    <Dialog open={open} title={`Sign-in for ${student.name}`} onClose={onClose}>
      <Choices student={student} onChange={onChange} onClose={onClose} />
    </Dialog>
  );
}

function Choices({ student, onChange, onClose }: Omit<SignInDialogProps, "open">) {
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const link = useAction(
    (user_id: number) =>
      api.put<Student>(`/api/students/${student.student_id}/account`, { user_id }),
    {
      done_message: "The account is linked",
      onDone: (value) => {
        onChange(value);
        onClose();
      },
    },
  );

  if (inviting) {
    return (
      <>
        <InvitationPanel user_id={student.user_id} name={student.name} />
        <DialogActions>
          <Button onClick={onClose}>Done</Button>
        </DialogActions>
      </>
    );
  }
  return (
    <>
      {student.email
        ? (
          <>
            <p>Signs in with {student.email}</p>
            <Button onClick={() => setInviting(true)}>Make an invitation link</Button>
          </>
        )
        : <Note>To invite the child, first put an email address into the particulars</Note>}
      <h3>Or link the account that the child made</h3>
      {link.problem && <ErrorPanel problem={link.problem} />}
      <PeoplePicker
        of="users"
        single
        filter={{ role: "Student" }}
        chosen={chosen}
        onChange={setChosen}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          busy={link.busy}
          disabled={chosen.length === 0}
          onClick={() => void link.run(chosen[0].id)}
        >
          Link the account
        </Button>
      </DialogActions>
    </>
  );
}
