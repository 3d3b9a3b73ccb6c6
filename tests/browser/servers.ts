import { DEMO_LOGINS } from "../../db/seed/demo/logins.ts";
import type { Role } from "../../api/access/policy.ts";
import { spawnServer, withFolder } from "../helpers/server.ts";
import type { Visit } from "./visit.ts";

export interface RunningServer {
  origin: string;
  output(): string;
}

/** A new school that nobody has set up yet, or with `--demo` the demo school. */
export function withServer(
  args: string[],
  test: (server: RunningServer) => Promise<void>,
): Promise<void> {
  return withFolder(async (folder) => {
    const server = await spawnServer(folder, { args });
    try {
      await test({ origin: await server.ready(), output: server.output });
    } finally {
      server.process.kill("SIGTERM");
      await server.ended;
    }
  });
}

export function withDemoSchool(test: (server: RunningServer) => Promise<void>): Promise<void> {
  return withServer(["--demo"], test);
}

export interface Credentials {
  email: string;
  password: string;
}

/** By the form, as people do. */
export async function signIn(
  { page, atRest }: Visit,
  { email, password }: Credentials,
): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("main").waitFor();
  await page.getByRole("button", { name: "Sign in" }).waitFor({ state: "detached" });
  await atRest();
}

export function demoLogin(role: Role): Credentials {
  return DEMO_LOGINS.find((login) => login.role === role)!;
}

// What an answer holds is what a test asserts, so it is not told beforehand.
// deno-lint-ignore no-explicit-any
type Json = any;

export type Api = Awaited<ReturnType<typeof apiOf>>;

/** Someone who talks to the API of the server while others use the browser. */
export async function apiOf(origin: string, credentials: Credentials) {
  let authorization = "";
  async function ask(
    path: string,
    body?: unknown,
    method = body ? "POST" : "GET",
  ): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...authorization ? { authorization } : {},
        ...body ? { "content-type": "application/json" } : {},
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }
  const { email, password } = credentials;
  const { status, body } = await ask("/api/login", { email, password });
  if (status !== 200) throw new Error(`"${email}" can't sign in: ${JSON.stringify(body)}`);
  authorization = `Bearer ${body.token}`;
  return { token: body.token as string, ask };
}
