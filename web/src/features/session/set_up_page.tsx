import { Button } from "../../components/button.tsx";
import { PasswordField, Select, TextField } from "../../components/field.tsx";
import { Fields, Form, FormActions } from "../../components/form.tsx";
import type { Session } from "../../lib/api_types.ts";
import { browserTimeZone, timeZones } from "../../lib/dates.ts";
import { atField } from "../../lib/problem.ts";
import { api, enter, school } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { FrontPage } from "./front_page.tsx";
import { PASSWORD_HINT, PASSWORD_MINIMUM } from "./password_rule.ts";

interface SetUpInput {
  code: string;
  school_name: string;
  timezone: string;
  name: string;
  email: string;
  password: string;
}

export function SetUpPage() {
  const set_up = useAction(async (input: SetUpInput) => {
    const result = await api.post<Session>("/api/setup", input, {
      auth: false,
      timeout_ms: 20_000,
    });
    if (result.ok) {
      const { school_name, timezone } = input;
      school.value = {
        ...school.value!,
        school_name,
        timezone,
        setup_needed: false,
      };
      await enter(result.value);
    }
    return atField(result, { status: 403, field: "code" });
  });
  const here = browserTimeZone();
  return (
    <FrontPage
      wide
      title="Set up your school"
      intro="This takes a minute. Everything except the code can be changed later"
    >
      <Form
        problem={set_up.problem}
        onSubmit={({ password, ...texts }) =>
          void set_up.run({ ...trimmed(texts), password } as SetUpInput)}
      >
        <Fields>
          <TextField
            label="Set-up code"
            name="code"
            hint="The server printed it in its window when it started"
            autocomplete="off"
            spellcheck={false}
          />
        </Fields>
        <Fields two>
          <TextField
            label="School name"
            name="school_name"
            autocomplete="organization"
            maxLength={200}
          />
          <Select
            label="Time zone"
            name="timezone"
            value={here}
            options={timeZones(here).map((zone) => ({
              value: zone,
              label: zone.replaceAll("_", " "),
            }))}
          />
          <TextField
            label="Your name"
            name="name"
            autocomplete="name"
            maxLength={200}
          />
          <TextField
            label="Your email address"
            name="email"
            type="email"
            autocomplete="username"
          />
        </Fields>
        <Fields>
          <PasswordField
            label="Password"
            name="password"
            autocomplete="new-password"
            minLength={PASSWORD_MINIMUM}
            hint={PASSWORD_HINT}
          />
        </Fields>
        <FormActions>
          <Button type="submit" kind="primary" wide busy={set_up.busy}>
            Set up the school
          </Button>
        </FormActions>
      </Form>
    </FrontPage>
  );
}

function trimmed(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text.trim()]),
  );
}
