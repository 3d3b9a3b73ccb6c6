import styles from "./radio_set.module.css";

interface RadioSetProps {
  legend: string;
  name: string;
  value: string;
  onChange(value: string): void;
  options: { value: string; label: string }[];
}

/** A few choices side by side, one of them taken. */
export function RadioSet({ legend, name, value, onChange, options }: RadioSetProps) {
  return (
    <fieldset class={styles.set}>
      <legend>{legend}</legend>
      <div class={styles.choices}>
        {options.map((option) => (
          <label key={option.value} class={styles.choice}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
