import { useState } from "preact/hooks";
import { EmptyState } from "../../components/empty_state.tsx";
import { TextField } from "../../components/field.tsx";
import { HolidayIcon } from "../../components/icons.tsx";
import { SpansPage } from "../../components/spans_page.tsx";
import type { Holiday } from "../../lib/api_types.ts";
import { addDays } from "../../lib/dates.ts";

/** The days without school: no register is expected on them. */
export function HolidaysPage() {
  return (
    <SpansPage<Holiday>
      title="Holidays"
      noun="holiday"
      sub="No register is expected on these days"
      path="/api/holidays"
      id={({ holiday_id }) => holiday_id}
      name={{ hint: "Such as Half-term", maxLength: 100 }}
      days={HolidayDays}
      on_delete="Registers are expected on its days again"
      empty={
        <EmptyState icon={HolidayIcon} title="No holidays yet">
          Add the days on which the school is closed: then nobody is asked for a register
        </EmptyState>
      }
    />
  );
}

const LONGEST = 366;

function HolidayDays({ now }: { now: Holiday | null }) {
  const [first, setFirst] = useState(now?.starts_on ?? "");
  return (
    <>
      <TextField
        label="First day"
        name="starts_on"
        type="date"
        defaultValue={now?.starts_on}
        onInput={(event) => setFirst(event.currentTarget.value)}
      />
      <TextField
        label="Last day"
        name="ends_on"
        type="date"
        hint="The same as the first for a single day"
        min={first || undefined}
        max={first ? addDays(first, LONGEST - 1) : undefined}
        defaultValue={now?.ends_on}
      />
    </>
  );
}
