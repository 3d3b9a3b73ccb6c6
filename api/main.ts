import { createApp } from "./app.ts";
import { ConfigError, readConfig, VARIABLES } from "./config.ts";
import { keepHouse } from "./housekeeping.ts";
import { openDemo, type Opened, openSchool } from "./open.ts";
import { NewerDatabaseError } from "../db/migrate.ts";

/** Milliseconds that those who are being answered have left when the server is told to stop. */
const LAST_ANSWER_MS = 6_000;

try {
  await start();
} catch (error) {
  console.error(`Laurel can't start: ${reasonOf(error)}`);
  Deno.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig(
    Object.fromEntries(VARIABLES.map((name) => [name, Deno.env.get(name)])),
  );
  const { host: hostname, port } = config;
  const opened = Deno.args.includes("--demo") ? await openDemo(config) : await openSchool(config);
  const server = Deno.serve({
    hostname,
    port,
    automaticCompression: true,
    onListen: (address) => console.log(welcome(address, opened)),
  }, createApp(opened.deps).fetch);
  keepHouse(opened.deps);

  let stopping = false;
  const stop = async () => {
    // A second signal doesn't wait for those who are still being answered.
    if (stopping) Deno.exit(130);
    stopping = true;
    // Whoever has stalled is not waited for longer than any answer takes.
    await Promise.race([
      server.shutdown(),
      new Promise((resolve) => setTimeout(resolve, LAST_ANSWER_MS)),
    ]);
    await opened.deps.database.close();
    Deno.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
}

function welcome({ hostname, port }: Deno.NetAddr, { setup_code, notes }: Opened): string {
  const everywhere = hostname === "0.0.0.0" || hostname === "::";
  const name = everywhere || hostname === "127.0.0.1" ? "localhost" : hostname;
  const url = `http://${name}:${port}`;
  return [
    `Laurel is ready: ${url}`,
    `API reference:   ${url}/docs`,
    ...(setup_code ? [`First time here? Open ${url}/setup and type this code: ${setup_code}`] : []),
    ...notes,
  ].join("\n");
}

/** One line for the person who started it. */
function reasonOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof NewerDatabaseError) return error.message;
  if (error instanceof Deno.errors.AddrInUse) {
    return `port ${
      Deno.env.get("PORT") || 8000
    } is in use. Stop what uses it, or set PORT to another`;
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return `"${Deno.env.get("HOST")}" is not an address of this machine. Set HOST to one`;
  }
  return error instanceof Error ? error.message.split("\n")[0] : String(error);
}
