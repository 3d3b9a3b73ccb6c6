import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openDatabase } from "../db/client.ts";
import { decodeBase64Url, hmac, randomText } from "./access/encoding.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Deps } from "./deps.ts";
import { type Passwords, phcPasswords } from "./features/sessions/passwords.ts";
import { jwtTokens } from "./features/sessions/tokens.ts";
import { openCaches } from "./platform/cache/open.ts";
import { systemClock } from "./platform/clock.ts";
import { openLimiter } from "./platform/limiter/open.ts";
import { jsonLog } from "./platform/log.ts";
import { openRedis } from "./platform/redis.ts";
import { diskStorage } from "./platform/storage/disk.ts";
import { memoryStorage } from "./platform/storage/memory.ts";
import { s3Storage } from "./platform/storage/s3.ts";
import type { Storage } from "./platform/storage/storage.ts";
import { folderOfWebFiles } from "./platform/web_files.ts";

/** The edges, opened, and what whoever started the server should read. */
export interface Opened {
  deps: Deps;
  /** Printed for whoever is at this machine, where the school waits to be set up. */
  setup_code: string | null;
  notes: string[];
}

/** Opens the school: hosted where the settings name a server, else in `data_dir`. */
export function openSchool(config: Config): Promise<Opened> {
  return config.turso ? openHosted(config) : openEmbedded(config);
}

/** Opens the school in `data_dir`, making what is not there yet. */
async function openEmbedded(config: Config): Promise<Opened> {
  const { data_dir } = config;
  const url = pathToFileURL(await databaseFile(data_dir)).href;
  const database = await openDatabase({ url }).catch((error) => {
    throw new ConfigError(`the database in "${data_dir}" can't be opened: ${error.message}`);
  });
  const passwords = phcPasswords();
  const { prepareDatabase } = await import("./prepare.ts");
  const { has_admin } = await prepareDatabase(database, { config, passwords });
  const setup_code = has_admin ? null : codeFrom(crypto.getRandomValues(new Uint8Array(8)));
  const deps = await depsOver({
    config,
    passwords,
    database,
    storage: storageOf(config),
    keys: config.jwt_secrets ? keysFrom(config.jwt_secrets) : [await keyIn(data_dir)],
    setup_code,
  });
  return { deps, setup_code, notes: [] };
}

/**
 * Opens the school on its hosted parts, asking them nothing: instances come and go, and
 * each must be quick to its first answer. The deploy step has prepared the database.
 */
async function openHosted(config: Config): Promise<Opened> {
  const keys = keysFrom(config.jwt_secrets!);
  const deps = await depsOver({
    config,
    keys,
    passwords: phcPasswords(),
    database: await openDatabase(config.turso!),
    storage: storageOf(config),
    setup_code: await setupCodeOf(keys[0]),
  });
  return { deps, setup_code: null, notes: [] };
}

/** Opens the demo school: in memory, so that nothing of it is left, and nothing real is touched. */
export async function openDemo(config: Config): Promise<Opened> {
  const database = await openDatabase({ url: ":memory:" });
  const now = systemClock.now();
  const { migrate } = await import("../db/migrate.ts");
  await migrate(database, { now });
  const passwords = phcPasswords();
  const { seedDemo } = await import("../db/seed/demo.ts");
  const logins = await seedDemo(database, { passwords, now });
  const deps = await depsOver({
    config,
    passwords,
    database,
    storage: memoryStorage(),
    keys: [crypto.getRandomValues(new Uint8Array(32))],
    setup_code: null,
  });
  const notes = [
    "This is the demo school. It is gone when you stop it. Sign in as:",
    ...logins.map(({ role, email, password }) => `  ${role.padEnd(8)} ${email}  ${password}`),
  ];
  return { deps, setup_code: null, notes };
}

async function depsOver(
  { config, setup_code, keys, ...edges }:
    & { config: Config; setup_code: string | null; keys: Uint8Array<ArrayBuffer>[] }
    & Pick<Deps, "database" | "storage">
    & { passwords: Passwords },
): Promise<Deps> {
  const { self_registration, trust_proxy } = config;
  const clock = systemClock;
  const log = jsonLog(clock, console.log);
  const redis = config.redis && openRedis(config.redis, { clock, log });
  const secret = keys[0];
  return {
    config: { self_registration, setup_code, trust_proxy },
    clock,
    log,
    tokens: await jwtTokens(keys, clock),
    redis,
    limiter: await openLimiter({ redis, secret, clock }),
    caches: await openCaches({ redis, secret, clock }),
    web: await folderOfWebFiles(new URL("../web/dist/", import.meta.url)),
    ...edges,
  };
}

function storageOf({ s3, data_dir }: Config): Storage {
  return s3 ? s3Storage(s3) : diskStorage(join(data_dir, "files"));
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

function keysFrom(secrets: readonly string[]): Uint8Array<ArrayBuffer>[] {
  return secrets.map((secret) => new TextEncoder().encode(secret));
}

/** The set-up code of a hosted school: the same on every instance, and nobody's to guess. */
export async function setupCodeOf(key: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await hmac(key);
  return codeFrom(await digest("laurel set-up code"));
}

/** Eight letters and digits that can't be taken for one another: 40 bits, as `ABCD-EFGH`. */
function codeFrom(bytes: Uint8Array): string {
  const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const letters = Array.from(bytes.slice(0, 8), (byte) => alphabet[byte % alphabet.length]).join(
    "",
  );
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
