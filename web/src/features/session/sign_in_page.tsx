import { Button } from "../../components/button.tsx";
import { PasswordField, TextField } from "../../components/field.tsx";
import { Fields, Form, FormActions } from "../../components/form.tsx";
import { Note } from "../../components/parts.tsx";
import type { Session } from "../../lib/api_types.ts";
import {
  api,
  enter,
  finishSignOut,
  school,
  session_expired,
  sign_out_unfinished,
} from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { FrontPage } from "./front_page.tsx";

export function SignInPage() {
  const sign_in = useAction(async (input: { email: string; password: string }) => {
    await finishSignOut();
    const result = await api.post<Session>("/api/login", input, { auth: false });
    if (result.ok) await enter(result.value);
    return result;
  });
  // 401 here is the answer to what was typed, so it gets words of its own.
  const wrong = sign_in.problem?.status === 401;
  return (
    <FrontPage title="Sign in" below={<Below />}>
      {sign_out_unfinished.value && (
        <div role="alert">
          <Note tone="warn">
            You are signed out on this page, but the server could not be reached: your session may
            still be open there. To end it, load this page again, or sign in and out again, when you
            are online
          </Note>
        </div>
      )}
      {session_expired.value && !sign_in.problem && (
        <Note>You were signed out. Sign in again to go on where you were</Note>
      )}
      {wrong && (
        <div role="alert">
          <Note tone="warn">
            The email address or the password is not right. Check both and try again
          </Note>
        </div>
      )}
      <Form
        problem={wrong ? null : sign_in.problem}
        onSubmit={({ email, password }) => void sign_in.run({ email: email.trim(), password })}
      >
        <Fields>
          <TextField label="Email address" name="email" type="email" autocomplete="username" />
          <PasswordField label="Password" name="password" autocomplete="current-password" />
        </Fields>
        <FormActions>
          <Button type="submit" kind="primary" wide busy={sign_in.busy}>Sign in</Button>
        </FormActions>
      </Form>
    </FrontPage>
  );
}

function Below() {
  return (
    <>
      {school.value?.self_registration && (
        <p>
          New here? <a href="/register">Make an account for a parent or a student</a>
        </p>
      )}
      <p>Forgot the password? The school office can send a new link</p>
    </>
  );
}
