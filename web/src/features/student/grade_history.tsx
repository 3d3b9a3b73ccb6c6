import { Dialog } from "../../components/dialog.tsx";
import { Load } from "../../components/load.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Grade, List } from "../../lib/api_types.ts";
import { formatTime } from "../../lib/dates.ts";
import type { GradeChange } from "../../lib/gradebook_types.ts";
import { useQuery } from "../../lib/use_query.ts";
import { gradeChangeWords } from "./grade_change_words.ts";
import styles from "./marks_tab.module.css";

/** Who entered and changed a mark, when, from what and to what; the newest first. */
export function GradeHistory({ grade, onClose }: { grade: Grade | null; onClose(): void }) {
  return (
    <Dialog
      open={grade !== null}
      title={`History of ${grade?.subject} ${grade?.grade}`}
      onClose={onClose}
    >
      {grade && <Changes grade_id={grade.grade_id} />}
    </Dialog>
  );
}

function Changes({ grade_id }: { grade_id: number }) {
  const path = `/api/grades/${grade_id}/changes`;
  const changes = useQuery<List<GradeChange>>(path, { limit: 200 });
  return (
    <Load query={changes} skeleton={<Skeleton lines={4} />}>
      {({ data }) =>
        data.length === 0
          ? <p>Nobody has changed it since it was brought in</p>
          : (
            <section tabIndex={0} aria-label="Changes, the newest first">
              <ol class={styles.history}>
                {data.map(({ audit_id, at, actor_name, changes }) => (
                  <li key={audit_id}>
                    {gradeChangeWords(changes).map((words) => <span key={words}>{words}</span>)}
                    <small>{actor_name ?? "Someone who is gone"}, {formatTime(at)}</small>
                  </li>
                ))}
              </ol>
            </section>
          )}
    </Load>
  );
}
