import { useLocation } from "preact-iso/router";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/field.tsx";
import { Form } from "../../components/form.tsx";
import { Card, Note, Stack } from "../../components/parts.tsx";
import type { Class } from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import styles from "./class_page.module.css";
import { TodaysRegister } from "./todays_register.tsx";

/** Today's register at a glance, and the way to any other day's. */
export function ClassRegisterTab({ value }: { value: Class }) {
  const { class_id, archived_at } = value;
  const { route } = useLocation();
  const today = schoolToday();
  const href = (day: string) => `/classes/${class_id}/register/${day}`;
  return (
    <Stack>
      <TodaysRegister value={value} />
      {archived_at && <Note>The class is archived: its registers can be read</Note>}
      <Card title="Another day">
        <Form label="Another day" onSubmit={({ date }) => route(href(date))}>
          <div class={styles.pick}>
            <TextField label="Day" name="date" type="date" max={today} defaultValue={today} />
            <Button type="submit">Open the register</Button>
          </div>
        </Form>
      </Card>
    </Stack>
  );
}
