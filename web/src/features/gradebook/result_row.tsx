import { AlertIcon } from "../../components/icons.tsx";
import { Badge, type Tone } from "../../components/parts.tsx";
import rows from "../../components/mark_rows.module.css";
import { formatTime } from "../../lib/dates.ts";
import type { Result } from "../../lib/gradebook_types.ts";
import { percentText } from "./averages_view.ts";
import { type ResultEntry, type Standing, standingOf } from "./results_state.ts";
import styles from "./results.module.css";

interface ResultRowProps {
  row: Result;
  entry: ResultEntry;
  error?: string;
  read_only: boolean;
  onType(patch: Partial<ResultEntry>): void;
}

const STANDINGS: Record<Standing, { tone: Tone; text: string }> = {
  none: { tone: "plain", text: "No mark" },
  new: { tone: "info", text: "To post" },
  changed: { tone: "warn", text: "Changed" },
  posted: { tone: "good", text: "Posted" },
};

/** A child's average, the mark that it makes, the mark that is official, and what is to be. */
export function ResultRow({ row, entry, error, read_only, onType }: ResultRowProps) {
  const { student_id, name, percent, grade, posted } = row;
  const { tone, text } = STANDINGS[standingOf(row, entry)];
  const error_id = `result_error_${student_id}`;
  return (
    <li class={`${rows.row} ${styles.row}`}>
      <div class={`${rows.who} ${styles.who}`}>
        <a href={`/students/${student_id}`}>{name}</a>
        <small>
          {percent === null ? "No average yet" : `${percentText(percent)} % ${grade ?? ""}`}
        </small>
      </div>
      <input
        class={rows.mark}
        type="text"
        maxLength={50}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        readOnly={read_only}
        aria-label={`Mark, ${name}`}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? error_id : undefined}
        value={entry.grade}
        onInput={(event) => onType({ grade: event.currentTarget.value })}
      />
      <input
        class={rows.comment}
        type="text"
        maxLength={2000}
        autocomplete="off"
        placeholder={read_only ? "" : "Comment"}
        readOnly={read_only}
        aria-label={`Comment, ${name}`}
        value={entry.comment}
        onInput={(event) => onType({ comment: event.currentTarget.value })}
      />
      <div class={styles.standing}>
        <Badge tone={tone}>{text}</Badge>
        {posted && <small>{postedWords(row)}</small>}
      </div>
      {error && (
        <p class={rows.error} id={error_id}>
          <AlertIcon size={16} />
          {error}
        </p>
      )}
    </li>
  );
}

/** What stands as the mark of the term, since when, and what has moved under it. */
function postedWords({ percent, grade, posted }: Result): string {
  const { updated_at, entered_by_name } = posted!;
  const when = formatTime(updated_at, { dateStyle: "medium" });
  const who = entered_by_name ? ` by ${entered_by_name}` : "";
  const first = `${posted!.grade}, ${when}${who}`;
  if (posted!.percent === null) return `${first}, given by hand`;
  if (posted!.percent === percent) return first;
  const now = percent === null ? "no average" : `${percentText(percent)} % ${grade ?? ""}`;
  return `${first}. Then ${percentText(posted!.percent)} %, now ${now}`;
}
