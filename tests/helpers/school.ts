import type { OpenAPIHono } from "@hono/zod-openapi";
import { createApp } from "../../api/app.ts";
import type { Deps } from "../../api/deps.ts";
import type { Role } from "../../api/access/policy.ts";
import { phcPasswords } from "../../api/features/sessions/passwords.ts";
import { jwtTokens } from "../../api/features/sessions/tokens.ts";
import { openCaches } from "../../api/platform/cache/open.ts";
import { openLimiter } from "../../api/platform/limiter/open.ts";
import { openRedis } from "../../api/platform/redis.ts";
import { fold } from "../../api/schema.ts";
import type { Database, LibsqlDatabase } from "../../db/client.ts";
import { build } from "../../db/query.ts";
import * as tables from "../../db/schema/mod.ts";
import type { Env } from "../../api/http/router.ts";
import { type TestClock, testClock } from "./clock.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { parts } from "./parts.ts";
import { type TestStorage, testStorage } from "./storage.ts";
import { type SQLWrapper } from "drizzle-orm";

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

const passwords = phcPasswords();
/** Of `PASSWORD`, made beforehand: the hashing itself is tested in its own place. */
const PASSWORD_HASH =
  "$argon2id$v=19$m=47104,t=1,p=1$2/oB5EU+Exj0URGRnYGdmA$ypKUwMVJYRQVon1nj3hw3EroShED0ek2qLkmiQlApSQ";
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

/** Opens a school, hands it to the test, and closes it whatever happens. */
export function withSchool(test: (school: School) => Promise<void>) {
  return async () => {
    const school = await openSchool();
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

  const signIn = async (user_id: number, role: Role, email: string): Promise<SignedIn> => {
    const session_id = `test-${user_id}-${++made}`;
    const created_at = clock.now().toISOString();
    const expires_at = new Date(clock.now().getTime() + 30 * 86_400_000).toISOString();
    await run(
      build.insert(tables.sessions).values({ session_id, user_id, created_at, expires_at }),
    );
    return { user_id, email, token: await deps.tokens.sign({ user_id, role, session_id }) };
  };

  const user: School["user"] = async (role, name = `${role} ${++made}`) => {
    const at = clock.now().toISOString();
    const email = `${role.toLowerCase()}${++made}@school.example`;
    await run(
      build.insert(tables.users).values({
        name,
        sort_name: fold(name),
        email,
        password: PASSWORD_HASH,
        role,
        status: "active",
        created_at: at,
        updated_at: at,
      }),
    );
    const [{ id }] = await rows("select user_id as id from users where email = ?", email);
    return await signIn(Number(id), role, email);
  };

  const rows: School["rows"] = async (query, ...args) => {
    const [result] = await database.run([{ sql: query, args }]);
    return result.rows.map((row) => ({ ...row }));
  };

  const admin = known?.admin ?? await user("Admin", "Office");

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
    user,
    run,
    rows,
    student: (input = {}) => created("/api/students", { name: `Child ${++made}`, ...input }),
    async childLogin(student_id) {
      const email = `child${++made}@school.example`;
      const [{ user_id }] = await rows(
        "select user_id from students where student_id = ?",
        student_id,
      );
      await rows(
        "update users set email = ?, password = ?, status = 'active' where user_id = ?",
        email,
        PASSWORD_HASH,
        Number(user_id),
      );
      return await signIn(Number(user_id), "Student", email);
    },
    async parentOf(...student_ids) {
      const parent = await user("Parent");
      const created_at = clock.now().toISOString();
      if (student_ids.length > 0) {
        await run(
          build.insert(tables.guardians).values(
            student_ids.map((student_id) => ({ user_id: parent.user_id, student_id, created_at })),
          ),
        );
      }
      return parent;
    },
    async teacherOf(...class_ids) {
      const teacher = await user("Teacher");
      const created_at = clock.now().toISOString();
      if (class_ids.length > 0) {
        await run(
          build.insert(tables.class_teachers).values(
            class_ids.map((class_id) => ({ class_id, user_id: teacher.user_id, created_at })),
          ),
        );
      }
      return teacher;
    },
    async class(student_ids = [], name = `Class ${++made}`) {
      const at = clock.now().toISOString();
      await run(
        build.insert(tables.classes).values({
          name,
          sort_name: fold(name),
          subject: null,
          credits: 1,
          level: "Regular",
          created_at: at,
          updated_at: at,
        }),
      );
      const [{ id }] = await rows("select max(class_id) as id from classes");
      const class_id = Number(id);
      if (student_ids.length > 0) {
        await run(
          build.insert(tables.enrollments).values(student_ids.map((student_id) => ({
            class_id,
            student_id,
            started_on: "2026-09-01",
            created_at: at,
          }))),
        );
      }
      return { class_id };
    },
    async term(name = `Term ${++made}`, starts_on = "2026-09-01", ends_on = "2026-12-18") {
      const at = clock.now().toISOString();
      await run(
        build.insert(tables.terms)
          .values({ name, starts_on, ends_on, created_at: at, updated_at: at }),
      );
      const [{ id }] = await rows("select max(term_id) as id from terms");
      return { term_id: Number(id) };
    },
    async holiday(starts_on, ends_on = starts_on) {
      const at = clock.now().toISOString();
      await run(
        build.insert(tables.holidays)
          .values({
            name: `Holiday ${++made}`,
            starts_on,
            ends_on,
            created_at: at,
            updated_at: at,
          }),
      );
      const [{ id }] = await rows("select max(holiday_id) as id from holidays");
      return { holiday_id: Number(id) };
    },
    async counts() {
      const names = await rows(
        `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
          and name not in ('migrations', 'search_words')`,
      );
      const query = names.map(({ name }) => `select '${name}' as t, count(*) as n from ${name}`);
      const counted = await rows(query.join(" union all "));
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
