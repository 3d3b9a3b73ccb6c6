import { createApp } from "./app.ts";
import { type Config, ConfigError, configOfProcess } from "./config.ts";
import { keepHouse } from "./housekeeping.ts";
import { openDemo, type Opened, openSchool } from "./open.ts";

/** Milliseconds that those who are being answered have left when the server is told to stop. */
const LAST_ANSWER_MS = 6_000;

const opening = Promise.withResolvers<Opened>();
// Said here and not later: a host finds what to wake for by what is said before it listens.
keepHouse(opening.promise);
try {
  await start();
} catch (error) {
  const reason = error instanceof Error ? error.message.split("\n")[0] : error;
  console.error(`Laurel can't start: ${reason}`);
  Deno.exit(1);
}

async function start(): Promise<void> {
  const config = configOfProcess();
  const opened = Deno.args.includes("--demo") ? await openDemo(config) : await openSchool(config);
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
  // Before it listens: whoever sees it ready may tell it to stop.
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
  const server = serve(opened, config);
  opening.resolve(opened);
}

/** @throws {ConfigError} where it can't listen at the address that the settings say */
function serve(opened: Opened, { host: hostname, port }: Config): Deno.HttpServer {
  try {
    return Deno.serve({
      hostname,
      port,
      automaticCompression: true,
      onListen: (address) => console.log(welcome(address, opened)),
    }, createApp(opened.deps).fetch);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new ConfigError(`port ${port} is in use. Stop what uses it, or set PORT to another`);
    }
    if (error instanceof Deno.errors.AddrNotAvailable) {
      throw new ConfigError(`"${hostname}" is not an address of this machine. Set HOST to one`);
    }
    throw error;
  }
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
