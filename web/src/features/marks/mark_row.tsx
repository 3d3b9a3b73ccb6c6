import { AlertIcon } from "../../components/icons.tsx";
import rows from "../../components/mark_rows.module.css";
import type { ClassMark } from "../../lib/api_types.ts";
import styles from "./class_marks_page.module.css";
import type { MarkEntry } from "./marks_state.ts";

interface MarkRowProps {
  row: ClassMark;
  entry: MarkEntry;
  changed: boolean;
  error?: string;
  read_only: boolean;
  onType(patch: Partial<MarkEntry>): void;
  onMove(by: 1 | -1): void;
  /** True if it was a column, and is dealt with. */
  onPaste(text: string): boolean;
}

export function MarkRow(props: MarkRowProps) {
  const { row, entry, changed, error, read_only, onType, onMove, onPaste } = props;
  const { student_id, name, student_number } = row;
  const error_id = `mark_error_${student_id}`;

  function keys(event: KeyboardEvent) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.key === "Enter" || event.key === "ArrowDown"
      ? 1
      : event.key === "ArrowUp"
      ? -1
      : null;
    if (by === null) return;
    event.preventDefault();
    onMove(by);
  }

  return (
    <li
      class={`${rows.row} ${styles.row}`}
      data-row={student_id}
      data-changed={changed ? "" : undefined}
    >
      <div class={`${rows.who} ${styles.who}`}>
        <span>{name}</span>
        {student_number && <small>{student_number}</small>}
      </div>
      <input
        class={rows.mark}
        type="text"
        maxLength={50}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="next"
        readOnly={read_only}
        aria-label={`Mark, ${name}`}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? error_id : undefined}
        value={entry.grade}
        onInput={(event) => onType({ grade: event.currentTarget.value })}
        onKeyDown={keys}
        onPaste={(event) => {
          if (read_only) return;
          if (onPaste(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
        }}
      />
      <input
        class={`${rows.comment} ${styles.comment}`}
        type="text"
        maxLength={2000}
        autocomplete="off"
        placeholder={read_only ? "" : "Comment"}
        readOnly={read_only}
        aria-label={`Comment, ${name}`}
        value={entry.comment}
        onInput={(event) => onType({ comment: event.currentTarget.value })}
      />
      {error && (
        <p class={rows.error} id={error_id}>
          <AlertIcon size={16} />
          {error}
        </p>
      )}
    </li>
  );
}
