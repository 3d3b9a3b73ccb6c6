import type { RegisterRow as Row } from "../../lib/api_types.ts";
import { AlertIcon } from "../../components/icons.tsx";
import { type Choice, CHOICES, type RegisterEntry } from "./register_state.ts";
import styles from "./register_row.module.css";

interface RegisterRowProps {
  row: Row;
  entry: RegisterEntry;
  changed: boolean;
  /** Present stands there, and nobody has saved it yet. */
  proposed: boolean;
  /** The child whom a search means. */
  found: boolean;
  error?: string;
  onChoose(choice: Choice): void;
  /** A tap on the name: the next choice. */
  onCycle(): void;
  onType(patch: Partial<RegisterEntry>): void;
}

/** One child of the register. Its keys are handled by the list, which knows the neighbours. */
export function RegisterRow(
  { row, entry, changed, proposed, found, error, onChoose, onCycle, onType }: RegisterRowProps,
) {
  const { student_id, name, student_number } = row;
  const { choice } = entry;
  const name_id = `name_${student_id}`;
  const error_id = `error_${student_id}`;
  return (
    <li
      class={styles.row}
      data-row={student_id}
      data-proposed={proposed || undefined}
      data-found={found || undefined}
    >
      {/* By keyboard it is the space bar on the choices: one stop for each child is enough. */}
      <button type="button" class={styles.who} tabIndex={-1} onClick={onCycle}>
        <span id={name_id}>
          {name}
          {changed && <span class="sr_only">, not saved</span>}
        </span>
        {student_number && <small>{student_number}</small>}
      </button>
      <div class={styles.segments} role="radiogroup" aria-labelledby={name_id}>
        {CHOICES.map((value) => (
          <label key={value} class={styles.segment} data-choice={value}>
            <input
              type="radio"
              name={`choice_${student_id}`}
              value={value}
              checked={choice === value}
              onChange={() => onChoose(value)}
            />
            <span>
              <b aria-hidden="true">{value[0]}</b>
              <span class={styles.word}>{value}</span>
            </span>
          </label>
        ))}
      </div>
      {choice !== null && (choice !== "Present" || entry.reason) && (
        <div class={styles.detail}>
          {choice === "Late" && (
            <label class={styles.minutes}>
              <input
                type="text"
                inputMode="numeric"
                maxLength={3}
                autocomplete="off"
                aria-label={`Minutes late, ${name}`}
                aria-invalid={error ? "true" : undefined}
                aria-describedby={error ? error_id : undefined}
                value={entry.minutes}
                onInput={(event) => onType({ minutes: event.currentTarget.value })}
              />
              min
            </label>
          )}
          <input
            class={styles.reason}
            type="text"
            maxLength={500}
            autocomplete="off"
            placeholder="Reason"
            aria-label={`Reason, ${name}`}
            value={entry.reason}
            onInput={(event) => onType({ reason: event.currentTarget.value })}
          />
        </div>
      )}
      {error && (
        <p class={styles.error} id={error_id}>
          <AlertIcon size={16} />
          {error}
        </p>
      )}
    </li>
  );
}
