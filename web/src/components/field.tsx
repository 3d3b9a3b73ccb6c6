import type {
  ComponentChildren,
  FunctionComponent,
  JSX,
  PartialInputHTMLAttributes,
  PartialSelectHTMLAttributes,
} from "preact";
import { useId, useState } from "preact/hooks";
import { useFieldError } from "./form.tsx";
import styles from "./form.module.css";
import { AlertIcon } from "./icons.tsx";

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** Overrides the form's own message for this name. */
  error?: string;
  /** A field of a form is required unless it says so. */
  optional?: boolean;
  /** The label is read out, but not seen: for a field whose place says what it is. */
  hide_label?: boolean;
}

type InputAttributes = Omit<PartialInputHTMLAttributes<HTMLInputElement>, "role"> & {
  /** The id of a <datalist>. */
  list?: string;
};
type SelectAttributes = Omit<PartialSelectHTMLAttributes<HTMLSelectElement>, "role">;

// Preact's own types of these two are unions over `type` and `role`, which no props can be spread into.
const Input = "input" as unknown as FunctionComponent<InputAttributes>;
const NativeSelect = "select" as unknown as FunctionComponent<SelectAttributes>;

type InputProps = FieldProps & Omit<InputAttributes, keyof FieldProps>;

/** One line of text, a number, a date, an email address: whatever `type` says. */
export function TextField({ label, hint, error, optional, hide_label, ...input }: InputProps) {
  return (
    <Field {...{ label, hint, error, optional, hide_label }} name={nameOf(input)}>
      {(aria) => <Input {...aria} required={!optional} {...input} class={styles.input} />}
    </Field>
  );
}

type TextAreaProps = FieldProps & Omit<JSX.IntrinsicElements["textarea"], keyof FieldProps>;

export function TextArea({ label, hint, error, optional, hide_label, ...input }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, optional, hide_label }} name={nameOf(input)}>
      {(aria) => <textarea {...aria} required={!optional} {...input} class={styles.input} />}
    </Field>
  );
}

type SelectProps =
  & FieldProps
  & Omit<SelectAttributes, keyof FieldProps>
  & { options: { value: string | number; label: string }[] };

export function Select(
  { label, hint, error, optional, hide_label, options, value, ...input }: SelectProps,
) {
  return (
    <Field {...{ label, hint, error, optional, hide_label }} name={nameOf(input)}>
      {(aria) => (
        <NativeSelect {...aria} required={!optional} {...input} class={styles.input}>
          {options.map((option) => (
            <option
              key={option.value}
              value={option.value}
              selected={String(option.value) === String(value ?? "")}
            >
              {option.label}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

/** A password with a button that shows it. `autocomplete` tells password managers which one it is. */
export function PasswordField(
  props: Omit<InputProps, "type" | "autocomplete"> & {
    autocomplete: "current-password" | "new-password";
  },
) {
  const { label, hint, error, optional, hide_label, ...input } = props;
  const [seen, setSeen] = useState(false);
  return (
    <Field {...{ label, hint, error, optional, hide_label }} name={nameOf(input)} apart>
      {(aria) => (
        <span class={styles.secret}>
          <Input
            {...aria}
            required={!optional}
            {...input}
            class={styles.input}
            type={seen ? "text" : "password"}
            autocapitalize="none"
            spellcheck={false}
          />
          <button
            class={styles.reveal}
            type="button"
            aria-pressed={seen}
            aria-label={`Show ${label.toLowerCase()}`}
            onClick={() => setSeen(!seen)}
          >
            {seen ? "Hide" : "Show"}
          </button>
        </span>
      )}
    </Field>
  );
}

type CheckboxProps =
  & { label: ComponentChildren }
  & Omit<InputAttributes, "type" | "label">;

export function Checkbox({ label, ...input }: CheckboxProps) {
  return (
    <label class={styles.check}>
      <Input {...input} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}

function nameOf({ name }: { name?: unknown }): string | undefined {
  return typeof name === "string" ? name : undefined;
}

interface Aria {
  id?: string;
  "aria-invalid"?: "true";
  "aria-describedby"?: string;
}

type FieldFrameProps = FieldProps & {
  name?: string;
  /** The label stands beside the control, not around it: for a control with a button in it. */
  apart?: boolean;
  children(aria: Aria): ComponentChildren;
};

/** Label, hint and error of any control; the two are tied to it for screen readers. */
export function Field(props: FieldFrameProps) {
  const { label, hint, optional, hide_label, name, apart, children } = props;
  const from_form = useFieldError(name);
  const error = props.error ?? from_form;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(
    Boolean,
  ).join(" ");
  const control = children({
    id: apart ? id : undefined,
    "aria-invalid": error ? "true" : undefined,
    "aria-describedby": described || undefined,
  });
  return (
    <div class={styles.field}>
      <label
        class={styles.label}
        data-label={label}
        for={apart ? id : undefined}
      >
        <span class={hide_label ? "sr_only" : styles.label_row}>
          <span>{label}</span>
          {optional && <span class={styles.optional}>Optional</span>}
        </span>
        {!apart && control}
      </label>
      {apart && control}
      {error && (
        <p class={styles.error} id={`${id}-error`}>
          <AlertIcon />
          <span>{error}</span>
        </p>
      )}
      {hint && <p class={styles.hint} id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
