import type { Database } from "../db/client.ts";
import type { RequestDb } from "./access/request_db.ts";
import type { RequestLimits } from "./access/request_limits.ts";
import type { Actor } from "./access/scope.ts";
import type { Passwords } from "./features/sessions/passwords.ts";
import type { Tokens } from "./features/sessions/tokens.ts";
import type { Caches } from "./platform/cache/cache.ts";
import type { Clock } from "./platform/clock.ts";
import type { Limiter } from "./platform/limiter/limiter.ts";
import type { Log } from "./platform/log.ts";
import type { OpenRedis } from "./platform/redis.ts";
import type { Storage } from "./platform/storage/storage.ts";

/** The edges of the program, built once by `main.ts` or a test and passed in. */
export interface Deps {
  config: {
    self_registration: boolean;
    /** What opens the set-up page; null where the first Admin is there already. */
    setup_code: string | null;
    /** Whether X-Forwarded-For is what a proxy of the school's own says. */
    trust_proxy: boolean;
  };
  database: Database;
  storage: Storage;
  clock: Clock;
  log: Log;
  tokens: Tokens;
  passwords: Passwords;
  limiter: Limiter;
  caches: Caches;
  /** What the limiter and the shared cache stand on; null where they stand in this process. */
  redis: OpenRedis | null;
  /** The built web app; null serves the API alone. */
  web: WebFiles | null;
}

/** A file of the built web app, by its path below the root. */
export interface WebFiles {
  get(path: string): Promise<{ body: Uint8Array<ArrayBuffer>; type: string; etag: string } | null>;
}

/** What a service is given: the edges, the database and the limits as this request sees them, and what was asked. */
export interface PublicCall<Input> {
  deps: Deps;
  db: RequestDb;
  limits: RequestLimits;
  actor: Actor | null;
  input: Input;
}

/** The same, of an operation that needs a session. */
export interface Call<Input> extends PublicCall<Input> {
  actor: Actor;
}
