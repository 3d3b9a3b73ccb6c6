import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { GradebookStudent } from "../../lib/gradebook_types.ts";
import { averageOf, columnMean, meanOf, percentText } from "./averages_view.ts";
import type { GradebookStore } from "./gradebook_store.ts";
import { cellAt } from "./grid_state.ts";
import styles from "./grid.module.css";

/** The class's mean of the averages and of each assessment, of the children who are in it now. */
export function GridFoot(
  { store, students }: { store: GradebookStore; students: GradebookStudent[] },
) {
  const gradebook = store.about.value;
  const here = students.filter(({ left }) => !left);
  const rows = here.map(({ student_id }) => store.row(student_id).value);
  // One for each child: an entry asks anew for that child's alone.
  const averages = useMemo(
    () =>
      here.map(({ student_id }) =>
        computed(() => averageOf(store.about.value, store.row(student_id).value).percent)
      ),
    [store, students],
  );
  const mean = meanOf(averages.map(({ value }) => value));
  return (
    <tfoot role="rowgroup" class={styles.foot}>
      <tr role="row" class={styles.row}>
        <th role="rowheader" scope="row" class={styles.name}>Class average</th>
        <td role="gridcell" class={styles.average}>
          {mean === null ? "" : <span class={styles.mean}>{percentText(mean)} %</span>}
        </td>
        {gradebook.assessments.map(({ assessment_id, maximum }) => {
          const cells = rows.map((row) => cellAt(row, assessment_id).now);
          const mean = columnMean(gradebook, { maximum, cells });
          return (
            <td key={assessment_id} role="gridcell" class={styles.cell}>
              {mean === null ? "" : `${percentText(mean)} %`}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
