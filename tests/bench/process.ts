const root = new URL("../../", import.meta.url);

/** A server as a process of its own. */
export interface Running {
  url: string;
  /** The most memory that it has held so far, in MB; null where the system doesn't tell. */
  peak_mb(): number | null;
  stop(): Promise<void>;
}

/** Starts `deno run` and waits for the line that says where it listens. */
export async function start(
  args: string[],
  env: Record<string, string> = {},
): Promise<Running> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", ...args],
    cwd: root,
    env: { NO_COLOR: "1", PORT: "0", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!/ready: \S+\n/.test(said)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`it did not start: deno run ${args.join(" ")}`);
    said += value;
  }
  // What it logs from here on must be taken off it, or it would stand still.
  const drained = (async () => {
    while (!(await reader.read()).done);
  })();
  return {
    url: /ready: (\S+)\n/.exec(said)![1].replace("localhost", "127.0.0.1"),
    peak_mb() {
      if (Deno.build.os !== "linux") return null;
      // By a command, for Deno lets nobody but `-A` read there.
      const args = [`/proc/${process.pid}/status`];
      const { stdout } = new Deno.Command("cat", { args }).outputSync();
      return Number(/VmHWM:\s+(\d+)/.exec(new TextDecoder().decode(stdout))![1]) / 1024;
    },
    async stop() {
      process.kill("SIGKILL");
      await Promise.all([process.status, drained]);
    },
  };
}

/** Milliseconds from the start of a process to its first answer. */
export async function firstAnswer(
  path: string,
  ...command: Parameters<typeof start>
): Promise<number> {
  const began = performance.now();
  const running = await start(...command);
  try {
    const response = await fetch(running.url + path);
    await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return performance.now() - began;
  } finally {
    await running.stop();
  }
}
