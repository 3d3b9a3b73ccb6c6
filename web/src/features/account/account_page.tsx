import { useId, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { PasswordField, TextField } from "../../components/field.tsx";
import { Fields, Form, FormActions } from "../../components/form.tsx";
import { SignOutIcon } from "../../components/icons.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Card, Facts, Stack } from "../../components/parts.tsx";
import type { Me } from "../../lib/api_types.ts";
import { atField } from "../../lib/problem.ts";
import { api, me, setMe, signOut } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { PASSWORD_HINT, PASSWORD_MINIMUM } from "../session/password_rule.ts";
import styles from "./account_page.module.css";

export function AccountPage() {
  return (
    <>
      <PageHeader title="Your account" />
      <div class={styles.narrow}>
        <Stack>
          <Details me={me.value!} />
          <Password />
          <Leave />
        </Stack>
      </div>
    </>
  );
}

function Details({ me }: { me: Me }) {
  const rename = useAction(
    (name: string) => api.put<Me>("/api/me", { name }),
    { onDone: setMe, done_message: "Name saved" },
  );
  return (
    <Card title="Your details">
      <Facts
        items={[
          { label: "Email address", value: me.email },
          { label: "Role", value: me.role },
        ]}
      />
      <Form
        problem={rename.problem}
        onSubmit={({ name }) => void rename.run(name.trim())}
      >
        <Fields>
          <TextField
            label="Name"
            name="name"
            defaultValue={me.name}
            autocomplete="name"
            maxLength={200}
          />
        </Fields>
        <FormActions>
          <Button type="submit" busy={rename.busy}>Save the name</Button>
        </FormActions>
      </Form>
    </Card>
  );
}

interface PasswordInput {
  current_password: string;
  new_password: string;
}

function Password() {
  const form_id = useId();
  const change = useAction(
    async (input: PasswordInput) =>
      atField(await api.put("/api/me/password", input), {
        status: 403,
        field: "current_password",
      }),
    {
      onDone: () => (document.getElementById(form_id) as HTMLFormElement).reset(),
      done_message: "Password changed. Other devices are signed out",
    },
  );
  return (
    <Card title="Password">
      <Form
        id={form_id}
        problem={change.problem}
        onSubmit={({ current_password, new_password }) =>
          void change.run({ current_password, new_password })}
      >
        <Fields>
          <PasswordField
            label="Current password"
            name="current_password"
            autocomplete="current-password"
          />
          <PasswordField
            label="New password"
            name="new_password"
            autocomplete="new-password"
            minLength={PASSWORD_MINIMUM}
            hint={PASSWORD_HINT}
          />
        </Fields>
        <FormActions>
          <Button type="submit" busy={change.busy}>Change the password</Button>
        </FormActions>
      </Form>
    </Card>
  );
}

function Leave() {
  const [busy, setBusy] = useState(false);
  return (
    <Card title="This device">
      <p>Sign out when you share this device with others</p>
      <FormActions>
        <Button
          icon={SignOutIcon}
          busy={busy}
          onClick={() => {
            setBusy(true);
            void signOut().finally(() => setBusy(false));
          }}
        >
          Sign out
        </Button>
      </FormActions>
    </Card>
  );
}
