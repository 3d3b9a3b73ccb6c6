// Builds the web app into web/dist when its sources are not those of the build that is there.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL(".", import.meta.url));
const lock = join(web, "..", "deno.lock");
const dist = join(web, "dist");
const next = join(dist, `.next-${randomUUID()}`);
const stamp = join(dist, ".sources");
const turn = join(dist, ".turn");

/** Every file below a folder, sorted, without dot files. */
async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (path === dist || entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) found.push(...await filesIn(path));
    else found.push(path);
  }
  return found.sort();
}

const IMPORT = /^(?:import|export) (?!type\b)[^;]*?\bfrom "(\.[^"]+)";/gm;

/** What the sources run of the API's, as the rules of the gradebook, and what that runs; sorted. */
async function sharedWith(sources: string[]): Promise<string[]> {
  const found = new Set<string>();
  const look = async (path: string) => {
    for (const [, to] of (await readFile(path, "utf8")).matchAll(IMPORT)) {
      const imported = join(dirname(path), to);
      if (imported.startsWith(web) || found.has(imported)) continue;
      found.add(imported);
      await look(imported);
    }
  };
  for (const path of sources.filter((path) => /\.tsx?$/.test(path))) await look(path);
  return [...found].sort();
}

async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  const own = await filesIn(web);
  for (const path of [...own, ...await sharedWith(own), lock]) {
    const content = await readFile(path);
    hash.update(`${relative(web, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** The hash of the sources, where the build that is there is not theirs; else null. */
async function wantedBuild(): Promise<string | null> {
  const wanted = await hashOfSources();
  const last = await readFile(stamp, "utf8").catch(() => null);
  return last === wanted ? null : wanted;
}

/** One build at a time on this machine: the system takes the lock from a process that died. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  await mkdir(dist, { recursive: true });
  using file = await Deno.open(turn, { create: true, write: true });
  await file.lock(true);
  await work();
}

async function buildNext(): Promise<void> {
  // Vite's look for Windows under Linux reads /proc/sys, which Deno allows only to -A.
  process.env.__IS_WSL_TEST__ = "1";
  // Vite is heavy: loaded only when there is something to build.
  const { build } = await import("vite");
  await build({
    configFile: join(web, "vite.config.ts"),
    configLoader: "native",
    logLevel: "warn",
    build: { outDir: next, emptyOutDir: true },
  });
}

/**
 * Puts the new build in the old one's place file by file, so that a running server never lacks a
 * page: assets have names of their own and come first, pages replace theirs, then the rest goes.
 */
async function swapIn(): Promise<void> {
  const files = (await filesIn(next)).map((path) => relative(next, path));
  // The worker behind the pages: it looks whether theirs is its own build.
  const rank = (file: string) => file === "sw.js" ? 2 : file.endsWith(".html") ? 1 : 0;
  const pages_last = files.toSorted((a, b) => rank(a) - rank(b));
  // No stamp while the files are of two builds: whoever is stopped here builds again.
  await rm(stamp, { force: true });
  for (const file of pages_last) {
    await mkdir(dirname(join(dist, file)), { recursive: true });
    await rename(join(next, file), join(dist, file));
  }
  for (const path of await filesIn(dist)) {
    if (!files.includes(relative(dist, path))) await rm(path);
  }
  // Those of builds that were stopped go with this one's.
  for (const name of await readdir(dist)) {
    if (name.startsWith(".next")) await rm(join(dist, name), { recursive: true });
  }
  for (const file of files) await stat(join(dist, file));
}

async function buildIfWanted(): Promise<void> {
  const wanted = await wantedBuild();
  if (!wanted) return;
  const began = performance.now();
  await buildNext();
  await swapIn();
  await writeFile(stamp, wanted);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`Built the web app in ${seconds} s`);
}

if (await wantedBuild()) await inTurn(buildIfWanted);
