import { z } from "zod";
import type { RedisConfig } from "./platform/redis.ts";
import type { S3Config } from "./platform/storage/s3.ts";

/** A setting is missing or wrong. The message says which, and is all that a user needs to see. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const blankIsUnset = (value: unknown) => value === "" ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

const environment = z.object({
  PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(65535).default(8000)),
  HOST: z.preprocess(blankIsUnset, z.string().default("127.0.0.1")),
  DATA_DIR: z.preprocess(blankIsUnset, z.string().default("./data")),
  JWT_SECRET: optional(z.string()),
  JWT_SECRET_PREVIOUS: optional(z.string()),
  SELF_REGISTRATION: z.preprocess(blankIsUnset, z.enum(["on", "off"]).default("on")),
  ADMIN_EMAIL: optional(z.email()),
  ADMIN_PASSWORD: optional(z.string()),
  TURSO_DATABASE_URL: optional(z.url({ protocol: /^(libsql|https?)$/ })),
  TURSO_AUTH_TOKEN: optional(z.string()),
  UPSTASH_REDIS_REST_URL: optional(z.url({ protocol: /^https?$/ })),
  UPSTASH_REDIS_REST_TOKEN: optional(z.string()),
  TRUST_PROXY: z.preprocess(blankIsUnset, z.enum(["on", "off"]).default("off")),
  S3_BUCKET: optional(z.string()),
  S3_PUBLIC_LINKS: optional(z.enum(["on", "off"])),
  AWS_ENDPOINT_URL_S3: optional(z.url({ protocol: /^https?$/ })),
  AWS_REGION: optional(z.string()),
  AWS_ACCESS_KEY_ID: optional(z.string()),
  AWS_SECRET_ACCESS_KEY: optional(z.string()),
  // Set by Deno Deploy, and by nobody else.
  DENO_DEPLOY: optional(z.string()),
  DENO_TIMELINE: optional(z.string()),
});
type Environment = z.output<typeof environment>;

/** Every name that the server reads; `deno.json` allows these and no others. */
export const VARIABLES = Object.keys(environment.shape);

export interface Config {
  port: number;
  host: string;
  data_dir: string;
  /** The libSQL server; null where the database is a file in `data_dir`. */
  turso: { url: string; token?: string } | null;
  /** What all instances count their limits in; null where each counts its own. */
  redis: RedisConfig | null;
  /** Whether a proxy before the server sets X-Forwarded-For. */
  trust_proxy: boolean;
  /** What signs sessions, and what signed them before; null where it is made in `data_dir`. */
  jwt_secrets: [string, ...string[]] | null;
  self_registration: boolean;
  first_admin: { email: string; password: string } | null;
  /** The bucket that files are kept in; null where it is `data_dir`. */
  s3: S3Config | null;
  /** Whether what is deployed is only a preview beside the school, as Deno Deploy makes of each. */
  preview: boolean;
}

/** The settings of this process. @throws {ConfigError} */
export function configOfProcess(): Config {
  return readConfig(Object.fromEntries(VARIABLES.map((name) => [name, Deno.env.get(name)])));
}

/** @throws {ConfigError} naming the variable that is wrong, or missing beside another */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env, { jitless: true });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${issue.path.join(".")}: ${issue.message}`);
  }
  const { data } = parsed;
  const turso = tursoFrom(data);
  const s3 = s3From(data);
  const forgotten = turso ? "S3_BUCKET" : "TURSO_DATABASE_URL";
  if (data.DENO_DEPLOY !== undefined && !(turso && s3)) {
    throw new ConfigError(`"${forgotten}" is missing: Deno Deploy keeps no files of its own`);
  }
  if ((data.ADMIN_EMAIL === undefined) !== (data.ADMIN_PASSWORD === undefined)) {
    const missing = data.ADMIN_EMAIL === undefined ? "ADMIN_EMAIL" : "ADMIN_PASSWORD";
    throw new ConfigError(`"${missing}" is missing: the first Admin needs an email and a password`);
  }
  return {
    port: data.PORT,
    host: data.HOST,
    data_dir: data.DATA_DIR,
    turso,
    redis: redisFrom(data),
    trust_proxy: data.TRUST_PROXY === "on",
    jwt_secrets: secretsFrom(data),
    self_registration: data.SELF_REGISTRATION === "on",
    first_admin: data.ADMIN_EMAIL === undefined
      ? null
      : { email: data.ADMIN_EMAIL, password: data.ADMIN_PASSWORD! },
    s3,
    preview: ![undefined, "production"].includes(data.DENO_TIMELINE),
  };
}

/** The address and its token. A server on this machine may be open; one elsewhere may not. */
function tursoFrom(data: Environment): Config["turso"] {
  const { TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: token } = data;
  if (url === undefined && token === undefined) return null;
  if (url === undefined) {
    throw new ConfigError('"TURSO_DATABASE_URL" is missing: "TURSO_AUTH_TOKEN" is of no use alone');
  }
  if (token === undefined && !url.startsWith("http://")) {
    throw new ConfigError(
      '"TURSO_AUTH_TOKEN" is missing: the database at "TURSO_DATABASE_URL" needs it',
    );
  }
  // Every instance must sign alike, so none of them may make a key of its own.
  if (data.JWT_SECRET === undefined) {
    throw new ConfigError(
      '"JWT_SECRET" is missing: with a hosted database, set 32 random bytes or more',
    );
  }
  return { url, token };
}

function redisFrom(data: Environment): RedisConfig | null {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = data;
  if (url === undefined && token === undefined) return null;
  if (url === undefined || token === undefined) {
    const missing = url === undefined ? "UPSTASH_REDIS_REST_URL" : "UPSTASH_REDIS_REST_TOKEN";
    throw new ConfigError(`"${missing}" is missing: Redis needs an address and a token`);
  }
  return { url, token };
}

function secretsFrom(data: Environment): Config["jwt_secrets"] {
  const { JWT_SECRET, JWT_SECRET_PREVIOUS } = data;
  for (const [name, value] of Object.entries({ JWT_SECRET, JWT_SECRET_PREVIOUS })) {
    if (value !== undefined && new TextEncoder().encode(value).length < 32) {
      throw new ConfigError(`"${name}" is too short: it needs 32 bytes or more`);
    }
  }
  if (JWT_SECRET === undefined) return null;
  return JWT_SECRET_PREVIOUS === undefined ? [JWT_SECRET] : [JWT_SECRET, JWT_SECRET_PREVIOUS];
}

/** All of the bucket's settings, or none of them. A region alone may be there for other tools. */
function s3From(data: Environment): S3Config | null {
  const { S3_BUCKET, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = data;
  const asked = [
    S3_BUCKET,
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    data.AWS_ENDPOINT_URL_S3,
    data.S3_PUBLIC_LINKS,
  ];
  if (asked.every((value) => value === undefined)) return null;
  const needed = { S3_BUCKET, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
  const missing = Object.entries(needed).find(([, value]) => value === undefined)?.[0];
  if (missing) {
    throw new ConfigError(
      `"${missing}" is missing: files in a bucket need ${Object.keys(needed).join(", ")}`,
    );
  }
  return {
    bucket: S3_BUCKET!,
    region: AWS_REGION!,
    access_key_id: AWS_ACCESS_KEY_ID!,
    secret_access_key: AWS_SECRET_ACCESS_KEY!,
    endpoint: data.AWS_ENDPOINT_URL_S3 ?? null,
    public_links: data.S3_PUBLIC_LINKS === "on",
  };
}
