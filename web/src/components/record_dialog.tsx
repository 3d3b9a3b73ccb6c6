import type { ComponentChildren } from "preact";
import { api } from "../lib/session.ts";
import { useAction } from "../lib/use_action.ts";
import { useQuery } from "../lib/use_query.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";
import { ErrorPanel } from "./error_panel.tsx";
import { Form } from "./form.tsx";
import { Skeleton } from "./skeleton.tsx";

interface RecordFormProps<T> {
  /** Where a new one is posted. */
  create?: string;
  /** The path of one that is there: it is read anew, and saved only if it is still what was read. */
  edit?: string;
  /** The body to send; `now` is what is edited. */
  input(values: Record<string, string>, now: T | null): unknown;
  /** The verb on the button. */
  submit: string;
  done_message?: string;
  onSaved(value: T): void;
  onClose(): void;
  /** The fields; `now` is null for a new one. */
  children(now: T | null): ComponentChildren;
}

interface RecordDialogProps<T> extends RecordFormProps<T> {
  open: boolean;
  title: string;
  wide?: boolean;
}

/** Makes or changes one thing: its fields in a dialog. */
export function RecordDialog<T>({ open, title, wide, ...form }: RecordDialogProps<T>) {
  return (
    <Dialog open={open} title={title} wide={wide} onClose={form.onClose}>
      <RecordForm {...form} />
    </Dialog>
  );
}

function RecordForm<T>(props: RecordFormProps<T>) {
  const { create, edit, input, submit, done_message, onSaved, onClose, children } = props;
  const query = useQuery<T>(edit ?? null);
  const save = useAction(
    (body: unknown) =>
      edit ? api.put<T>(edit, body, { if_match: query.etag }) : api.post<T>(create!, body),
    { done_message, onDone: onSaved },
  );

  if (query.problem) {
    return <ErrorPanel problem={query.problem} onRetry={() => void query.reload()} />;
  }
  if (edit && (query.loading || query.value === null)) return <Skeleton lines={6} />;
  const changed_since = save.problem?.status === 412;
  return (
    <Form
      problem={save.problem}
      onSubmit={(values) => void save.run(input(values, query.value))}
    >
      {children(query.value)}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        {changed_since
          ? (
            <Button
              kind="primary"
              onClick={() => {
                save.reset();
                void query.reload();
              }}
            >
              Load the newest version
            </Button>
          )
          : <Button type="submit" kind="primary" busy={save.busy}>{submit}</Button>}
      </DialogActions>
    </Form>
  );
}
