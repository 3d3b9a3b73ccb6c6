import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { TextField } from "../../components/field.tsx";
import { Form } from "../../components/form.tsx";
import { RegisterIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { Stack } from "../../components/parts.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { AttendanceYear, Student } from "../../lib/api_types.ts";
import { addDays, formatDate } from "../../lib/dates.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { AttendanceCalendar } from "./attendance_calendar.tsx";
import { AttendanceMarks } from "./attendance_marks.tsx";
import { AttendanceMonths, AttendanceSums } from "./attendance_sums.tsx";
import styles from "./attendance_tab.module.css";

/** The server counts no more days at once. */
const LONGEST = 400;

/** A child's days of the school year, or from one day to another: what they come to, and each. */
export function AttendanceTab({ student, can_write }: { student: Student; can_write: boolean }) {
  const url = useUrlState({ from: "", to: "", cursor: "" });
  const { from, to } = url.values;
  const chosen = from !== "" && to !== "";
  const year = useQuery<AttendanceYear>(
    `/api/students/${student.student_id}/attendance/summary`,
    chosen ? { from, to } : {},
  );
  return (
    <Load query={year} skeleton={<TableSkeleton rows={8} />}>
      {(shown) => (
        <Stack>
          <SpanForm
            key={`${shown.from} ${shown.to}`}
            shown={shown}
            all={chosen ? url.href({ from: "", to: "" }) : null}
            onChoose={(span) => url.set(span)}
          />
          {shown.summary.marked > 0
            ? (
              <>
                <AttendanceSums year={shown} />
                <AttendanceCalendar year={shown} />
                <AttendanceMonths months={shown.months} />
              </>
            )
            : <NoDays year={shown} can_write={can_write} />}
          <AttendanceMarks
            student={student}
            can_write={can_write}
            span={shown}
            onChanged={() => void year.reload()}
          />
        </Stack>
      )}
    </Load>
  );
}

interface SpanFormProps {
  shown: AttendanceYear;
  /** The address of the whole school year; null where it is what is shown. */
  all: string | null;
  onChoose(span: { from: string; to: string }): void;
}

function SpanForm({ shown, all, onChoose }: SpanFormProps) {
  const [first, setFirst] = useState(shown.from);
  return (
    <Form
      label="Days to show"
      onSubmit={({ from, to }) => onChoose({ from, to })}
    >
      <div class={styles.span}>
        <TextField
          label="From"
          name="from"
          type="date"
          defaultValue={shown.from}
          onInput={(event) => setFirst(event.currentTarget.value)}
        />
        <TextField
          label="To"
          name="to"
          type="date"
          min={first || undefined}
          max={first ? addDays(first, LONGEST - 1) : undefined}
          defaultValue={shown.to}
        />
        <div class={styles.span_actions}>
          <Button type="submit">Show</Button>
          {all && <LinkButton href={all} kind="quiet">School year</LinkButton>}
        </div>
      </div>
    </Form>
  );
}

function NoDays({ year, can_write }: { year: AttendanceYear; can_write: boolean }) {
  return (
    <EmptyState
      icon={RegisterIcon}
      title={`No day is marked from ${formatDate(year.from)} to ${formatDate(year.to)}`}
    >
      {can_write
        ? "Take the register of a class, or add a single day here"
        : "Days appear here when a teacher has taken the register"}
    </EmptyState>
  );
}
