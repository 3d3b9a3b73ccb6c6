import { Select, TextArea, TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import type {
  Grade,
  GradeInput,
  Level,
  List,
  Scale,
  Settings,
  Student,
  Term,
} from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import { blankToNull } from "../../lib/strings.ts";
import { useQuery } from "../../lib/use_query.ts";
import { termOf } from "./grade_groups.ts";

interface GradeDialogProps {
  student: Student;
  /** The mark to change, "new", or null while closed. */
  grade: Grade | "new" | null;
  terms: Term[];
  onSaved(): void;
  onClose(): void;
}

const LEVELS: Level[] = ["Regular", "Honors", "AP"];

export function GradeDialog({ student, grade, terms, onSaved, onClose }: GradeDialogProps) {
  const path = `/api/students/${student.student_id}/grades`;
  const edited = grade === "new" ? null : grade;
  return (
    <RecordDialog<Grade>
      open={grade !== null}
      title={edited ? "Edit mark" : `Add a mark for ${student.name}`}
      create={path}
      edit={edited ? `${path}/${edited.grade_id}` : undefined}
      input={gradeInput}
      submit={edited ? "Save" : "Add mark"}
      done_message={edited ? "Mark saved" : "Mark added"}
      onSaved={onSaved}
      onClose={onClose}
    >
      {(now) => <GradeFields now={now} terms={terms} />}
    </RecordDialog>
  );
}

function GradeFields({ now, terms }: { now: Grade | null; terms: Term[] }) {
  const settings = useQuery<Settings>("/api/settings");
  const scales = useQuery<List<Scale>>("/api/scales");
  const scale = scales.value?.data.find(({ scale_id }) => scale_id === settings.value?.scale_id);
  const term_id = now ? now.term_id : termOf(schoolToday(), terms)?.term_id;
  return (
    <>
      <Fields two>
        <TextField
          label="Subject"
          name="subject"
          maxLength={200}
          defaultValue={now?.subject}
          autofocus
        />
        <TextField
          label="Mark"
          name="grade"
          maxLength={20}
          autocomplete="off"
          hint={scale ? hintOf(scale) : "\u00a0"}
          defaultValue={now?.grade}
        />
        <Select
          label="Term"
          name="term_id"
          optional
          value={term_id ?? ""}
          options={[
            { value: "", label: "No term" },
            ...terms.map(({ term_id, name }) => ({ value: term_id, label: name })),
          ]}
        />
        <TextField
          label="Credits"
          name="credits"
          type="number"
          min="0"
          max="100"
          step="any"
          optional
          hint="Left empty, the mark is not counted"
          defaultValue={String(now ? now.credits ?? "" : 1)}
        />
        <Select
          label="Level"
          name="level"
          value={now?.level ?? "Regular"}
          options={LEVELS.map((level) => ({ value: level, label: level }))}
        />
      </Fields>
      <TextArea
        label="Comment"
        name="comment"
        optional
        rows={3}
        maxLength={2000}
        hint="The family reads it, and it is printed on the report"
        defaultValue={now?.comment ?? ""}
      />
    </>
  );
}

/** What may be typed on this scale: `A+, A, A- … F, or a number from 0 to 100`. */
function hintOf({ kind, minimum, maximum, entries }: Scale): string {
  const numbers = `${minimum} to ${maximum}`;
  if (kind === "numeric" || entries.length === 0) return `${numbers}. P and EX are not counted`;
  return `${entries[0].label} to ${entries.at(-1)!.label}, or ${numbers}. P and EX are not counted`;
}

function gradeInput(values: Record<string, string>, now: Grade | null): GradeInput {
  return {
    subject: values.subject.trim(),
    grade: values.grade.trim(),
    credits: values.credits.trim() === "" ? null : Number(values.credits),
    level: values.level as Level,
    term_id: values.term_id ? Number(values.term_id) : null,
    class_id: now?.class_id ?? null,
    comment: blankToNull(values.comment),
  };
}
