import { z } from "zod";

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
});

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
  };
}
