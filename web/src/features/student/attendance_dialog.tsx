import { useState } from "preact/hooks";
import { Select, TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import type {
  Attendance,
  AttendanceInput,
  AttendanceStatus,
  Student,
} from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import { blankToNull } from "../../lib/strings.ts";
import { STATUSES } from "./attendance_words.ts";

interface AttendanceDialogProps {
  student: Student;
  /** The day to change, "new", or null while closed. */
  day: Attendance | "new" | null;
  onSaved(): void;
  onClose(): void;
}

export function AttendanceDialog({ student, day, onSaved, onClose }: AttendanceDialogProps) {
  const path = `/api/students/${student.student_id}/attendance`;
  const edited = day === "new" ? null : day;
  return (
    <RecordDialog<Attendance>
      open={day !== null}
      title={edited ? "Edit day" : `Add a day for ${student.name}`}
      create={path}
      edit={edited ? `${path}/${edited.attendance_id}` : undefined}
      input={attendanceInput}
      submit={edited ? "Save" : "Add day"}
      done_message={edited ? "Day saved" : "Day added"}
      onSaved={onSaved}
      onClose={onClose}
    >
      {(now) => <AttendanceFields now={now} />}
    </RecordDialog>
  );
}

function AttendanceFields({ now }: { now: Attendance | null }) {
  const [status, setStatus] = useState<string>(now?.status ?? "Present");
  return (
    <Fields two>
      <TextField
        label="Date"
        name="date"
        type="date"
        max={schoolToday()}
        defaultValue={now?.date ?? schoolToday()}
      />
      <Select
        label="Status"
        name="status"
        value={status}
        onChange={(event) => setStatus(event.currentTarget.value)}
        options={STATUSES.map((value) => ({ value, label: value }))}
      />
      {status === "Present" && (
        <TextField
          label="Minutes late"
          name="minutes_late"
          type="number"
          inputMode="numeric"
          min="1"
          max="1440"
          optional
          defaultValue={String(now?.minutes_late ?? "")}
        />
      )}
      <TextField
        label="Reason"
        name="reason"
        optional
        maxLength={500}
        defaultValue={now?.reason ?? ""}
      />
    </Fields>
  );
}

function attendanceInput(
  values: Record<string, string>,
  now: Attendance | null,
): AttendanceInput {
  return {
    date: values.date,
    status: values.status as AttendanceStatus,
    minutes_late: values.minutes_late ? Number(values.minutes_late) : null,
    reason: blankToNull(values.reason),
    class_id: now?.class_id ?? null,
  };
}
