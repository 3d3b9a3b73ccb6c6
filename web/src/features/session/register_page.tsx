import { Button } from "../../components/button.tsx";
import { PasswordField, TextField } from "../../components/field.tsx";
import { Fields, Form, FormActions } from "../../components/form.tsx";
import type { Session, User } from "../../lib/api_types.ts";
import { api, enter, school } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { FrontPage } from "./front_page.tsx";
import { PASSWORD_HINT, PASSWORD_MINIMUM } from "./password_rule.ts";
import styles from "./register_page.module.css";

interface RegisterInput {
  name: string;
  email: string;
  password: string;
  role: string;
}

export function RegisterPage() {
  const register = useAction(async (input: RegisterInput) => {
    const made = await api.post<User>("/api/register", input, { auth: false });
    if (!made.ok) return made;
    const { email, password } = input;
    const session = await api.post<Session>("/api/login", { email, password }, {
      auth: false,
    });
    if (session.ok) await enter(session.value);
    return session;
  });
  const to_sign_in = (
    <p>
      Have an account? <a href="/sign-in">Sign in</a>
    </p>
  );
  if (!school.value?.self_registration) {
    return (
      <FrontPage
        title="The school makes the accounts"
        intro="Ask the school office for one. They will give you a link that opens it"
        below={to_sign_in}
      />
    );
  }
  return (
    <FrontPage
      title="Make an account"
      intro="The school office then links it to your child, or to your own record. Until then there is nothing to see"
      below={to_sign_in}
    >
      <Form
        problem={register.problem}
        onSubmit={({ name, email, password, role }) =>
          void register.run({
            name: name.trim(),
            email: email.trim(),
            password,
            role,
          })}
      >
        <RoleChoice />
        <Fields>
          <TextField
            label="Your name"
            name="name"
            autocomplete="name"
            maxLength={200}
          />
          <TextField
            label="Email address"
            name="email"
            type="email"
            autocomplete="username"
          />
          <PasswordField
            label="Password"
            name="password"
            autocomplete="new-password"
            minLength={PASSWORD_MINIMUM}
            hint={PASSWORD_HINT}
          />
        </Fields>
        <FormActions>
          <Button type="submit" kind="primary" wide busy={register.busy}>
            Make the account
          </Button>
        </FormActions>
      </Form>
    </FrontPage>
  );
}

function RoleChoice() {
  return (
    <fieldset class={styles.roles}>
      <legend>I am a</legend>
      <div class={styles.choices}>
        <label class={styles.choice}>
          <input type="radio" name="role" value="Parent" defaultChecked />
          Parent
        </label>
        <label class={styles.choice}>
          <input type="radio" name="role" value="Student" />
          Student
        </label>
      </div>
    </fieldset>
  );
}
