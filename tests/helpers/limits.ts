import { createApp } from "../../api/app.ts";
import type { Deps } from "../../api/deps.ts";
import { phcPasswords } from "../../api/features/sessions/passwords.ts";
import { PASSWORD, type SignedIn } from "./school.ts";

export const WRONG = "wrong horse battery";
/** Hashing is what takes the time of a sign-in, and is not what is tested here. */
export const quick: Deps["passwords"] = {
  ...phcPasswords(),
  hash: () => Promise.resolve("hashed"),
  verify: (password, stored) =>
    Promise.resolve({ ok: stored !== null && password === PASSWORD, outdated: false }),
};

interface Sent {
  from?: string;
  headers?: Record<string, string>;
  body: unknown;
}

/** POSTs as if it came from an address. */
export async function post(deps: Deps, path: string, { from = "192.0.2.1", headers, body }: Sent) {
  const response = await createApp(deps).request(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  }, { remoteAddr: { transport: "tcp", hostname: from, port: 50_000 } });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Signs in with the right password, or another. */
export const signIn = (deps: Deps, email: string, { password = PASSWORD, ...sent }: {
  password?: string;
  from?: string;
  headers?: Record<string, string>;
} = {}) => post(deps, "/api/login", { ...sent, body: { email, password } });

/** Registers a parent. */
export const register = (deps: Deps, email: string, sent: { from?: string; as?: SignedIn } = {}) =>
  post(deps, "/api/register", {
    from: sent.from,
    headers: sent.as && { authorization: `Bearer ${sent.as.token}` },
    body: { name: "New Parent", email, password: "a quiet green morning", role: "Parent" },
  });

/** What the headers of a limit say: how many, how many are left, in how many seconds anew. */
export const shown = ({ headers }: { headers: Headers }) =>
  ["limit", "remaining", "reset"].map((name) => Number(headers.get(`ratelimit-${name}`)));
