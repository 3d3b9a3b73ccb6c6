import { and, eq } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { build, columns, newestId, select } from "../../../db/query.ts";
import { audit_log, users } from "../../../db/schema/mod.ts";
import { fold, foldEmail } from "../../schema.ts";
import { checkNewPassword } from "../sessions/new_password.ts";
import type { Passwords } from "../sessions/passwords.ts";
import { Refusal } from "../../errors.ts";
import { ConfigError } from "../../config.ts";

/** The Admins who can sign in. */
export function activeAdmins() {
  return select(columns(users, "user_id")).from(users)
    .where(and(eq(users.role, "Admin"), eq(users.status, "active")));
}

/** Whether someone is there who can run the school; without one, it waits to be set up. */
export async function schoolHasAdmin(database: Database): Promise<boolean> {
  const [{ rows }] = await database.read([activeAdmins().limit(1)]);
  return rows.length > 0;
}

/**
 * Makes the first Admin, as `ADMIN_EMAIL` and `ADMIN_PASSWORD` ask for at the first start.
 * @throws {ConfigError} where the password is against the rules
 */
export async function makeFirstAdmin(
  database: Database,
  { email, password, passwords, now }: {
    email: string;
    password: string;
    passwords: Passwords;
    now: Date;
  },
): Promise<void> {
  await checkNewPassword("ADMIN_PASSWORD", { password, email }).catch((error) => {
    const [{ message }] = error instanceof Refusal ? error.more.errors! : [error];
    throw new ConfigError(`"ADMIN_PASSWORD" can't be used: ${message}`);
  });
  const at = now.toISOString();
  const name = "Office";
  const user_id = newestId(users);
  await database.write([
    build.insert(users).values({
      name,
      sort_name: fold(name),
      email: foldEmail(email),
      password: await passwords.hash(password),
      role: "Admin",
      status: "active",
      created_at: at,
      updated_at: at,
    }),
    build.insert(audit_log).values({
      at,
      actor_user_id: user_id,
      action: "setUpSchool",
      entity: "users",
      entity_id: user_id,
    }),
  ]);
}
