import { useRef, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextField } from "../../components/field.tsx";
import { Fields, Form } from "../../components/form.tsx";
import { Note } from "../../components/parts.tsx";
import { RadioSet } from "../../components/radio_set.tsx";
import type { Guardian, Student, User } from "../../lib/api_types.ts";
import type { Result } from "../../lib/problem.ts";
import { api } from "../../lib/session.ts";
import { blankToNull } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { type Chosen, PeoplePicker } from "../notices/people_picker.tsx";
import { InvitationPanel } from "../users/invitation_link.tsx";

interface AddGuardianDialogProps {
  student: Student;
  open: boolean;
  onLinked(): void;
  onClose(): void;
}

export function AddGuardianDialog({ student, open, onLinked, onClose }: AddGuardianDialogProps) {
  return (
    <Dialog open={open} title={`Add a parent of ${student.name}`} onClose={onClose}>
      <Steps student={student} onLinked={onLinked} onClose={onClose} />
    </Dialog>
  );
}

type StepsProps = Omit<AddGuardianDialogProps, "open">;
type How = "linked" | "invited";

function Steps({ student, onLinked, onClose }: StepsProps) {
  const [how, setHow] = useState<How>("linked");
  const [invited, setInvited] = useState<User | null>(null);
  if (invited) {
    return (
      <>
        <Note tone="good">{invited.name} is linked to {student.name}</Note>
        <InvitationPanel user_id={invited.user_id} name={invited.name} />
        <DialogActions>
          <Button onClick={onClose}>Done</Button>
        </DialogActions>
      </>
    );
  }
  return (
    <>
      <RadioSet
        legend="The parent"
        name="how"
        value={how}
        onChange={(value) => setHow(value as How)}
        options={[
          { value: "linked", label: "Has an account" },
          { value: "invited", label: "Is new" },
        ]}
      />
      {how === "linked"
        ? <LinkForm student={student} onLinked={onLinked} onClose={onClose} />
        : (
          <InviteForm
            student={student}
            onInvited={(user) => {
              setInvited(user);
              onLinked();
            }}
            onClose={onClose}
          />
        )}
    </>
  );
}

function link(student: Student, guardian: { user_id: number; relationship: string | null }) {
  const { user_id, relationship } = guardian;
  return api.put<Guardian>(`/api/students/${student.student_id}/guardians/${user_id}`, {
    relationship,
  });
}

function LinkForm({ student, onLinked, onClose }: StepsProps) {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [nobody, setNobody] = useState(false);
  const save = useAction(
    (relationship: string | null) => link(student, { user_id: chosen[0].id, relationship }),
    {
      done_message: ({ name }) => `${name} is linked`,
      onDone: () => {
        onLinked();
        onClose();
      },
    },
  );
  return (
    <Form
      problem={save.problem}
      onSubmit={({ relationship }) => {
        setNobody(chosen.length === 0);
        if (chosen.length > 0) void save.run(blankToNull(relationship));
      }}
    >
      <PeoplePicker
        of="users"
        single
        filter={{ role: "Parent" }}
        chosen={chosen}
        onChange={setChosen}
      />
      {nobody && chosen.length === 0 && (
        <div role="alert">
          <Note tone="warn">Choose the parent first</Note>
        </div>
      )}
      <Relationship />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={save.busy}>Link</Button>
      </DialogActions>
    </Form>
  );
}

function Relationship() {
  return (
    <TextField
      label="Relationship"
      name="relationship"
      optional
      maxLength={50}
      hint="Mother, father, grandmother"
    />
  );
}

interface InviteFormProps {
  student: Student;
  onInvited(user: User): void;
  onClose(): void;
}

function InviteForm({ student, onInvited, onClose }: InviteFormProps) {
  // Made already when only the link failed: the next try must not make a second account.
  const made = useRef<User | null>(null);
  const save = useAction(async (values: Record<string, string>): Promise<Result<User>> => {
    const { relationship } = values;
    const name = values.name.trim();
    const email = values.email.trim();
    if (made.current?.email?.toLowerCase() !== email.toLowerCase()) {
      const created = await api.post<User>("/api/users", { name, email, role: "Parent" });
      if (!created.ok) return created;
      made.current = created.value;
    }
    const user = made.current!;
    const linked = await link(student, {
      user_id: user.user_id,
      relationship: blankToNull(relationship),
    });
    return linked.ok ? { ok: true, value: user, etag: null } : linked;
  }, { onDone: onInvited });
  return (
    <Form problem={save.problem} onSubmit={(values) => void save.run(values)}>
      <Fields>
        <TextField label="Name" name="name" maxLength={200} autocomplete="off" />
        <TextField label="Email address" name="email" type="email" autocomplete="off" />
        <Relationship />
      </Fields>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={save.busy}>Invite</Button>
      </DialogActions>
    </Form>
  );
}
