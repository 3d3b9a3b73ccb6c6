import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openDatabase } from "../db/client.ts";
import { migrate } from "../db/migrate.ts";
import { decodeBase64Url, randomText } from "./access/encoding.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Deps } from "./deps.ts";
import { makeFirstAdmin, schoolHasAdmin } from "./features/school/first_admin.ts";
import { type Passwords, phcPasswords } from "./features/sessions/passwords.ts";
import { jwtTokens } from "./features/sessions/tokens.ts";
import { systemClock } from "./platform/clock.ts";
import { memoryLimiter } from "./platform/limiter.ts";
import { jsonLog } from "./platform/log.ts";
import { diskStorage } from "./platform/storage/disk.ts";
import { memoryStorage } from "./platform/storage/memory.ts";
import { s3Storage } from "./platform/storage/s3.ts";
import { folderOfWebFiles } from "./platform/web_files.ts";

/** The edges, opened, and what whoever started the server should read. */
export interface Opened {
  deps: Deps;
  notes: string[];
}

/** Opens the school in `data_dir`, making what is not there yet. */
export async function openSchool(config: Config): Promise<Opened> {
  const { data_dir, first_admin } = config;
  const url = pathToFileURL(await databaseFile(data_dir)).href;
  const database = await openDatabase({ url }).catch((error) => {
    throw new ConfigError(`the database in "${data_dir}" can't be opened: ${error.message}`);
  });
  const now = systemClock.now();
  await migrate(database, { now });
  const passwords = await phcPasswords();
  let hasAdmin = await schoolHasAdmin(database);
  if (!hasAdmin && first_admin) {
    await makeFirstAdmin(database, { ...first_admin, passwords, now });
    hasAdmin = true;
  }
  const deps = await depsOver({
    config,
    passwords,
    database,
    storage: config.s3 ? s3Storage(config.s3) : diskStorage(join(data_dir, "files")),
    key: config.jwt_secret === null ? await keyIn(data_dir) : keyFrom(config.jwt_secret),
    setup_code: hasAdmin ? null : newSetupCode(),
  });
  return { deps, notes: [] };
}

/** Opens the demo school: in memory, so that nothing of it is left, and nothing real is touched. */
export async function openDemo(config: Config): Promise<Opened> {
  const database = await openDatabase({ url: ":memory:" });
  const now = systemClock.now();
  await migrate(database, { now });
  const passwords = await phcPasswords();
  const { seedDemo } = await import("../db/seed/demo.ts");
  const logins = await seedDemo(database, { passwords, now });
  const deps = await depsOver({
    config,
    passwords,
    database,
    storage: memoryStorage(),
    key: crypto.getRandomValues(new Uint8Array(32)),
    setup_code: null,
  });
  const notes = [
    "This is the demo school. It is gone when you stop it. Sign in as:",
    ...logins.map(({ role, email, password }) => `  ${role.padEnd(8)} ${email}  ${password}`),
  ];
  return { deps, notes };
}

async function depsOver(
  { config, setup_code, key, ...edges }:
    & { config: Config; setup_code: string | null; key: Uint8Array<ArrayBuffer> }
    & Pick<Deps, "database" | "storage">
    & { passwords: Passwords },
): Promise<Deps> {
  const clock = systemClock;
  return {
    config: { self_registration: config.self_registration, setup_code },
    clock,
    log: jsonLog(clock, console.log),
    tokens: await jwtTokens([key], clock),
    limiter: memoryLimiter(clock),
    web: await folderOfWebFiles(new URL("../web/dist/", import.meta.url)),
    ...edges,
  };
}

/** The database's file, in a folder that is made if need be; nobody else on the machine reads it. */
async function databaseFile(folder: string): Promise<string> {
  const path = join(folder, "laurel.db");
  try {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    // SQLite gives the files beside it the mode that this one has.
    (await Deno.open(path, { write: true, create: true, mode: 0o600 })).close();
  } catch {
    throw new ConfigError(
      `"${folder}" can't be written to. Set DATA_DIR to a folder that can, or change who owns it`,
    );
  }
  return path;
}

/** The signing key of this school: made at the first start, readable by its owner alone. */
async function keyIn(folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, "secret");
  try {
    await Deno.writeTextFile(path, randomText(32), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  const key = decodeBase64Url((await Deno.readTextFile(path)).trim());
  if (!key || key.length < 32) {
    throw new ConfigError(`"${path}" is not a signing key. Delete it, and everyone signs in again`);
  }
  return key;
}

function keyFrom(secret: string): Uint8Array<ArrayBuffer> {
  const key = new TextEncoder().encode(secret);
  if (key.length < 32) {
    throw new ConfigError(`"JWT_SECRET" is too short: it needs 32 bytes or more`);
  }
  return key;
}

/** Eight letters and digits that can't be taken for one another: 40 bits, as `ABCD-EFGH`. */
function newSetupCode(): string {
  const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const letters = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
