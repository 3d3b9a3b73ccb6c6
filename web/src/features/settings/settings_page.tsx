import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Checkbox, Select, TextField } from "../../components/field.tsx";
import { Fields, Form, FormActions } from "../../components/form.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Card, Stack } from "../../components/parts.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { WeekdaySet, weekdaysIn } from "../../components/weekday_set.tsx";
import type { List, Scale, Settings, SettingsInput, TeacherScope } from "../../lib/api_types.ts";
import { timeZones } from "../../lib/dates.ts";
import { api, loadMe, school } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { type QueryState, useQuery } from "../../lib/use_query.ts";
import { ScalePreview } from "./scale_preview.tsx";
import styles from "./settings_page.module.css";

export function SettingsPage() {
  const settings = useQuery<Settings>("/api/settings");
  const scales = useQuery<List<Scale>>("/api/scales", { limit: 200 });
  return (
    <>
      <PageHeader title="Settings" />
      <Load query={settings} skeleton={<Skeleton lines={10} />}>
        {(now) => (
          <Load query={scales} skeleton={<Skeleton lines={10} />}>
            {({ data }) => <SettingsForm now={now} settings={settings} scales={data} />}
          </Load>
        )}
      </Load>
    </>
  );
}

interface SettingsFormProps {
  now: Settings;
  settings: QueryState<Settings>;
  scales: Scale[];
}

function SettingsForm({ now, settings, scales }: SettingsFormProps) {
  const [scale_id, setScaleId] = useState(now.scale_id);
  const save = useAction(
    (input: SettingsInput) =>
      api.put<Settings>("/api/settings", input, { if_match: settings.etag }),
    { onDone: saved, done_message: "Settings saved" },
  );
  const scale = scales.find((known) => known.scale_id === scale_id);

  function saved(value: Settings, etag: string | null) {
    settings.set(value, etag);
    const { school_name, timezone } = value;
    if (school.value) school.value = { ...school.value, school_name, timezone };
    void loadMe();
  }

  return (
    <div class={styles.columns}>
      <Card>
        <Form
          problem={save.problem}
          onSubmit={(values) =>
            void save.run({
              school_name: values.school_name.trim(),
              timezone: values.timezone,
              teacher_scope: values.teacher_scope as TeacherScope,
              scale_id: Number(values.scale_id),
              school_days: weekdaysIn(values, "school_days"),
              absence_notices: values.absence_notices === "on",
              missing_is_zero: values.missing_is_zero === "on",
            })}
        >
          <Fields>
            <TextField
              label="Name of the school"
              name="school_name"
              maxLength={200}
              hint="Stands on every report"
              defaultValue={now.school_name}
            />
            <Select
              label="Time zone"
              name="timezone"
              hint="Decides when a school day begins and ends"
              value={now.timezone}
              options={timeZones(now.timezone).map((zone) => ({
                value: zone,
                label: zone.replaceAll("_", " "),
              }))}
            />
            <WeekdaySet
              legend="School days"
              name="school_days"
              value={now.school_days}
              hint="On other weekdays no register is expected, but of a class that has its own days"
            />
            <Select
              label="What teachers see"
              name="teacher_scope"
              value={now.teacher_scope}
              options={[
                { value: "all", label: "Every student of the school" },
                { value: "classes", label: "Only the students of their classes" },
              ]}
            />
            <Select
              label="Grading scale"
              name="scale_id"
              hint="For marks that are entered from now on. Marks that are there keep their points"
              value={scale_id}
              onChange={(event) => setScaleId(Number(event.currentTarget.value))}
              options={scales.map((known) => ({ value: known.scale_id, label: known.name }))}
            />
            <div class={styles.switches}>
              <Checkbox
                name="absence_notices"
                label="Tell guardians in the app when their child is marked absent"
                defaultChecked={now.absence_notices}
              />
              <Checkbox
                name="missing_is_zero"
                label="Count missing work as a zero in the gradebook"
                defaultChecked={now.missing_is_zero}
              />
            </div>
          </Fields>
          <FormActions>
            <Button type="submit" kind="primary" busy={save.busy}>Save settings</Button>
            {save.problem?.status === 412 && (
              <Button
                onClick={() => {
                  save.reset();
                  void settings.reload();
                }}
              >
                Load the newest version
              </Button>
            )}
          </FormActions>
        </Form>
      </Card>
      <Stack>
        {scale && <ScalePreview scale={scale} />}
        <p>
          <a href="/settings/scales">All grading scales, and how to add one</a>
        </p>
      </Stack>
    </div>
  );
}
