import { Checkbox, Select, TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { schoolToday } from "../../lib/dates.ts";
import type {
  Assessment,
  AssessmentInput,
  Category,
  Gradebook,
} from "../../lib/gradebook_types.ts";

interface AssessmentDialogProps {
  gradebook: Gradebook;
  editing: Assessment | "new" | null;
  onSaved(): void;
  onClose(): void;
}

/** Adds a column, or changes what is known of one. */
export function AssessmentDialog(
  { gradebook, editing, onSaved, onClose }: AssessmentDialogProps,
) {
  const { class_id, term, categories } = gradebook;
  const edited = editing === "new" ? null : editing;
  return (
    <RecordDialog<Assessment>
      open={editing !== null}
      title={edited ? "Edit assessment" : "Add assessment"}
      create={`/api/classes/${class_id}/assessments`}
      edit={edited ? `/api/assessments/${edited.assessment_id}` : undefined}
      input={(values) => assessmentInput(values, term.term_id)}
      submit={edited ? "Save" : "Add assessment"}
      done_message={edited ? "Assessment saved" : "Assessment added"}
      onSaved={onSaved}
      onClose={onClose}
    >
      {(now) => <AssessmentFields now={now} categories={categories} term={term} />}
    </RecordDialog>
  );
}

interface FieldsProps {
  now: Assessment | null;
  categories: Category[];
  term: Gradebook["term"];
}

function AssessmentFields({ now, categories, term }: FieldsProps) {
  return (
    <>
      <TextField
        label="Title"
        name="title"
        maxLength={100}
        autocomplete="off"
        defaultValue={now?.title}
        autofocus
      />
      {categories.length > 0 && (
        <Select
          label="Category"
          name="category_id"
          optional
          value={now ? now.category_id ?? "" : categories[0].category_id}
          options={[
            ...categories.map(({ category_id, name }) => ({ value: category_id, label: name })),
            { value: "", label: "None: counts for nothing" },
          ]}
        />
      )}
      <Fields two>
        <TextField
          label="Date"
          name="date"
          type="date"
          defaultValue={now?.date ?? dayIn(term)}
        />
        <TextField
          label="Maximum"
          name="maximum"
          hint="The points that it is out of"
          inputMode="decimal"
          autocomplete="off"
          maxLength={8}
          defaultValue={now ? String(now.maximum) : "100"}
        />
      </Fields>
      <Checkbox
        name="extra_credit"
        label="Extra credit: adds to what is earned, and not to what is possible"
        defaultChecked={now?.extra_credit}
      />
    </>
  );
}

/** Today, or the nearest day of the term. */
function dayIn({ starts_on, ends_on }: Gradebook["term"]): string {
  const today = schoolToday();
  return today < starts_on ? starts_on : today > ends_on ? ends_on : today;
}

function assessmentInput(values: Record<string, string>, term_id: number): AssessmentInput {
  return {
    term_id,
    title: values.title.trim(),
    category_id: values.category_id ? Number(values.category_id) : null,
    date: values.date,
    maximum: numberOf(values.maximum),
    extra_credit: values.extra_credit === "on",
  };
}

/** A text that is no number stays one that the server refuses, with its own words. */
export function numberOf(text: string): number {
  return Number(text.trim().replace(",", "."));
}
