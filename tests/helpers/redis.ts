import { type RedisConfig } from "../../api/platform/redis.ts";
import { withFolder } from "./server.ts";

/** Whether this machine has the server. Debian's package `redis-server` brings it. */
export const HAS_REDIS = (() => {
  try {
    return new Deno.Command("redis-server", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
})();

/** A real Redis behind Upstash's REST. */
export interface TestRedis {
  config: RedisConfig;
  /** Runs a command past the program: to look, or to flush. */
  run<T = unknown>(...command: (string | number)[]): Promise<T>;
  /** Ends the Redis, and not what stands before it. */
  kill(): Promise<void>;
}

const TOKEN = "token-of-the-tests";

/** A test over a real Redis; ignored, and saying so, where there is none. */
export function testWithRedis(name: string, test: (redis: TestRedis) => Promise<void>): void {
  Deno.test({
    name: HAS_REDIS ? name : `${name} (skipped: redis-server is not installed)`,
    ignore: !HAS_REDIS,
    fn: () => withRedis(test),
  });
}

/** Hands the test a real Redis that is gone afterwards. */
export function withRedis(test: (redis: TestRedis) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    const socket = `${folder}/redis.sock`;
    const redis = await started("redis-server", {
      args: ["--port", "0", "--unixsocket", socket, "--dir", folder, "--save", ""],
      says: /ready to accept connections/i,
    });
    const rest = await started(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--no-prompt", "--ignore-env", "--allow-net", "--allow-sys"],
        ...[`--allow-read`, `--allow-write=${folder}`],
        new URL("upstash_server.ts", import.meta.url).pathname,
        ...[socket, TOKEN],
      ],
      says: /^\d+$/m,
    });
    const config = { url: `http://127.0.0.1:${rest.said}`, token: TOKEN };
    try {
      await test({
        config,
        async run(...command) {
          const response = await fetch(config.url, {
            method: "POST",
            headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
            body: JSON.stringify(command),
          });
          return (await response.json()).result;
        },
        kill: () => redis.stop(),
      });
    } finally {
      await rest.stop();
      await redis.stop();
    }
  });
}

/** A process that has said what it says when it is ready. */
async function started(command: string, { args, says }: { args: string[]; says: RegExp }) {
  const process = new Deno.Command(command, {
    args,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let log = "";
  while (!says.test(log)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`"${command}" did not start: ${log}`);
    log += value;
  }
  // What it says from here on must be taken off it, or it would stand still.
  const drained = (async () => {
    while (!(await reader.read()).done);
  })();
  let stopped: Promise<unknown> | undefined;
  return {
    said: says.exec(log)![0],
    stop: async () => {
      if (!stopped) process.kill("SIGKILL");
      await (stopped ??= Promise.all([process.status, drained]));
    },
  };
}

/** What a stub answers to a command. `over` is settled when the test is. */
export type RestAnswer = (
  command: string[],
  over: Promise<void>,
) => Response | Promise<Response>;

/** A stub of Upstash's REST; `commands` is what it was asked. */
export async function withRest(
  answer: RestAnswer,
  test: (rest: { config: RedisConfig; commands: string[][] }) => Promise<void>,
): Promise<void> {
  const commands: string[][] = [];
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      const body = await request.json();
      commands.push(...(pathname === "/pipeline" ? body : [body]));
      return await answer(body, over);
    },
  );
  try {
    await test({
      config: { url: `http://127.0.0.1:${server.addr.port}`, token: TOKEN },
      commands,
    });
  } finally {
    resolve();
    await server.shutdown();
  }
}
