import { spawnServer, withFolder } from "../helpers/server.ts";
import { PASSWORD } from "./story.ts";
import type { Credentials } from "./servers.ts";

export const OFFICE = { email: "office@school.example", password: PASSWORD };
export const TEACHER = { email: "tomas@school.example", password: PASSWORD };
export const COLLEAGUE = { email: "celia@school.example", password: PASSWORD };
export const CLASS = "3 Oak";
export const TODAY = new Date().toISOString().slice(0, 10);

// What an answer holds is what a test asserts, so it is not told beforehand.
// deno-lint-ignore no-explicit-any
type Json = any;

export interface Classroom {
  origin: string;
  class_id: number;
  /** In the order of the register. */
  children: { student_id: number; name: string }[];
  /** Asks the API as one of the people above. */
  as(person: Credentials): Promise<Ask>;
  /** The server dies, as when its machine is switched off. */
  stop(): Promise<void>;
  /** It is back, at the same address and with what it had. */
  start(): Promise<void>;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: Json; etag: string | null }>;

/** A school with one class of so many children, whom two teachers teach; its register is not taken. */
export function withClassroom(
  test: (classroom: Classroom) => Promise<void>,
  { size = 30 } = {},
): Promise<void> {
  return withFolder(async (folder) => {
    const run = (port: string) =>
      spawnServer(folder, {
        env: { PORT: port, ADMIN_EMAIL: OFFICE.email, ADMIN_PASSWORD: OFFICE.password },
      });
    let server = await run("0");
    const origin = await server.ready();
    const stop = async () => {
      server.process.kill("SIGTERM");
      await server.ended;
    };
    try {
      const asked = new Map<Credentials, Promise<Ask>>();
      const as = (person: Credentials) => {
        const ask = asked.get(person) ?? askerOf(origin, person);
        asked.set(person, ask);
        return ask;
      };
      const { class_id, children } = await fill(await as(OFFICE), size);
      await test({
        origin,
        class_id,
        children,
        as,
        stop,
        async start() {
          server = await run(new URL(origin).port);
          await server.ready();
        },
      });
    } finally {
      await stop().catch(() => {});
    }
  });
}

async function askerOf(origin: string, { email, password }: Credentials): Promise<Ask> {
  let authorization = "";
  const ask: Ask = async (method, path, body, headers = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...authorization && { authorization },
        ...body !== undefined && { "content-type": "application/json" },
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
      etag: response.headers.get("etag"),
    };
  };
  const { status, body } = await ask("POST", "/api/login", { email, password });
  if (status !== 200) throw new Error(`"${email}" can't sign in: ${JSON.stringify(body)}`);
  authorization = `Bearer ${body.token}`;
  return ask;
}

async function fill(ask: Ask, size: number) {
  const must = async (...request: Parameters<Ask>): Promise<Json> => {
    const { status, body } = await ask(...request);
    if (status >= 300) throw new Error(`${request[1]}: ${JSON.stringify(body)}`);
    return body;
  };
  const { class_id } = await must("POST", "/api/classes", {
    name: CLASS,
    // On whatever day the tests run.
    meets_on: [1, 2, 3, 4, 5, 6, 7],
  });
  for (const { email, password } of [TEACHER, COLLEAGUE]) {
    const [name] = email.split("@");
    const role = "Teacher";
    const { user_id } = await must("POST", "/api/register", { name, email, password, role });
    await must("PUT", `/api/classes/${class_id}/teachers/${user_id}`);
  }
  const student_ids: number[] = [];
  for (let n = 1; n <= size; n++) {
    const name = `Child ${String(n).padStart(2, "0")}${n === 7 ? " Nguyễn" : ""}`;
    const { student_id } = await must("POST", "/api/students", { name });
    student_ids.push(student_id);
  }
  await must("POST", `/api/classes/${class_id}/students`, { student_ids });
  const { data } = await must("GET", `/api/classes/${class_id}/attendance/${TODAY}`);
  return { class_id, children: data };
}
