import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { EditIcon, PlusIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { Pager } from "../../components/pager.tsx";
import { Badge } from "../../components/parts.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import { RemoveDialog } from "../../components/remove_dialog.tsx";
import type { Attendance, AttendanceList, AttendanceYear, Student } from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { AttendanceDialog } from "./attendance_dialog.tsx";
import styles from "./attendance_tab.module.css";
import { dayWord } from "./attendance_words.ts";
import { TabBar } from "./tab_bar.tsx";

interface AttendanceMarksProps {
  student: Student;
  can_write: boolean;
  span: Pick<AttendanceYear, "from" | "to">;
  onChanged(): void;
}

/** The marks behind the calendar, the newest first, to be added, changed and deleted. */
export function AttendanceMarks({ student, can_write, span, onChanged }: AttendanceMarksProps) {
  const url = useUrlState({ cursor: "" });
  const { cursor } = url.values;
  const path = `/api/students/${student.student_id}/attendance`;
  const marks = useQuery<AttendanceList>(path, { from: span.from, to: span.to, cursor });
  const [editing, setEditing] = useState<Attendance | "new" | null>(null);
  const [removing, setRemoving] = useState<Attendance | null>(null);

  function changed() {
    setEditing(null);
    setRemoving(null);
    void marks.reload();
    onChanged();
  }

  const columns = can_write
    ? [...COLUMNS, menuColumn({ edit: setEditing, remove: setRemoving })]
    : COLUMNS;
  return (
    <section class={styles.section} aria-label="Marks">
      <TabBar flush filters={<h2>Marks</h2>}>
        {can_write && (
          <Button kind="primary" icon={PlusIcon} onClick={() => setEditing("new")}>
            Add a day
          </Button>
        )}
      </TabBar>
      <Load query={marks} skeleton={<TableSkeleton rows={8} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption={`Attendance of ${student.name}`}
              columns={columns}
              rows={data}
              rowKey={(row) => row.attendance_id}
              busy={marks.loading}
              keep
              empty={<p class={styles.none}>No day is marked in this time</p>}
            />
            <Pager
              label="days"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
      <AttendanceDialog
        student={student}
        day={editing}
        onSaved={changed}
        onClose={() => setEditing(null)}
      />
      <RemoveDay day={removing} onDone={changed} onClose={() => setRemoving(null)} />
    </section>
  );
}

const COLUMNS: Column<Attendance>[] = [
  {
    key: "date",
    title: "Date",
    heads_row: true,
    cell: ({ date, reason }) => (
      <>
        {formatDate(date, { weekday: "short", day: "numeric", month: "short", year: "numeric" })}
        {reason && <small class={styles.phone_reason}>{reason}</small>}
      </>
    ),
  },
  {
    key: "status",
    title: "Status",
    cell: (row) => {
      const { word, tone } = dayWord(row);
      return <Badge tone={tone}>{word}</Badge>;
    },
  },
  { key: "reason", title: "Reason", hide_on_phone: true, cell: ({ reason }) => reason },
];

function menuColumn(
  { edit, remove }: { edit(day: Attendance): void; remove(day: Attendance): void },
): Column<Attendance> {
  return rowMenu({
    label: (day) => `More for ${formatDate(day.date)}`,
    items: (day) => [
      { label: "Edit", icon: EditIcon, onClick: () => edit(day) },
      { label: "Delete", icon: TrashIcon, danger: true, onClick: () => remove(day) },
    ],
  });
}

function RemoveDay(
  { day, onDone, onClose }: { day: Attendance | null; onDone(): void; onClose(): void },
) {
  return (
    <RemoveDialog
      what={day}
      title={({ date }) => `Delete the mark of ${formatDate(date)}?`}
      path={({ student_id, attendance_id }) =>
        `/api/students/${student_id}/attendance/${attendance_id}`}
      done_message="Day deleted"
      onDone={onDone}
      onClose={onClose}
    >
      <p>The day then counts as not marked, which is not the same as absent</p>
    </RemoveDialog>
  );
}
