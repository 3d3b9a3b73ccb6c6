import type { OpenAPIHono } from "@hono/zod-openapi";
import { createApp } from "../../api/app.ts";
import type { Deps } from "../../api/deps.ts";
import type { Role } from "../../api/access/policy.ts";
import { phcPasswords } from "../../api/features/sessions/passwords.ts";
import { jwtTokens } from "../../api/features/sessions/tokens.ts";
import { openCaches } from "../../api/platform/cache/open.ts";
import { openLimiter } from "../../api/platform/limiter/open.ts";
import { openRedis } from "../../api/platform/redis.ts";
import type { Database, LibsqlDatabase } from "../../db/client.ts";
import type { Env } from "../../api/http/router.ts";
import { type TestClock, testClock } from "./clock.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { enteredInto } from "./entered.ts";
import { parts } from "./parts.ts";
import { type TestStorage, testStorage } from "./storage.ts";
import { getTableName, is, type SQLWrapper } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as tables from "../../db/schema/mod.ts";

export const PASSWORD = "correct horse battery";

/** The settings of a new school, as they are sent. */
export const SETTINGS = {
  school_name: "Our school",
  timezone: "UTC",
  teacher_scope: "all",
  scale_id: 1,
  school_days: [1, 2, 3, 4, 5],
  absence_notices: true,
  missing_is_zero: false,
};

/** As cheap as they can be; what the program itself takes is tested in its own place. */
const passwords = phcPasswords({ memory: 64, passes: 1, parallelism: 1 });
const KEY = new Uint8Array(32).fill(7);

/** What a test sends; a body makes it JSON, but for a Blob, which is a file of its own type. */
export interface Send {
  as?: SignedIn | null;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface SignedIn {
  user_id: number;
  email: string;
  token: string;
}

// What an answer holds is what a test asserts, so it is not told beforehand.
// deno-lint-ignore no-explicit-any
export interface Answered<T = any> {
  status: number;
  headers: Headers;
  /** The JSON, or undefined where there is none. */
  body: T;
  text: string;
}

/** The real app over a fresh database of its own, with the clock in the test's hand. */
export interface School {
  /** Where there are two instances, each request goes to the other one than the last. */
  app: Pick<OpenAPIHono<Env>, "request" | "fetch">;
  /** Each instance's edges; `deps` and `database` are the first one's. */
  instances: Deps[];
  deps: Deps;
  database: LibsqlDatabase;
  clock: TestClock;
  storage: TestStorage;
  /** What was logged: the line that each request leaves, and all else. */
  requests: string[];
  log: string[];
  admin: SignedIn;
  // deno-lint-ignore no-explicit-any
  request<T = any>(method: string, path: string, send?: Send): Promise<Answered<T>>;
  /** A user with `PASSWORD`, signed in. */
  user(role: Role, name?: string): Promise<SignedIn>;
  /** A child on the roll; the row as the API answers it. */
  student(
    input?: Record<string, unknown>,
  ): Promise<{ student_id: number; user_id: number; name: string }>;
  /** Signs in a child, a parent of the children, a teacher of classes. */
  childLogin(student_id: number): Promise<SignedIn>;
  parentOf(...student_ids: number[]): Promise<SignedIn>;
  teacherOf(...class_ids: number[]): Promise<SignedIn>;
  /** A class with these children in it. */
  class(student_ids?: number[], name?: string): Promise<{ class_id: number }>;
  term(name?: string, starts_on?: string, ends_on?: string): Promise<{ term_id: number }>;
  holiday(starts_on: string, ends_on?: string): Promise<{ holiday_id: number }>;
  /** How many rows every table holds, but for the words of names: what was written, and what was not. */
  counts(): Promise<Record<string, number>>;
  /** Rows of a table as they are stored. */
  rows(query: string, ...args: (string | number)[]): Promise<Record<string, unknown>[]>;
  run(...statements: SQLWrapper[]): Promise<void>;
  /** The same school once more over a copy of its database, and without its files. */
  copy(): Promise<School>;
  close(): Promise<void>;
}

/** How many rows each table holds, in one request. */
const COUNTS = Object.values(tables).filter((it) => is(it, SQLiteTable)).map(getTableName)
  .filter((name) => name !== "search_words")
  .map((name) => `select '${name}' as t, count(*) as n from ${name}`).join(" union all ");

/** Opens a school, hands it to the test, and closes it whatever happens. */
export function withSchool(
  test: (school: School) => Promise<void>,
  overrides: Partial<Deps> = {},
) {
  return async () => {
    const school = await openSchool(overrides);
    try {
      await test(school);
    } finally {
      await school.close();
    }
  };
}

/** Opens a school over a database of the caller's making, or over a fresh one. */
export async function openSchool(
  overrides: Partial<Deps> = {},
  open: (now: Date) => Promise<TestDatabase> = freshDatabase,
  known?: { admin: SignedIn; made: number },
): Promise<School> {
  const clock = testClock("2026-10-14T09:00:00Z");
  const { database, another, copy, close } = await open(clock.now());
  const log: string[] = [];
  const requests: string[] = [];
  const record = (event: string, fields = {}) =>
    void (event === "request" ? requests : log).push(JSON.stringify({ event, ...fields }));
  const storage = testStorage(clock, parts?.s3);
  const own_log = { info: record, error: record };
  // The two share what a school's instances share, and a Redis is shared by many schools.
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const instance = async (database: Database): Promise<Deps> => {
    const redis = parts?.redis
      ? openRedis(parts.redis, { clock, log: own_log, patience: 10_000 })
      : null;
    return {
      config: { self_registration: true, setup_code: null, trust_proxy: false },
      database,
      storage,
      clock,
      log: own_log,
      tokens: await jwtTokens([KEY], clock),
      passwords,
      limiter: await openLimiter({ redis, secret, clock }),
      caches: await openCaches({ redis, secret, clock }),
      redis,
      web: null,
      ...overrides,
    };
  };
  const instances = [await instance(database)];
  if (another && parts?.instances === 2) {
    instances.push(await instance(asPatched(await another(), database)));
  }
  const [deps] = instances;
  const app = inTurn(instances.map(createApp));
  let made = known?.made ?? 0;

  const request: School["request"] = async (method, path, { as, body, headers } = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...(body === undefined ? {} : {
          "content-type": body instanceof Blob ? body.type : "application/json",
        }),
        ...headers,
      },
      body: body === undefined || typeof body === "string" || body instanceof Blob
        ? body
        : JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status === 500) throw new Error(`${method} ${path} answered 500: ${log.at(-1)}`);
    const json = response.headers.get("content-type")?.includes("json") && text !== "";
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : undefined,
      text,
    };
  };

  const run = async (...statements: SQLWrapper[]) => void await database.write(statements);

  const rows: School["rows"] = async (query, ...args) => {
    const [result] = await database.run([{ sql: query, args }]);
    return result.rows.map((row) => ({ ...row }));
  };

  const entered = enteredInto({ ...deps, database }, () => ++made);
  const admin = known?.admin ?? await entered.user("Admin", "Office");

  const created = async (path: string, body: unknown) => {
    const answered = await request("POST", path, { as: admin, body });
    if (answered.status >= 300) throw new Error(`${path}: ${answered.text}`);
    return answered.body;
  };

  return {
    app,
    instances,
    deps,
    database,
    clock,
    storage,
    requests,
    log,
    admin,
    request,
    ...entered,
    run,
    rows,
    student: (input = {}) => created("/api/students", { name: `Child ${++made}`, ...input }),
    async counts() {
      const counted = await rows(COUNTS);
      return Object.fromEntries(counted.map(({ t, n }) => [String(t), Number(n)]));
    },
    copy: () => openSchool(overrides, copy, { admin, made }),
    close,
  };
}

/** Each request to the next one. */
function inTurn(apps: School["app"][]): School["app"] {
  let next = 0;
  const take = () => apps[next++ % apps.length];
  return {
    request: (...args) => take().request(...args),
    fetch: (...args) => take().fetch(...args),
  };
}

/** A second instance's database: what a test has put in the way of the first one's is in its way too. */
function asPatched(own: LibsqlDatabase, first: LibsqlDatabase): Database {
  const pick = (name: "read" | "write") => Object.hasOwn(first, name) ? first : own;
  return {
    read: (...args) => pick("read").read(...args),
    write: (...args) => pick("write").write(...args),
    close: () => own.close(),
  };
}
