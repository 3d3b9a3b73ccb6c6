import type { GradebookStudent } from "../../lib/gradebook_types.ts";
import { columnMean, percentText } from "./averages_view.ts";
import type { GradebookStore } from "./gradebook_store.ts";
import { cellAt } from "./grid_state.ts";
import styles from "./grid.module.css";

/** The class's mean of each assessment, of the children who are in it now. */
export function GridFoot(
  { store, students }: { store: GradebookStore; students: GradebookStudent[] },
) {
  const gradebook = store.about.value;
  const rows = students.filter(({ left }) => !left)
    .map(({ student_id }) => store.row(student_id).value);
  return (
    <tfoot role="rowgroup" class={styles.foot}>
      <tr role="row" class={styles.row}>
        <th role="rowheader" scope="row" class={styles.name}>Class average</th>
        <td role="gridcell" class={styles.average} />
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
