import { useState } from "preact/hooks";
import { Checkbox, Select, TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import { WeekdaySet, weekdaysIn } from "../../components/weekday_set.tsx";
import type { Class, ClassInput, Level } from "../../lib/api_types.ts";
import { blankToNull } from "../../lib/strings.ts";

const LEVELS: Level[] = ["Regular", "Honors", "AP"];

export function ClassFields({ now }: { now: Class | null }) {
  const [every_day, setEveryDay] = useState(!now?.meets_on);
  return (
    <>
      <Fields two>
        <TextField label="Name" name="name" maxLength={200} defaultValue={now?.name} autofocus />
        <TextField
          label="Subject"
          name="subject"
          optional
          maxLength={100}
          hint={now
            ? "Marks posted in open terms take a new name with it; those of closed terms keep theirs"
            : "Left empty for a class that is taught everything together"}
          defaultValue={now?.subject ?? ""}
        />
        <TextField
          label="Grade level"
          name="grade_level"
          optional
          maxLength={50}
          defaultValue={now?.grade_level ?? ""}
        />
        <TextField
          label="Credits of a mark"
          name="credits"
          type="number"
          min="0"
          max="100"
          step="any"
          defaultValue={String(now?.credits ?? 1)}
        />
        <Select
          label="Level"
          name="level"
          hint="Honors and AP add to the weighted GPA"
          value={now?.level ?? "Regular"}
          options={LEVELS.map((level) => ({ value: level, label: level }))}
        />
      </Fields>
      <div>
        <Checkbox
          name="every_day"
          label="Meets on every school day"
          defaultChecked={every_day}
          onChange={(event) => setEveryDay(event.currentTarget.checked)}
        />
        {!every_day && (
          <WeekdaySet
            legend="Meets on"
            name="meets_on"
            value={now?.meets_on ?? []}
            hint="Its register is expected on these days. With none chosen it never is"
          />
        )}
      </div>
    </>
  );
}

export function classInput(values: Record<string, string>): ClassInput {
  return {
    name: values.name.trim(),
    subject: blankToNull(values.subject),
    grade_level: blankToNull(values.grade_level),
    credits: Number(values.credits),
    level: values.level as Level,
    meets_on: values.every_day ? null : weekdaysIn(values, "meets_on"),
  };
}
