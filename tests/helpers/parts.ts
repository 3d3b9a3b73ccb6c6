import type { RedisConfig } from "../../api/platform/redis.ts";
import type { S3Config } from "../../api/platform/storage/s3.ts";
import type { Sqld } from "./sqld.ts";

/** The real parts that a school of the tests stands on. */
export interface Parts {
  sqld: Pick<Sqld, "port" | "admin_port">;
  redis: RedisConfig;
  s3: S3Config;
  /** How many instances of the program take its requests in turn. */
  instances: 1 | 2;
}

/** The setting that names them, as JSON; without it all is embedded, and one instance. */
export const TEST_PARTS = "LAUREL_TEST_PARTS";

export const parts: Parts | null = JSON.parse(Deno.env.get(TEST_PARTS) ?? "null");
