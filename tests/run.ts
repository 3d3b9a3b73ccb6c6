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
/** A process for so many bytes of tests, where a table of operations counts for more. */
const SHARD = 280_000;
const TABLE = 100_000;

/** Files that are run in one process. */
interface Job {
  name: string;
  files: string[];
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
  ...inBrowser.map((file) => ({ name: file, files: [file] })),
  ...(ofFaults.length > 0 ? [{ name: "faults", files: ofFaults }] : []),
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
          ...shards("real parts, two instances", api, { ...parts, instances: 2 }),
          ...shards("real parts", api, { ...parts, instances: 1 }),
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

/** Splits files evenly over as few processes as they need. */
function shards(name: string, files: string[], parts?: Parts): Job[] {
  if (files.length === 0) return [];
  const weights = files.map((file) => ({
    file,
    weight: Deno.statSync(file).size + (file.endsWith("/policy_test.ts") ? TABLE : 0),
  }));
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const bins = Array.from(
    { length: Math.ceil(whole / SHARD) },
    () => ({ files: [] as string[], weight: 0 }),
  );
  for (const { file, weight } of weights.sort((a, b) => b.weight - a.weight)) {
    const lightest = bins.reduce((a, b) => b.weight < a.weight ? b : a);
    lightest.files.push(file);
    lightest.weight += weight;
  }
  return bins.map(({ files }, i) => ({ name: `${name} ${i + 1}/${bins.length}`, files, parts }));
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
