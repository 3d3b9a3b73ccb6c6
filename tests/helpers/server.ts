import { PASSWORD } from "./school.ts";

export { withFolder } from "./folder.ts";

const root = new URL("../../", import.meta.url);
const ADMIN_EMAIL = "office@school.example";

/** The real server, as a process of its own over a folder of its own. */
export interface Server {
  url: string;
  /** What it has printed so far. */
  output(): string;
  kill(signal: Deno.Signal): Promise<Deno.CommandStatus>;
  login(): Promise<string>;
}

/** The flags that `deno task start` gives the server, so that the tests run with no more. */
async function flags(data_dir: string): Promise<string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const command: string = tasks.start.command;
  const args = command.slice(command.lastIndexOf("deno run ") + "deno run ".length)
    .replaceAll('"', "").replaceAll("$PWD", root.pathname.replace(/\/$/, ""))
    .replaceAll("$DATA_DIR", data_dir);
  return args.split(" ");
}

/** Starts a process; `ready` waits for the line that says where it is. */
export async function spawnServer(
  data_dir: string,
  { env = {}, args = [] }: { env?: Record<string, string>; args?: string[] } = {},
) {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...await flags(data_dir), ...args],
    cwd: root,
    env: { PORT: "0", HOST: "127.0.0.1", DATA_DIR: data_dir, NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  let wake = () => {};
  const reading = [process.stdout, process.stderr].map(async (stream) => {
    for await (const part of stream.pipeThrough(new TextDecoderStream())) {
      text += part;
      wake();
    }
  });
  const ended = Promise.all([process.status, ...reading]).then(([status]) => status);
  return {
    process,
    ended,
    output: () => text,
    async ready(): Promise<string> {
      let over = false;
      ended.then(() => {
        over = true;
        wake();
      });
      for (;;) {
        const url = /Laurel is ready: (http:\/\/\S+)/.exec(text)?.[1];
        if (url) return url;
        if (over) throw new Error(`the server did not start: ${text}`);
        await new Promise<void>((resolve) => wake = resolve);
      }
    },
  };
}

/** A running server whose Admin signs in with `PASSWORD`. */
export async function startServer(
  data_dir: string,
  options: { env?: Record<string, string>; args?: string[] } = {},
): Promise<Server> {
  const { process, ended, output, ready } = await spawnServer(data_dir, {
    ...options,
    env: { ADMIN_EMAIL, ADMIN_PASSWORD: PASSWORD, ...options.env },
  });
  const url = await ready();
  return {
    url,
    output,
    async kill(signal) {
      process.kill(signal);
      return await ended;
    },
    async login() {
      const response = await fetch(`${url}/api/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: ADMIN_EMAIL, password: PASSWORD }),
      });
      return (await response.json()).token;
    },
  };
}
