import { TextArea, TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import type { Student, StudentInput } from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import { blankToNull } from "../../lib/strings.ts";

/** What the office knows of a child. Only the name has to be there. */
export function StudentFields({ now }: { now: Student | null }) {
  return (
    <Fields two>
      <TextField label="Name" name="name" maxLength={200} defaultValue={now?.name} autofocus />
      <TextField
        label="Student number"
        name="student_number"
        optional
        maxLength={50}
        defaultValue={now?.student_number ?? ""}
      />
      <TextField
        label="Grade level"
        name="grade_level"
        optional
        maxLength={50}
        defaultValue={now?.grade_level ?? ""}
      />
      <TextField
        label="Date of birth"
        name="date_of_birth"
        type="date"
        optional
        min="1900-01-01"
        max={schoolToday()}
        defaultValue={now?.date_of_birth ?? ""}
      />
      <TextField
        label="Gender"
        name="gender"
        optional
        maxLength={50}
        defaultValue={now?.gender ?? ""}
      />
      <TextField
        label="Email address"
        name="email"
        type="email"
        optional
        hint="Only if the child is to sign in"
        autocomplete="off"
        defaultValue={now?.email ?? ""}
      />
      <TextField
        label="Guardian's name"
        name="guardian_name"
        optional
        maxLength={200}
        autocomplete="off"
        defaultValue={now?.guardian_name ?? ""}
      />
      <TextField
        label="Guardian's contact"
        name="guardian_contact"
        optional
        maxLength={200}
        autocomplete="off"
        defaultValue={now?.guardian_contact ?? ""}
      />
      <TextField
        label="Contact number"
        name="contact_number"
        type="tel"
        optional
        maxLength={50}
        autocomplete="off"
        defaultValue={now?.contact_number ?? ""}
      />
      <TextArea
        label="Address"
        name="address"
        optional
        rows={2}
        maxLength={500}
        autocomplete="off"
        defaultValue={now?.address ?? ""}
      />
    </Fields>
  );
}

/** The body for POST and PUT: what was left empty is null. */
export function studentInput(values: Record<string, string>): StudentInput {
  return {
    name: values.name.trim(),
    email: blankToNull(values.email),
    date_of_birth: blankToNull(values.date_of_birth),
    gender: blankToNull(values.gender),
    // One line in the record; a line break is only how it was typed.
    address: blankToNull(values.address?.replace(/\s*\n\s*/g, ", ")),
    contact_number: blankToNull(values.contact_number),
    guardian_name: blankToNull(values.guardian_name),
    guardian_contact: blankToNull(values.guardian_contact),
    student_number: blankToNull(values.student_number),
    grade_level: blankToNull(values.grade_level),
  };
}
