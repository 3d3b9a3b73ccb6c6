import { z } from "zod";
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
  SELF_REGISTRATION: z.preprocess(blankIsUnset, z.enum(["on", "off"]).default("on")),
  ADMIN_EMAIL: optional(z.email()),
  ADMIN_PASSWORD: optional(z.string()),
  S3_BUCKET: optional(z.string()),
  S3_PUBLIC_LINKS: optional(z.enum(["on", "off"])),
  AWS_ENDPOINT_URL_S3: optional(z.url({ protocol: /^https?$/ })),
  AWS_REGION: optional(z.string()),
  AWS_ACCESS_KEY_ID: optional(z.string()),
  AWS_SECRET_ACCESS_KEY: optional(z.string()),
});
type Environment = z.output<typeof environment>;

/** Every name that the server reads; `deno.json` allows these and no others. */
export const VARIABLES = Object.keys(environment.shape);

export interface Config {
  port: number;
  host: string;
  data_dir: string;
  /** 32 bytes or more, base64url; null where it is to be made in `data_dir`. */
  jwt_secret: string | null;
  self_registration: boolean;
  first_admin: { email: string; password: string } | null;
  /** The bucket that files are kept in; null where it is `data_dir`. */
  s3: S3Config | null;
}

/** @throws {ConfigError} naming the variable that is wrong, or missing beside another */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${issue.path.join(".")}: ${issue.message}`);
  }
  const { data } = parsed;
  if ((data.ADMIN_EMAIL === undefined) !== (data.ADMIN_PASSWORD === undefined)) {
    const missing = data.ADMIN_EMAIL === undefined ? "ADMIN_EMAIL" : "ADMIN_PASSWORD";
    throw new ConfigError(`"${missing}" is missing: the first Admin needs an email and a password`);
  }
  return {
    port: data.PORT,
    host: data.HOST,
    data_dir: data.DATA_DIR,
    jwt_secret: data.JWT_SECRET ?? null,
    self_registration: data.SELF_REGISTRATION === "on",
    first_admin: data.ADMIN_EMAIL === undefined
      ? null
      : { email: data.ADMIN_EMAIL, password: data.ADMIN_PASSWORD! },
    s3: s3From(data),
  };
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
