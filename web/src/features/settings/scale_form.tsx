import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { DialogActions } from "../../components/dialog.tsx";
import { Checkbox, Select, TextField } from "../../components/field.tsx";
import { Fields, Form } from "../../components/form.tsx";
import { PlusIcon, TrashIcon } from "../../components/icons.tsx";
import type { Scale } from "../../lib/api_types.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { draftsOf, type EntryDraft, scaleInput } from "./scale_input.ts";
import styles from "./scales.module.css";

interface ScaleFormProps {
  scales: Scale[];
  /** The one that it starts from. */
  from: Scale;
  onSaved(scale: Scale): void;
  onClose(): void;
}

/** A new scale, made from one that is there. */
export function ScaleForm({ scales, from, onSaved, onClose }: ScaleFormProps) {
  const [start, setStart] = useState(from);
  const [kind, setKind] = useState(from.kind);
  const [entries, setEntries] = useState(() => draftsOf(from.entries));
  const save = useAction(
    (values: Record<string, string>) => api.post<Scale>("/api/scales", scaleInput(values, entries)),
    { done_message: "Scale added", onDone: onSaved },
  );

  function startFrom(scale_id: string) {
    const chosen = scales.find((known) => String(known.scale_id) === scale_id)!;
    setStart(chosen);
    setKind(chosen.kind);
    setEntries(draftsOf(chosen.entries));
  }

  return (
    <Form problem={save.problem} onSubmit={(values) => void save.run(values)}>
      <Fields two>
        <Select
          label="Start from"
          value={start.scale_id}
          onChange={(event) => startFrom(event.currentTarget.value)}
          options={scales.map(({ scale_id, name }) => ({ value: scale_id, label: name }))}
        />
        <TextField label="Name" name="name" maxLength={100} autocomplete="off" />
        <Select
          label="Marks are"
          name="kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          options={[
            { value: "letter", label: "Letters, or percents that earn one" },
            { value: "numeric", label: "Numbers that count as they are" },
          ]}
        />
      </Fields>
      {kind === "numeric" && <Range key={start.scale_id} scale={start} />}
      <Entries entries={entries} kind={kind} onChange={setEntries} />
      <Fields two key={start.scale_id}>
        <NumberField label="Bonus for Honors" name="honors_bonus" value={start.honors_bonus} />
        <NumberField label="Bonus for AP" name="ap_bonus" value={start.ap_bonus} />
      </Fields>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={save.busy}>Add scale</Button>
      </DialogActions>
    </Form>
  );
}

function Range({ scale: { minimum, maximum, pass_mark } }: { scale: Scale }) {
  return (
    <Fields two>
      <NumberField label="Least mark" name="minimum" value={minimum} />
      <NumberField label="Greatest mark" name="maximum" value={maximum} />
      <NumberField label="A pass from" name="pass_mark" value={pass_mark} />
    </Fields>
  );
}

function NumberField(
  { label, name, value }: { label: string; name: string; value: number | null },
) {
  return (
    <TextField
      label={label}
      name={name}
      type="number"
      min="0"
      step="any"
      defaultValue={String(value ?? "")}
    />
  );
}

interface EntriesProps {
  entries: EntryDraft[];
  kind: string;
  onChange(entries: EntryDraft[]): void;
}

function Entries({ entries, kind, onChange }: EntriesProps) {
  const is_letter = kind === "letter";
  function change(key: number, patch: Partial<EntryDraft>) {
    onChange(entries.map((entry) => entry.key === key ? { ...entry, ...patch } : entry));
  }
  function add() {
    const key = Math.max(-1, ...entries.map((entry) => entry.key)) + 1;
    onChange([...entries, { key, label: "", minimum: "", points: "", pass: true }]);
  }
  return (
    <fieldset class={styles.entries}>
      <legend>{is_letter ? "Marks, the best first" : "Labels beside the numbers"}</legend>
      <p>Without points a mark does not count in the GPA</p>
      <ul>
        {entries.map((entry, at) => (
          <li key={entry.key}>
            <TextField
              label="Mark"
              name={`entries.${at}.label`}
              maxLength={20}
              autocomplete="off"
              value={entry.label}
              onInput={(event) => change(entry.key, { label: event.currentTarget.value })}
            />
            {is_letter && (
              <TextField
                label="From percent"
                name={`entries.${at}.minimum`}
                type="number"
                min="0"
                step="any"
                // A label that is entered as itself alone has none.
                required={false}
                value={entry.minimum}
                onInput={(event) => change(entry.key, { minimum: event.currentTarget.value })}
              />
            )}
            <TextField
              label="Points"
              name={`entries.${at}.points`}
              type="number"
              min="0"
              step="any"
              required={false}
              value={entry.points}
              onInput={(event) => change(entry.key, { points: event.currentTarget.value })}
            />
            <Checkbox
              label="Pass"
              checked={entry.pass}
              onChange={(event) => change(entry.key, { pass: event.currentTarget.checked })}
            />
            <Button
              kind="quiet"
              icon={TrashIcon}
              icon_only
              onClick={() => onChange(entries.filter(({ key }) => key !== entry.key))}
            >
              Remove {entry.label || "this mark"}
            </Button>
          </li>
        ))}
      </ul>
      <Button icon={PlusIcon} onClick={add}>Add mark</Button>
    </fieldset>
  );
}
