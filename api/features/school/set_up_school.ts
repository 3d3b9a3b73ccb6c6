import { not } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, insist, newestId, select, truth } from "../../../db/query.ts";
import { settings, users } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import { sameBytes, sha256 } from "../../access/encoding.ts";
import type { PublicCall } from "../../deps.ts";
import { conflict, notAllowed, one, Refusal } from "../../errors.ts";
import { fold } from "../../schema.ts";
import { checkNewPassword } from "../sessions/new_password.ts";
import { type Started, startSession } from "../sessions/start_session.ts";
import { userQuery } from "../sessions/user_query.ts";
import { refuseDuplicate } from "../students/duplicates.ts";
import { hasAdmin } from "./get_school.ts";
import type { SetUpInput } from "./schema.ts";

/** All guesses count together: there is one code. */
const guess = { limit: "setUpCode", of: "school" } as const;

/**
 * Names the school, makes its first Admin and signs them in.
 * @throws {Refusal} 409 once there is an Admin; 403 where the code is wrong, 429 after
 * too many wrong ones
 */
export async function setUpSchool(
  { deps, db, limits, input }: PublicCall<z.output<typeof SetUpInput>>,
): Promise<Started> {
  const [found] = await db.read([
    select({ ...columns(settings, "school_name", "timezone"), has_admin: truth(hasAdmin()) })
      .from(settings),
  ]);
  const { has_admin, ...before } = one(found, "school");
  if (has_admin) throw alreadySetUp();
  await checkCode({ deps, limits, code: input.code });
  await checkNewPassword("body.password", input);

  const { name, email, school_name, timezone = before.timezone } = input;
  const now = deps.clock.now().toISOString();
  const user_id = newestId(users);
  const { statements, finish } = await startSession({ deps, user_id });
  const school = { school_name, timezone };
  const user = await db.write({
    statements: [
      // Of two who have the code at once, one becomes the Admin.
      insist(not(hasAdmin())),
      build.update(settings).set({ ...school, updated_at: now }),
      build.insert(users).values({
        name,
        sort_name: fold(name),
        email,
        password: await deps.passwords.hash(input.password),
        role: "Admin",
        status: "active",
        created_at: now,
        updated_at: now,
      }),
      ...statements,
    ],
    audit: [
      { action: "setUpSchool", entity: "users", entity_id: user_id, actor_user_id: user_id },
      {
        action: "setUpSchool",
        entity: "settings",
        entity_id: 1,
        actor_user_id: user_id,
        changes: changesBetween(before, school),
      },
    ],
    answer: userQuery(user_id),
  }).catch((error) => {
    if (error instanceof Refusal && error.status === 412) throw alreadySetUp();
    return refuseDuplicate(error);
  });
  return finish(user);
}

async function checkCode(
  { deps, limits, code }: Pick<PublicCall<null>, "deps" | "limits"> & { code: string },
): Promise<void> {
  const { setup_code } = deps.config;
  if (setup_code === null) {
    throw conflict("Set-up is closed. Start the server again, and it prints a code");
  }
  await limits.take(guess);
  if (!sameBytes(await digest(code), await digest(setup_code))) {
    throw notAllowed("That is not the code that the server printed. Look there and type it again");
  }
  await limits.clear(guess);
}

/** Of one length whatever was typed, as comparing in constant time needs; in any case. */
async function digest(code: string): Promise<Uint8Array> {
  return new TextEncoder().encode(await sha256(code.trim().toUpperCase()));
}

const alreadySetUp = () => conflict("The school is set up already. Sign in");
