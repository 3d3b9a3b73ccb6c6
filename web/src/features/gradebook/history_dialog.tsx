import { Dialog } from "../../components/dialog.tsx";
import { Load } from "../../components/load.tsx";
import { Note } from "../../components/parts.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { List } from "../../lib/api_types.ts";
import { formatTime } from "../../lib/dates.ts";
import type { CellAt, ScoreChange } from "../../lib/gradebook_types.ts";
import { useQuery } from "../../lib/use_query.ts";
import { cellWords } from "./cell_syntax.ts";
import styles from "./gradebook.module.css";
import type { GradebookStore } from "./gradebook_store.ts";

interface HistoryDialogProps {
  store: GradebookStore;
  at: CellAt | null;
  onClose(): void;
}

/** Who put what into a cell, and when; the newest first. */
export function HistoryDialog({ store, at, onClose }: HistoryDialogProps) {
  const { students, assessments } = store.about.value;
  const student = students.find(({ student_id }) => student_id === at?.student_id);
  const assessment = assessments.find((known) => known.assessment_id === at?.assessment_id);
  const open = at !== null && student !== undefined && assessment !== undefined;
  return (
    <Dialog
      open={open}
      title={open ? `${student.name}, ${assessment.title}` : "History"}
      onClose={onClose}
    >
      {open && <Changes at={at} maximum={assessment.maximum} />}
    </Dialog>
  );
}

function Changes({ at, maximum }: { at: CellAt; maximum: number }) {
  const { assessment_id, student_id } = at;
  const changes = useQuery<List<ScoreChange>>(
    `/api/assessments/${assessment_id}/scores/${student_id}/changes`,
    { limit: 200 },
  );
  return (
    <Load query={changes} skeleton={<Skeleton lines={4} />}>
      {({ data, next_cursor }) =>
        data.length === 0 ? <p>No change of this cell is recorded</p> : (
          <>
            <section tabIndex={0} aria-label="Changes, the newest first">
              <ol class={styles.history}>
                {data.map(({ audit_id, at, actor_name, from, to }) => (
                  <li key={audit_id}>
                    <span>
                      {capital(cellWords(from, maximum))} →{" "}
                      <strong>{cellWords(to, maximum)}</strong>
                    </span>
                    <small>{actor_name ?? "Someone who is gone"}, {formatTime(at)}</small>
                  </li>
                ))}
              </ol>
            </section>
            {next_cursor && <Note>These are the newest. The audit log has them all</Note>}
          </>
        )}
    </Load>
  );
}

function capital(words: string): string {
  return words[0].toUpperCase() + words.slice(1);
}
