import { useLocation } from "preact-iso/router";
import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { PasswordField } from "../../components/field.tsx";
import { Fields, Form, FormActions } from "../../components/form.tsx";
import { Note } from "../../components/parts.tsx";
import type { Session } from "../../lib/api_types.ts";
import { expectHeading } from "../../lib/page.ts";
import { api, enter, user } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { FrontPage } from "./front_page.tsx";
import { PASSWORD_HINT, PASSWORD_MINIMUM } from "./password_rule.ts";

/** Opens an account by the link from the office. The token stands behind `#`, so no server logs it. */
export function InvitePage() {
  const { route } = useLocation();
  const [token] = useState(() => location.hash.slice(1));
  const [signed_in_as] = useState(() => user.value?.name);
  const accept = useAction(async (password: string) => {
    const result = await api.post<Session>("/api/invitations/accept", {
      token,
      password,
    }, { auth: false });
    if (result.ok) {
      await enter(result.value);
      expectHeading();
      route("/", true);
    }
    return result;
  });
  const to_sign_in = (
    <p>
      Have a password already? <a href="/sign-in">Sign in</a>
    </p>
  );
  if (token === "") {
    return (
      <FrontPage
        title="This link is not whole"
        intro="Copy the whole link from the message, up to its last character, or ask the school office for a new one"
        below={to_sign_in}
      />
    );
  }
  return (
    <FrontPage
      title="Choose your password"
      intro="It opens your account. The link works once"
      below={to_sign_in}
    >
      {signed_in_as && (
        <Note>
          You are signed in as {signed_in_as}. Going on signs you in with the account of this link
        </Note>
      )}
      <Form
        problem={accept.problem}
        onSubmit={({ password }) => void accept.run(password)}
      >
        <Fields>
          <PasswordField
            label="New password"
            name="password"
            autocomplete="new-password"
            minLength={PASSWORD_MINIMUM}
            hint={PASSWORD_HINT}
          />
        </Fields>
        <FormActions>
          <Button type="submit" kind="primary" wide busy={accept.busy}>
            Open my account
          </Button>
        </FormActions>
      </Form>
    </FrontPage>
  );
}
