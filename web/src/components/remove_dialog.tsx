import type { ComponentChildren } from "preact";
import { api } from "../lib/session.ts";
import { useAction } from "../lib/use_action.ts";
import { ConfirmDialog } from "./dialog.tsx";

interface RemoveDialogProps<T, Answer> {
  /** What is to go; null while the dialog is closed. */
  what: T | null;
  /** The question: `Delete "Half-term"?` */
  title(what: T): string;
  /** The path that is deleted. */
  path(what: T): string;
  /** The verb on the button. */
  confirm?: string;
  done_message?: string;
  onDone(answer: Answer): void;
  onClose(): void;
  /** What goes with it, and what stays. */
  children: ComponentChildren;
}

/** Asks whether one thing is to go, and deletes it. */
export function RemoveDialog<T, Answer = void>(props: RemoveDialogProps<T, Answer>) {
  const { what, title, path, confirm = "Delete", done_message, onDone, onClose, children } = props;
  const remove = useAction(
    (what: T) => api.remove<Answer>(path(what)),
    { onDone, done_message },
  );
  return (
    <ConfirmDialog
      open={what !== null}
      title={what === null ? "" : title(what)}
      confirm={confirm}
      danger
      busy={remove.busy}
      problem={remove.problem}
      onConfirm={() => what !== null && void remove.run(what)}
      onClose={() => {
        remove.reset();
        onClose();
      }}
    >
      {children}
    </ConfirmDialog>
  );
}
