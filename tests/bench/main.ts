/**
 * Prints how Laurel stands to a bare `Deno.serve` with libSQL (bare.ts): first the ratio of
 * their medians, Laurel's over the bare one's, then Laurel's own figure. Their rounds take
 * turns, so that a busy machine is busy for both.
 */
import { pathToFileURL } from "node:url";
import { openDatabase } from "../../db/client.ts";
import { migrate } from "../../db/migrate.ts";
import { remoteDatabase } from "../helpers/database.ts";
import { openProxy, type Proxy } from "../helpers/proxy.ts";
import { openSchool } from "../helpers/school.ts";
import { withFolder } from "../helpers/folder.ts";
import { administer, HAS_SQLD, type Sqld, withSqld } from "../helpers/sqld.ts";
import { failures, median, type Slice, slice, type Target, targetAt } from "./load.ts";
import { MOST_CLIENTS, type Operation, operations, prepare } from "./operations.ts";
import { firstAnswer, type Running, start } from "./process.ts";

const ROUNDS = 3;
const STARTS = 9;
const SLICE_MS = 300;
const WARM_UP_MS = 150;
const DELAY_MS = 20;
const CLIENTS = [1, MOST_CLIENTS];

const SERVER = ["--allow-net", "--allow-env", "--allow-read"];
const BUNDLE = "api/dist/main.js";
const BARE = "tests/bench/bare.ts";
const NATIVE = ["--allow-ffi", "--allow-sys"];
const SETTINGS = { TRUST_PROXY: "on", HOST: "127.0.0.1" };
const JWT_SECRET = "the-key-of-a-benchmark-and-of-nobody-else";

/** The two that are compared, ready to be asked. */
interface Pair {
  laurel: { running: Running; target: Target };
  bare: { running: Running; target: Target };
}

/** What an operation is like with so many clients: Laurel's median over the bare one's, and itself. */
interface Cell {
  ratio: number;
  own: number;
}

async function compare(
  { laurel, bare }: Pair,
  operation: Operation,
  clients: number,
): Promise<Cell> {
  const sides = [laurel.target, bare.target];
  for (const side of sides) await slice(side, operation, { clients, ms: WARM_UP_MS });
  const slices: Slice[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, side] of sides.entries()) {
      slices[i].push(await slice(side, operation, { clients, ms: SLICE_MS }));
    }
  }
  // One client waits; of many, what counts is how many are served.
  const [own, other] = slices.map((of) =>
    median(of.map(({ latency, rate }) => clients === 1 ? latency : rate))
  );
  return { own, ratio: clients === 1 ? own / other : other / own };
}

async function measure(pair: Pair): Promise<Cell[][]> {
  const cells: Cell[][] = [];
  for (const operation of operations) {
    const row: Cell[] = [];
    for (const clients of CLIENTS) row.push(await compare(pair, operation, clients));
    cells.push(row);
  }
  return cells;
}

interface Measured {
  cells: Cell[][];
  peaks: (number | null)[];
}

async function measured(pair: Pair): Promise<Measured> {
  const cells = await measure(pair);
  const peaks = [pair.laurel, pair.bare].map(({ running }) => running.peak_mb());
  for (const { running } of [pair.laurel, pair.bare]) await running.stop();
  return { cells, peaks };
}

/** Each with a file of its own, on the disk that the system gives for what is soon gone. */
function embedded(): Promise<Measured> {
  return withFolder(async (folder) => {
    const file = `${folder}/laurel.db`;
    const database = await openDatabase({ url: pathToFileURL(file).href });
    const school = await openSchool({}, async (now) => {
      await migrate(database, { now });
      return { database, close: () => database.close() };
    });
    const subject = await prepare(school);
    await school.close();
    await Deno.copyFile(file, `${folder}/bare.db`);

    const write = `--allow-write=${folder}`;
    const laurel = await start([...SERVER, ...NATIVE, write, "api/main.ts"], {
      ...SETTINGS,
      DATA_DIR: folder,
    });
    const bare = await start([...SERVER, ...NATIVE, write, BARE, `file:${folder}/bare.db`]);
    const target = await targetAt(laurel.url, subject);
    return measured({
      laurel: { running: laurel, target },
      bare: { running: bare, target: { ...target, url: bare.url } },
    });
  });
}

/** The bundle and the bare one, each with a database of its own on one libSQL server. */
function overHttp(server: Sqld): Promise<Measured> {
  return withFolder(async (folder) => {
    const remote = await remoteDatabase(server, new Date());
    const school = await openSchool({}, () => Promise.resolve(remote));
    const subject = await prepare(school);
    const name = remote.proxy.database;
    await administer(server, "POST", `${name}/fork/${name}b`);
    const proxies: Proxy[] = [];
    for (const database of [name, `${name}b`]) {
      proxies.push(await openProxy({ port: server.port, database, delay_ms: DELAY_MS }));
    }
    const [ours, theirs] = proxies;
    const laurel = await start([...SERVER, `--allow-write=${folder}`, BUNDLE], {
      ...SETTINGS,
      DATA_DIR: folder,
      TURSO_DATABASE_URL: ours.url,
      JWT_SECRET,
    });
    const bare = await start([...SERVER, BARE, theirs.url]);
    const target = await targetAt(laurel.url, subject);
    try {
      return await measured({
        laurel: { running: laurel, target },
        bare: { running: bare, target: { ...target, url: bare.url } },
      });
    } finally {
      for (const proxy of proxies) await proxy.close();
      await school.close();
    }
  });
}

/** Milliseconds to the first answer: nothing but Deno, the bundle, the sources. */
async function coldStarts(): Promise<number[]> {
  const hosted = { ...SETTINGS, TURSO_DATABASE_URL: "http://127.0.0.1:9", JWT_SECRET };
  const runs = [
    () => firstAnswer("/", [...SERVER, "tests/bench/bare_start.ts"]),
    () => firstAnswer("/healthz", [...SERVER, BUNDLE], hosted),
    () => firstAnswer("/healthz", [...SERVER, "api/main.ts"], hosted),
  ];
  const times: number[][] = runs.map(() => []);
  for (let i = 0; i <= STARTS; i++) {
    for (const [k, run] of runs.entries()) {
      const ms = await run();
      // The first fills the caches.
      if (i > 0) times[k].push(ms);
    }
  }
  return times.map(median);
}

const shown = (clients: number, { ratio, own }: Cell) =>
  `${ratio.toFixed(2)}× ${
    (clients === 1 ? `${own.toFixed(1)} ms` : `${own.toFixed(0)}/s`).padStart(8)
  }`
    .padStart(18);

function table(columns: { title: string; measured: Measured }[]): string {
  const width = CLIENTS.length * 18;
  const heads = CLIENTS.map((n) => `${n} client${n === 1 ? "" : "s"}`.padStart(18)).join("");
  return [
    " ".repeat(24) + columns.map(({ title }) => title.padStart(width)).join(""),
    " ".repeat(24) + columns.map(() => heads).join(""),
    ...operations.map(({ name }, i) =>
      name.padEnd(24) +
      columns.flatMap(({ measured }) => measured.cells[i].map((cell, k) => shown(CLIENTS[k], cell)))
        .join("")
    ),
    "peak memory".padEnd(24) +
    columns.map(({ measured: { peaks: [own, other] } }) =>
      (own && other ? `${(own / other).toFixed(2)}× ${own.toFixed(0)} MB` : "only on Linux")
        .padStart(width)
    ).join(""),
  ].join("\n");
}

console.log("Laurel against a bare Deno.serve with libSQL: ratio, then Laurel's own figure\n");
const columns = [{ title: "embedded", measured: await embedded() }];
if (HAS_SQLD) {
  await withSqld(async (server) => {
    const title = `over HTTP, ${DELAY_MS} ms a round trip`;
    columns.push({ title, measured: await overHttp(server) });
  });
} else {console.log(
    "Not measured: over HTTP, for there is a libSQL server for Linux on x64 alone\n",
  );}
console.log(table(columns));

const [, many] =
  columns[0].measured.cells[operations.findIndex((it) => it.name === "generateReport")];
console.log(`\nreports as PDF: ${many.own.toFixed(1)} a second, embedded`);
const [bare, bundle, sources] = await coldStarts();
const times = (ms: number) => `${(ms / bare).toFixed(2)}× ${ms.toFixed(0)} ms`;
console.log(
  `cold start to the first answer: the bundle ${times(bundle)}, the sources ${times(sources)}, ` +
    `a bare Deno.serve ${bare.toFixed(0)} ms`,
);
for (const [failure, times] of failures) console.log(`${failure}, ${times} times`);
