/**
 * Runs every test, then the API's once more over a real libSQL server. Paths, where they are
 * given, narrow both runs. The last line sums them up as the runner itself would.
 */
import { stripVTControlCharacters } from "node:util";
import { TEST_DATABASE } from "./helpers/database.ts";
import { HAS_SQLD, withSqld } from "./helpers/sqld.ts";

const API = ["tests/features", "tests/security", "tests/http"];
const PERMISSIONS = ["read", "write", "net", "env", "ffi", "sys", "run"].map((it) =>
  `--allow-${it}`
);

interface Run {
  ok: boolean;
  passed: number;
  failed: number;
  ignored: number;
}

const began = performance.now();
const paths = Deno.args;
const api_paths = paths.length === 0
  ? API
  : paths.filter((path) => API.some((folder) => path.replace("./", "").startsWith(folder)));

const runs = [await runTests(paths)];
if (api_paths.length > 0) runs.push(await runOverSqld(api_paths));

const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
const ok = runs.every((run) => run.ok);
const ignored = sum((run) => run.ignored);
console.log(
  `\n${ok ? "ok" : "FAILED"} | ${sum((run) => run.passed)} passed | ${
    sum((run) => run.failed)
  } failed${ignored > 0 ? ` | ${ignored} ignored` : ""} (${
    Math.round((performance.now() - began) / 1000)
  }s)`,
);
Deno.exit(ok ? 0 : 1);

/** The API's tests over a libSQL server that is gone afterwards, in memory where that can be. */
async function runOverSqld(paths: string[]): Promise<Run> {
  if (!HAS_SQLD) {
    console.log("\nSkipped: the API over a libSQL server, which is there for Linux on x64 alone");
    return { ok: true, passed: 0, failed: 0, ignored: 1 };
  }
  console.log("\nThe API again, over a libSQL server");
  let run: Run;
  await withSqld(async (server) => {
    const stop = () => void server.stop().then(() => Deno.exit(130));
    Deno.addSignalListener("SIGINT", stop);
    // Their types are what they were a minute ago.
    run = await runTests(["--no-check", ...paths], {
      [TEST_DATABASE]: `${server.port}:${server.admin_port}`,
    });
    Deno.removeSignalListener("SIGINT", stop);
  });
  return run!;
}

async function runTests(args: string[], env: Record<string, string> = {}): Promise<Run> {
  const colour = Deno.stdout.isTerminal() && !Deno.noColor;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "--no-prompt", "--parallel", ...PERMISSIONS, ...args],
    env: { ...env, ...(colour ? { FORCE_COLOR: "1" } : {}) },
    stdout: "piped",
  }).spawn();
  let last = "";
  const decoder = new TextDecoder();
  for await (const part of child.stdout) {
    await Deno.stdout.write(part);
    last = (last + decoder.decode(part, { stream: true })).slice(-2_000);
  }
  const { success } = await child.status;
  const count = (what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(summary)?.[1] ?? 0);
  const summary = stripVTControlCharacters(last).match(/^(ok|FAILED) \| \d+ passed.*$/gm)?.at(-1) ??
    "";
  return {
    // Without a summary it did not run to its end, whatever its exit says.
    ok: success && summary !== "",
    passed: count("passed"),
    failed: count("failed"),
    ignored: count("ignored"),
  };
}
