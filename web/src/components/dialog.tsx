import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Problem } from "../lib/problem.ts";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";
import { ErrorPanel } from "./error_panel.tsx";
import { CloseIcon } from "./icons.tsx";

interface DialogProps {
  open: boolean;
  title: string;
  onClose(): void;
  wide?: boolean;
  children: ComponentChildren;
}

/** A modal, by the browser's own <dialog>: it keeps the focus inside and gives it back. */
export function Dialog({ open, title, onClose, wide, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const dialog = ref.current!;
    if (open && !dialog.open) {
      dialog.showModal();
      focusFirst(dialog);
      scrollByKeyboard(dialog.lastElementChild as HTMLElement, id);
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    <dialog
      ref={ref}
      class={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
      aria-labelledby={id}
      // The event comes a moment late: by then the dialog may be open again, or the page left.
      onClose={() => open && ref.current?.open === false && onClose()}
    >
      {open && (
        <>
          <div class={styles.head}>
            <h2 class={styles.title} id={id} tabIndex={-1}>{title}</h2>
            <Button kind="quiet" icon={CloseIcon} icon_only onClick={onClose}>Close</Button>
          </div>
          <div class={styles.body}>{children}</div>
        </>
      )}
    </dialog>
  );
}

// The browser would take the first thing that can have it: "Close". On a phone a field would bring
// up the keyboard over the dialog before it is read.
function focusFirst(dialog: HTMLDialogElement) {
  const field = matchMedia("(pointer: coarse)").matches
    ? null
    : dialog.querySelector<HTMLElement>("form :is(input, select, textarea):not([type=hidden])");
  (field ?? dialog.querySelector("h2"))?.focus();
}

// A long text with nothing in it to go to: it is scrolled by whoever has no pointer, too.
function scrollByKeyboard(body: HTMLElement, title_id: string) {
  const fits = body.scrollHeight <= body.clientHeight;
  if (fits || body.querySelector("a, button, input, select, textarea")) return;
  body.tabIndex = 0;
  body.role = "region";
  body.setAttribute("aria-labelledby", title_id);
}

/** The buttons at the end of a dialog, the main one last. */
export function DialogActions({ children }: { children: ComponentChildren }) {
  return <div class={styles.foot}>{children}</div>;
}

interface ConfirmDialogProps {
  open: boolean;
  /** The question: `Archive "Mia Chen"?` */
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ComponentChildren;
  /** The verb on the button: `Archive`. */
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  problem?: Problem | null;
  onConfirm(): void;
  onClose(): void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirm, danger, busy, problem, onConfirm, onClose } = props;
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <div class={styles.text}>{children}</div>
      {problem && <ErrorPanel problem={problem} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
