import type { Database } from "../db/client.ts";
import type { RequestDb } from "./access/request_db.ts";
import type { Actor } from "./access/scope.ts";
import type { Passwords } from "./features/sessions/passwords.ts";
import type { Tokens } from "./features/sessions/tokens.ts";
import type { Clock } from "./platform/clock.ts";
import type { Limiter } from "./platform/limiter.ts";
import type { Log } from "./platform/log.ts";
import type { Storage } from "./platform/storage/storage.ts";

/** The edges of the program, built once by `main.ts` or a test and passed in. */
export interface Deps {
  config: {
    self_registration: boolean;
    /** What opens the set-up page; null where the first Admin is there already. */
    setup_code: string | null;
  };
  database: Database;
  storage: Storage;
  clock: Clock;
  log: Log;
  tokens: Tokens;
  passwords: Passwords;
  limiter: Limiter;
  /** The built web app; null serves the API alone. */
  web: WebFiles | null;
}

/** A file of the built web app, by its path below the root. */
export interface WebFiles {
  get(path: string): Promise<{ body: Uint8Array<ArrayBuffer>; type: string; etag: string } | null>;
}

/** What a service is given: the edges, the database as this request sees it, and what was asked. */
export interface PublicCall<Input> {
  deps: Deps;
  db: RequestDb;
  actor: Actor | null;
  input: Input;
}

/** The same, of an operation that needs a session. */
export interface Call<Input> extends PublicCall<Input> {
  actor: Actor;
}
