import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { fieldErrors, type Problem } from "../lib/problem.ts";
import { atLeast, atMost } from "../lib/strings.ts";
import { ErrorPanel } from "./error_panel.tsx";
import styles from "./form.module.css";

type Values = Record<string, string>;

const Errors = createContext<Record<string, string>>({});

/** The message of a field, from the last check of the form or the server's 400. */
export function useFieldError(name: string | undefined): string | undefined {
  const errors = useContext(Errors);
  return name ? errors[name] : undefined;
}

interface FormProps {
  /** What the fields hold, by name. A checkbox is `"on"` or absent. */
  onSubmit(values: Values): void;
  /** The problem of the last try: its field errors go to the fields, the rest above them. */
  problem?: Problem | null;
  label?: string;
  id?: string;
  children: ComponentChildren;
}

/** A form whose fields are read when it is sent. The browser's rules, our words. */
export function Form({ onSubmit, problem = null, label, id, children }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);
  const [own, setOwn] = useState<Record<string, string>>({});
  const from_server = fieldErrors(problem);
  const errors = { ...from_server, ...own };

  useEffect(() => {
    if (Object.keys(from_server).length > 0) focusFirst(ref.current, from_server);
    // On a phone the button is often far below the panel.
    else if (problem) ref.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);

  function submit(event: Event) {
    event.preventDefault();
    const form = ref.current!;
    const found = check(form);
    setOwn(found);
    if (Object.keys(found).length > 0) {
      focusFirst(form, found);
      return;
    }
    onSubmit(Object.fromEntries(new FormData(form)) as Values);
  }

  const shown = problem && !everyErrorHasAField(problem, ref.current);
  return (
    <form ref={ref} id={id} class={styles.form} aria-label={label} onSubmit={submit} noValidate>
      {shown && <ErrorPanel problem={problem} />}
      <Errors.Provider value={errors}>{children}</Errors.Provider>
    </form>
  );
}

/** Fields below each other; `two` puts them in two columns where there is room. */
export function Fields({ two, children }: { two?: boolean; children: ComponentChildren }) {
  return <div class={two ? `${styles.fields} ${styles.two}` : styles.fields}>{children}</div>;
}

export function FormActions({ children }: { children: ComponentChildren }) {
  return <div class={styles.actions}>{children}</div>;
}

function everyErrorHasAField(problem: Problem, form: HTMLFormElement | null): boolean {
  const paths = problem.errors ?? [];
  return paths.length > 0 &&
    paths.every(({ path }) => form?.elements.namedItem(path.replace(/^body\./, "")));
}

function focusFirst(form: HTMLFormElement | null, errors: Record<string, string>) {
  for (const element of form?.elements ?? []) {
    const field = element as HTMLInputElement;
    if (field.name in errors) return field.focus();
  }
}

function check(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const element of form.elements) {
    const field = element as HTMLInputElement;
    const message = field.name && field.willValidate ? complaint(field) : null;
    if (message) found[field.name] ??= message;
  }
  return found;
}

function complaint(field: HTMLInputElement): string | null {
  const label = field.labels?.[0]?.dataset.label ?? "this";
  const what = withArticle(label);
  const { validity } = field;
  const blank = field.required && field.type !== "checkbox" && field.value.trim() === "";
  if (validity.badInput) return `Enter a valid value for "${label}"`;
  if (validity.valueMissing || blank) {
    return field.tagName === "SELECT" ? `Choose ${what}` : `Enter ${what}`;
  }
  // tooShort only knows what was typed by hand, not what a password manager filled in.
  if (field.minLength > 0 && field.value !== "" && field.value.length < field.minLength) {
    return `Use at least ${field.minLength} characters`;
  }
  if (validity.typeMismatch) return "Enter an email address such as anna@example.org";
  if (validity.rangeUnderflow) return `Enter ${atLeast(field)}`;
  if (validity.rangeOverflow) return `Enter ${atMost(field)}`;
  return validity.valid ? null : field.validationMessage;
}

/** `Set-up code` → `the set-up code`, `Your name` → `your name`, `GPA` → `the GPA`. */
function withArticle(label: string): string {
  const words = /^[A-Z][a-z-]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label;
  return /^(your|the|an?|this)\b/.test(words) ? words : `the ${words}`;
}
