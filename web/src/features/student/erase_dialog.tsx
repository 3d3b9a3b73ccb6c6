import { useLocation } from "preact-iso/router";
import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { PasswordField } from "../../components/field.tsx";
import { Form } from "../../components/form.tsx";
import { Facts, Note } from "../../components/parts.tsx";
import type { Erased, Student } from "../../lib/api_types.ts";
import { api } from "../../lib/session.ts";
import { formatNumber } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { erasedWords } from "./erased_words.ts";

interface EraseDialogProps {
  student: Student;
  open: boolean;
  onClose(): void;
}

/** Erasing cannot be undone: it asks for the password, and afterwards says what is gone. */
export function EraseDialog({ student, open, onClose }: EraseDialogProps) {
  const { route } = useLocation();
  const [erased, setErased] = useState<Erased | null>(null);
  const close = erased ? () => route("/students", true) : onClose;
  return (
    <Dialog
      open={open}
      title={erased ? `"${student.name}" is erased` : `Erase "${student.name}" for good?`}
      onClose={close}
    >
      {erased
        ? <WhatWasErased erased={erased} onClose={close} />
        : <EraseForm student={student} onErased={setErased} onClose={onClose} />}
    </Dialog>
  );
}

interface EraseFormProps {
  student: Student;
  onErased(erased: Erased): void;
  onClose(): void;
}

function EraseForm({ student, onErased, onClose }: EraseFormProps) {
  const erase = useAction(
    (password: string) =>
      api.remove<Erased>(`/api/students/${student.student_id}`, { password }, {
        query: { erase: true },
      }),
    { onDone: onErased },
  );
  // The only refusal here is that of the password: it belongs to the field.
  const wrong = erase.problem?.status === 403;
  return (
    <Form
      problem={wrong ? null : erase.problem}
      onSubmit={({ password }) => void erase.run(password)}
    >
      <Note tone="warn">
        Marks, attendance, activities, reports and their files go, and the name leaves the audit
        log. This cannot be undone. To only take the child off the lists, archive instead
      </Note>
      <PasswordField
        label="Your password"
        name="password"
        autocomplete="current-password"
        error={wrong ? erase.problem?.detail : undefined}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="danger" busy={erase.busy}>Erase for good</Button>
      </DialogActions>
    </Form>
  );
}

function WhatWasErased({ erased, onClose }: { erased: Erased; onClose(): void }) {
  return (
    <>
      <p>Gone for good:</p>
      <Facts
        items={erasedWords(erased.erased).map(({ label, count }) => ({
          label,
          value: formatNumber(count),
        }))}
      />
      <DialogActions>
        <Button kind="primary" onClick={onClose}>Back to the students</Button>
      </DialogActions>
    </>
  );
}
