/**
 * Runs every test, and the API's three times: embedded; over a real libSQL server, Redis and
 * S3; and over these with two instances that take the requests in turn. Paths, where they are
 * given, narrow it. The last line sums it up as the runner itself would.
 */
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Parts, TEST_PARTS } from "./helpers/parts.ts";
import { HAS_REDIS, withRedis } from "./helpers/redis.ts";
import { withS3 } from "./helpers/s3.ts";
import { HAS_SQLD, withSqld } from "./helpers/sqld.ts";

const API = ["tests/features", "tests/security", "tests/http"];
const PERMISSIONS = ["read", "write", "net", "env", "ffi", "sys", "run"].map((it) =>
  `--allow-${it}`
);
/** So many at once: those in a browser wait for it more than they work. */
const LANES = navigator.hardwareConcurrency + 2;
/** A process for so many seconds of tests: to load the program takes one or two. */
const SHARD = 60;
/** A browser for so many. */
const BROWSER_SHARD = 170;
/** About how long a file takes where others run too: its size tells, but for these. */
const BYTES_A_SECOND = 5000;
const SECONDS: Record<string, number> = {
  "tests/browser/axe_roles_test.ts": 90,
  "tests/browser/axe_test.ts": 90,
  "tests/browser/journey_test.ts": 60,
  "tests/browser/offline_test.ts": 80,
  "tests/security/policy_test.ts": 20,
};
const BROWSER_SECONDS = 25;
const FAULTS_SECONDS = 120;

/** Files that are run in one process, and about how long they take. */
interface Job {
  name: string;
  files: string[];
  weight: number;
  parts?: Parts;
}

interface Run {
  name: string;
  ok: boolean;
  passed: number;
  failed: number;
  ignored: number;
  seconds: number;
}

const began = performance.now();
const running = new Set<Deno.ChildProcess>();
Deno.addSignalListener("SIGINT", () => {
  jobs.length = 0;
  for (const child of running) child.kill("SIGINT");
});

const paths = Deno.args.length > 0 ? Deno.args : ["tests"];
const files = (await Promise.all(paths.map(testsIn))).flat();
const inBrowser = files.filter((file) => under(file, "tests/browser"));
const ofFaults = files.filter((file) => under(file, "tests/faults"));
const jobs: Job[] = [
  ...shards("browser", inBrowser, { most: BROWSER_SHARD }),
  ...(ofFaults.length > 0 ? [{ name: "faults", files: ofFaults, weight: FAULTS_SECONDS }] : []),
  ...shards("embedded", files.filter((file) => ![...inBrowser, ...ofFaults].includes(file))),
];
const skipped: Run[] = [];
const runs = await withParts(async () => await runAll());
report([...skipped, ...runs]);

/** Runs the jobs, and with them the API's over real parts, which are gone afterwards. */
async function withParts(run: () => Promise<Run[]>): Promise<Run[]> {
  const api = files.filter((file) => API.some((folder) => under(file, folder)) && usesApp(file));
  if (api.length === 0) return await run();
  const absent = [...HAS_SQLD ? [] : ["sqld"], ...HAS_REDIS ? [] : ["redis-server"]];
  if (absent.length > 0) {
    const name = `the API over real parts, once with two instances: no ${absent.join(", no ")}`;
    console.log(`Skipped: ${name}`);
    skipped.push({ name, ok: true, passed: 0, failed: 0, ignored: 2, seconds: 0 });
    return await run();
  }
  let runs: Run[] = [];
  await withSqld(({ port, admin_port }) =>
    withRedis(({ config: redis }) =>
      withS3(async (s3) => {
        const parts = { sqld: { port, admin_port }, redis, s3 };
        jobs.push(
          ...shards("real parts, two instances", api, { parts: { ...parts, instances: 2 } }),
          ...shards("real parts", api, { parts: { ...parts, instances: 1 } }),
        );
        runs = await run();
      })
    )
  );
  return runs;
}

/** Runs all jobs, the longest first, and shows what each has printed when it is over. */
async function runAll(): Promise<Run[]> {
  const runs: Run[] = [];
  jobs.sort((a, b) => b.weight - a.weight);
  const lane = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) runs.push(await runJob(job));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return runs;
}

async function runJob({ name, files, parts }: Job): Promise<Run> {
  const began = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "--no-check", "--no-prompt", ...PERMISSIONS, "tests/files.ts"],
    env: {
      LAUREL_TEST_FILES: JSON.stringify(files),
      [TEST_PARTS]: JSON.stringify(parts ?? null),
      ...(Deno.stdout.isTerminal() && !Deno.noColor ? { FORCE_COLOR: "1" } : {}),
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  running.add(child);
  const { success, stdout, stderr } = await child.output();
  running.delete(child);
  console.log(`\n--- ${name}`);
  const text = new TextDecoder().decode(stdout);
  console.log(text.trimEnd());
  if (stderr.length > 0) console.error(new TextDecoder().decode(stderr).trimEnd());
  const summary = stripVTControlCharacters(text).match(/^(ok|FAILED) \| \d+ passed.*$/gm)?.at(-1) ??
    "";
  const count = (what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(summary)?.[1] ?? 0);
  return {
    name,
    // Without a summary it did not run to its end, whatever its exit says.
    ok: success && summary !== "",
    passed: count("passed"),
    failed: count("failed"),
    ignored: count("ignored"),
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

function report(runs: Run[]): never {
  console.log("");
  for (const { name, ok, passed, failed, ignored, seconds } of runs) {
    console.log(
      `${ok ? "ok    " : "FAILED"} ${String(seconds).padStart(4)}s ${String(passed).padStart(5)}` +
        `${failed > 0 ? ` (${failed} failed)` : ""}${
          ignored > 0 ? ` (${ignored} ignored)` : ""
        }  ${name}`,
    );
  }
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
}

/** Splits files evenly over as few processes as they need, none for much more than `most` seconds. */
function shards(
  name: string,
  files: string[],
  { parts, most = SHARD }: { parts?: Parts; most?: number } = {},
): Job[] {
  const weights = files.map((file) => ({ file, weight: secondsOf(file) }));
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const bins = Array.from(
    { length: Math.ceil(whole / most) },
    () => ({ files: [] as string[], weight: 0 }),
  );
  for (const { file, weight } of weights.sort((a, b) => b.weight - a.weight)) {
    const lightest = bins.reduce((a, b) => b.weight < a.weight ? b : a);
    lightest.files.push(file);
    lightest.weight += weight;
  }
  return bins.map((bin, i) => ({ ...bin, name: `${name} ${i + 1}/${bins.length}`, parts }));
}

function secondsOf(file: string): number {
  const known = SECONDS[file] ?? (under(file, "tests/browser") ? BROWSER_SECONDS : undefined);
  return known ?? Deno.statSync(file).size / BYTES_A_SECOND;
}

async function testsIn(path: string): Promise<string[]> {
  if ((await Deno.stat(path)).isFile) return [path];
  const entries = Array.from(Deno.readDirSync(path)).sort((a, b) => a.name < b.name ? -1 : 1);
  const found = await Promise.all(entries.map(({ name, isDirectory }) => {
    if (isDirectory) return testsIn(join(path, name));
    return /_test\.tsx?$/.test(name) ? [join(path, name)] : [];
  }));
  return found.flat();
}

function under(file: string, folder: string): boolean {
  return join(file).startsWith(`${folder}/`);
}

/** Pure rules are the same over any part. */
function usesApp(file: string): boolean {
  return /helpers\/(school|families|limits|refuses)\.ts"/.test(Deno.readTextFileSync(file));
}
