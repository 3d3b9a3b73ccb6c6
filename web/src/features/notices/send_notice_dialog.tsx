import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Select, TextArea } from "../../components/field.tsx";
import { Fields, Form } from "../../components/form.tsx";
import { Load } from "../../components/load.tsx";
import { Note } from "../../components/parts.tsx";
import type { Audience, Class, List, NoticeInput } from "../../lib/api_types.ts";
import { api, role } from "../../lib/session.ts";
import { plural } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { useQuery } from "../../lib/use_query.ts";
import { type Chosen, PeoplePicker } from "./people_picker.tsx";
import { RadioSet } from "../../components/radio_set.tsx";
import styles from "./send_notice_dialog.module.css";

export type NoticeTo =
  | { class_id: number }
  | { student_ids: number[] }
  | { user_ids: number[] };

interface SendNoticeDialogProps {
  open: boolean;
  onClose(): void;
  /** For whom, where the page knows; otherwise the dialog asks. */
  to?: NoticeTo;
  /** "7A Mathematics", "Mia Chen". */
  to_label?: string;
  /** A page of the app that the notice leads to, such as `/students/5`. */
  link?: string;
}

export function SendNoticeDialog({ open, onClose, ...rest }: SendNoticeDialogProps) {
  return (
    <Dialog open={open} title="Send a notice" onClose={onClose}>
      <NoticeForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

type Kind = "class" | "students" | "users";

const MESSAGE_MAXIMUM = 2000;

function NoticeForm({ onClose, to, to_label, link }: Omit<SendNoticeDialogProps, "open">) {
  const [kind, setKind] = useState<Kind>("class");
  const [audience, setAudience] = useState<Audience>("guardians");
  const [people, setPeople] = useState<Chosen[]>([]);
  const [nobody, setNobody] = useState(false);
  const send = useAction(
    (input: NoticeInput) => api.post<{ sent: number }>("/api/notifications/send", input),
    {
      onDone: onClose,
      done_message: ({ sent }) => `Notice sent to ${plural(sent, "person", "people")}`,
    },
  );
  const to_users = to ? "user_ids" in to : kind === "users";

  function submit({ message, class_id }: Record<string, string>) {
    const ids = people.map(({ id }) => id);
    if (!to && kind !== "class" && ids.length === 0) return setNobody(true);
    const recipients = to ??
      (kind === "class"
        ? { class_id: Number(class_id) }
        : kind === "students"
        ? { student_ids: ids }
        : { user_ids: ids });
    void send.run({
      message: message.trim(),
      ...recipients,
      ...(to_users ? {} : { audience }),
      ...(link ? { link } : {}),
    });
  }

  return (
    <Form problem={send.problem} onSubmit={submit}>
      {to ? <p class={styles.to}>To: {to_label}</p> : (
        <Recipients
          kind={kind}
          setKind={(next) => {
            setKind(next);
            setPeople([]);
            setNobody(false);
          }}
          people={people}
          setPeople={(next) => {
            setPeople(next);
            setNobody(false);
          }}
        />
      )}
      {nobody && (
        <div role="alert">
          <Note tone="warn">Choose at least one person</Note>
        </div>
      )}
      {!to_users && (
        <RadioSet
          legend="Who gets it"
          name="audience"
          value={audience}
          onChange={(value) => setAudience(value as Audience)}
          options={[
            { value: "guardians", label: "Parents" },
            { value: "students", label: "Students" },
            { value: "both", label: "Both" },
          ]}
        />
      )}
      <Fields>
        <TextArea
          label="Message"
          name="message"
          maxLength={MESSAGE_MAXIMUM}
          rows={5}
        />
      </Fields>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={send.busy}>Send</Button>
      </DialogActions>
    </Form>
  );
}

interface RecipientsProps {
  kind: Kind;
  setKind(kind: Kind): void;
  people: Chosen[];
  setPeople(people: Chosen[]): void;
}

function Recipients({ kind, setKind, people, setPeople }: RecipientsProps) {
  const kinds = [
    { value: "class", label: "A class" },
    { value: "students", label: "Some students" },
    ...(role.value === "Admin" ? [{ value: "users", label: "Users" }] : []),
  ];
  return (
    <>
      <RadioSet
        legend="To"
        name="kind"
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        options={kinds}
      />
      {kind === "class" ? <ClassChoice /> : (
        <PeoplePicker
          key={kind}
          of={kind}
          chosen={people}
          onChange={setPeople}
        />
      )}
    </>
  );
}

function ClassChoice() {
  const classes = useQuery<List<Class>>("/api/classes", { limit: 200 });
  return (
    <Load query={classes}>
      {({ data }) =>
        data.length === 0 ? <Note>There is no class to write to yet</Note> : (
          <Select
            label="Class"
            name="class_id"
            options={data.map(({ class_id, name, student_count }) => ({
              value: class_id,
              label: `${name} (${plural(student_count, "student", "students")})`,
            }))}
          />
        )}
    </Load>
  );
}
