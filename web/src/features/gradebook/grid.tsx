import { useComputed } from "@preact/signals";
import { DownIcon, UpIcon } from "../../components/icons.tsx";
import { formatDate } from "../../lib/dates.ts";
import type { Assessment, Category, GradebookStudent } from "../../lib/gradebook_types.ts";
import { CellChoice } from "./cell_choice.tsx";
import { GridFoot } from "./grid_foot.tsx";
import { GridRow } from "./grid_row.tsx";
import type { GradebookStore } from "./gradebook_store.ts";
import { AVERAGE_COLUMN, HEADING_ROW, NAME_COLUMN } from "./grid_cursor.ts";
import styles from "./grid.module.css";
import editor from "./grid_editor.module.css";
import head from "./grid_head.module.css";
import type { GridControl } from "./grid_control.ts";

export type Sort = "name" | "-name" | "average" | "-average";

interface GridProps {
  store: GradebookStore;
  control: GridControl;
  students: GradebookStudent[];
  sort: Sort;
  sortHref(sort: Sort): string;
  read_only: boolean;
  onWhy(student: GradebookStudent): void;
  onColumn(assessment: Assessment): void;
}

/** Children × assessments. The frame scrolls both ways under its headings and names. */
export function Grid(props: GridProps) {
  const { store, control, students, read_only, onWhy, onColumn } = props;
  const { name, assessments, categories } = store.about.value;
  const width = { "--columns": assessments.length };
  return (
    <div class={styles.frame} ref={control.frame} style={width} {...control.on}>
      <table
        class={styles.grid}
        role="grid"
        aria-label={`Gradebook of ${name}`}
        aria-describedby="grid_keys"
        aria-multiselectable="true"
        aria-readonly={read_only ? "true" : undefined}
      >
        <thead role="rowgroup" class={styles.head}>
          <tr role="row" class={styles.row} data-row={HEADING_ROW} ref={control.head}>
            <SortHeading {...props} title="Child" by="name" column={NAME_COLUMN} />
            <SortHeading {...props} title="Average" by="average" column={AVERAGE_COLUMN} />
            {assessments.map((assessment, column) => (
              <AssessmentHeading
                key={assessment.assessment_id}
                assessment={assessment}
                categories={categories}
                column={column}
                control={control}
                onOpen={onColumn}
              />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={control.body}>
          {students.map((student, row) => (
            <GridRow
              key={student.student_id}
              student={student}
              row={row}
              store={store}
              control={control}
              onWhy={onWhy}
            />
          ))}
        </tbody>
        <GridFoot store={store} students={students} />
      </table>
      <input
        ref={control.editor}
        class={editor.editor}
        type="text"
        maxLength={50}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="next"
        inputMode="text"
        onInput={control.onEditorInput}
      />
      {!read_only && <CellChoice store={store} control={control} students={students} />}
    </div>
  );
}

interface SortHeadingProps extends GridProps {
  title: string;
  by: "name" | "average";
  column: number;
}

function SortHeading({ control, title, by, column, sort, sortHref }: SortHeadingProps) {
  const sorted = sort.replace("-", "") === by;
  const descending = sort.startsWith("-");
  const next: Sort = sorted && !descending ? `-${by}` : by;
  return (
    <th
      role="columnheader"
      scope="col"
      class={by === "name" ? styles.name : styles.average}
      aria-sort={sorted ? (descending ? "descending" : "ascending") : undefined}
    >
      <a class={head.sort} href={sortHref(next)} tabIndex={useTabIndex(control, column)}>
        {title}
        {sorted && (descending ? <DownIcon size={14} /> : <UpIcon size={14} />)}
      </a>
    </th>
  );
}

interface AssessmentHeadingProps {
  assessment: Assessment;
  categories: Category[];
  column: number;
  control: GridControl;
  onOpen(assessment: Assessment): void;
}

function AssessmentHeading(
  { assessment, categories, column, control, onOpen }: AssessmentHeadingProps,
) {
  const { title, date, maximum, extra_credit, category_id } = assessment;
  const category = categories.find((known) => known.category_id === category_id)?.name;
  const no_weight = categories.length > 0 && category === undefined;
  return (
    <th role="columnheader" scope="col" class={styles.cell}>
      <button
        type="button"
        class={head.heading}
        tabIndex={useTabIndex(control, column)}
        onClick={() => onOpen(assessment)}
      >
        <span class={head.title}>{title}</span>
        <small class={no_weight ? head.no_weight : undefined}>
          {category ?? (no_weight ? "No category" : "")}
        </small>
        <small>{formatDate(date, { day: "numeric", month: "short" })}</small>
        <small>{extra_credit ? `+${maximum} extra` : `of ${maximum}`}</small>
      </button>
    </th>
  );
}

function useTabIndex(control: GridControl, column: number): 0 | -1 {
  const here = useComputed(() => {
    const { row, column: at } = control.cursor.value;
    return row === HEADING_ROW && at === column;
  });
  return here.value ? 0 : -1;
}
