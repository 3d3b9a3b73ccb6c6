import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { ConfirmDialog } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { EditIcon, PlusIcon, RegisterIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { Pager } from "../../components/pager.tsx";
import { Badge, Card, Note, Stack, Stats } from "../../components/parts.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type {
  Attendance,
  AttendanceList,
  AttendanceSummary,
  Student,
} from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import { api, role } from "../../lib/session.ts";
import { formatNumber, formatRate } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { AttendanceDialog } from "./attendance_dialog.tsx";
import styles from "./attendance_tab.module.css";
import { chronicWords, dayWord } from "./attendance_words.ts";
import { TabBar } from "./tab_bar.tsx";

export function AttendanceTab({ student, can_write }: { student: Student; can_write: boolean }) {
  const { student_id, name } = student;
  const url = useUrlState({ cursor: "" });
  const { cursor } = url.values;
  const days = useQuery<AttendanceList>(`/api/students/${student_id}/attendance`, { cursor });
  const [editing, setEditing] = useState<Attendance | "new" | null>(null);
  const [removing, setRemoving] = useState<Attendance | null>(null);

  function reload() {
    setEditing(null);
    setRemoving(null);
    void days.reload();
  }

  const columns = can_write
    ? [...COLUMNS, menuColumn({ edit: setEditing, remove: setRemoving })]
    : COLUMNS;
  return (
    <Stack>
      <Load query={days} skeleton={<TableSkeleton rows={8} />}>
        {({ data, summary, next_cursor }) => (
          <Stack>
            <Summary summary={summary} days={cursor ? [] : data} />
            {can_write && (
              <TabBar flush>
                <Button kind="primary" icon={PlusIcon} onClick={() => setEditing("new")}>
                  Add a day
                </Button>
              </TabBar>
            )}
            <DataTable
              caption={`Attendance of ${name}`}
              columns={columns}
              rows={data}
              rowKey={(row) => row.attendance_id}
              busy={days.loading}
              keep
              empty={<NoDays can_write={can_write} />}
            />
            <Pager
              label="days"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </Stack>
        )}
      </Load>
      <AttendanceDialog
        student={student}
        day={editing}
        onSaved={reload}
        onClose={() => setEditing(null)}
      />
      <RemoveDay day={removing} onDone={reload} onClose={() => setRemoving(null)} />
    </Stack>
  );
}

interface SummaryProps {
  summary: AttendanceSummary;
  days: Attendance[];
}

function Summary({ summary, days }: SummaryProps) {
  const { present, absent, excused, late, rate, marked } = summary;
  if (marked === 0) return null;
  return (
    <Card title="Attendance">
      <Stats
        items={[
          { label: "Rate", value: formatRate(rate), note: `${formatNumber(marked)} marked days` },
          { label: "Present", value: formatNumber(present), note: late > 0 && `${late} late` },
          { label: "Absent", value: formatNumber(absent) },
          { label: "Excused", value: formatNumber(excused) },
        ]}
      />
      {summary.chronic_absence && <Chronic summary={summary} />}
      {days.length > 1 && <Strip days={days} />}
    </Card>
  );
}

function Chronic({ summary }: { summary: AttendanceSummary }) {
  const words = chronicWords(summary);
  if (role.value === "Parent" || role.value === "Student") {
    return (
      <Note tone="warn">
        {words}. From one day in ten, absence begins to cost learning. The school is glad to help:
        talk to the class teacher
      </Note>
    );
  }
  return <Note tone="warn">Chronic absence: {words}. The line is one day in ten</Note>;
}

const LEGEND = [
  { look: styles.good, word: "Present" },
  { look: styles.warn, word: "Late" },
  { look: styles.bad, word: "Absent" },
  { look: styles.info, word: "Excused" },
];

/** The last days as squares, the newest last. A picture of the table below, so not read out. */
function Strip({ days }: { days: Attendance[] }) {
  return (
    <div class={styles.strip} aria-hidden="true">
      <div class={styles.days}>
        {[...days].reverse().map((day) => {
          const { word, tone } = dayWord(day);
          return (
            <span
              key={day.attendance_id}
              class={`${styles.day} ${styles[tone] ?? ""}`}
              title={`${formatDate(day.date)}: ${word}`}
            />
          );
        })}
      </div>
      <p>
        {LEGEND.map(({ look, word }) => (
          <span key={word}>
            <i class={look} />
            {word}
          </span>
        ))}
      </p>
    </div>
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
  const remove = useAction(
    ({ student_id, attendance_id }: Attendance) =>
      api.remove<void>(`/api/students/${student_id}/attendance/${attendance_id}`),
    { onDone, done_message: "Day deleted" },
  );
  return (
    <ConfirmDialog
      open={day !== null}
      title={`Delete the mark of ${formatDate(day?.date ?? null)}?`}
      confirm="Delete"
      danger
      busy={remove.busy}
      problem={remove.problem}
      onConfirm={() => day && void remove.run(day)}
      onClose={() => {
        remove.reset();
        onClose();
      }}
    >
      <p>The day then counts as not marked, which is not the same as absent</p>
    </ConfirmDialog>
  );
}

function NoDays({ can_write }: { can_write: boolean }) {
  return (
    <EmptyState icon={RegisterIcon} title="No day is marked yet">
      {can_write
        ? "Take the register of a class, or add a single day here"
        : "Days appear here when a teacher has taken the register"}
    </EmptyState>
  );
}
