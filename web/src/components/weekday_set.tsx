import { useId } from "preact/hooks";
import { weekdayName } from "../lib/dates.ts";
import styles from "./form.module.css";
import { useFieldError } from "./form.tsx";
import { AlertIcon } from "./icons.tsx";
import sets from "./radio_set.module.css";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface WeekdaySetProps {
  legend: string;
  name: string;
  /** ISO weekdays: Monday is 1. */
  value: number[];
  hint?: string;
}

/** Weekdays side by side, any of them taken. Read with `weekdaysIn`. */
export function WeekdaySet({ legend, name, value, hint }: WeekdaySetProps) {
  const error = useFieldError(name);
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset
      class={sets.set}
      name={name}
      tabIndex={-1}
      aria-describedby={described || undefined}
    >
      <legend>{legend}</legend>
      <div class={sets.choices}>
        {WEEKDAYS.map((day) => (
          <label key={day} class={sets.choice}>
            <input
              type="checkbox"
              name={`${name}_${day}`}
              defaultChecked={value.includes(day)}
              aria-label={weekdayName(day, "long")}
            />
            <span aria-hidden="true">{weekdayName(day, "short")}</span>
          </label>
        ))}
      </div>
      {error && (
        <p class={styles.error} id={`${id}-error`}>
          <AlertIcon />
          <span>{error}</span>
        </p>
      )}
      {hint && <p class={styles.hint} id={`${id}-hint`}>{hint}</p>}
    </fieldset>
  );
}

/** The weekdays that are taken in a form's values. */
export function weekdaysIn(values: Record<string, string>, name: string): number[] {
  return WEEKDAYS.filter((day) => values[`${name}_${day}`] !== undefined);
}
