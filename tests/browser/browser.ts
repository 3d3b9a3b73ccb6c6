import { createReadStream, createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import process from "node:process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import type { Browser, BrowserType } from "playwright-core";

/** Tried in this order where the browser from npm does not run. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

// No name but this machine's own resolves: a page that asked somebody else would be found out.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--force-color-profile=srgb",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/** Opens a browser without a window: the one from npm, or else an installed one. */
export async function openBrowser(): Promise<Browser> {
  const chromium = await playwright();
  const failures: string[] = [];
  for (const candidate of [packaged, packagedWithLibraries, ...INSTALLED.map(installed)]) {
    try {
      const { path, libraries } = await candidate();
      const env = { ...Deno.env.toObject(), ...libraries && { LD_LIBRARY_PATH: libraries } };
      return await chromium.launch({ executablePath: path, args: FLAGS, headless: true, env });
    } catch (error) {
      failures.push(String(error instanceof Error ? error.message : error).slice(0, 400));
    }
  }
  throw new Error(
    `no browser runs here. Install Chromium or Chrome as one of ${INSTALLED.join(", ")}\n` +
      failures.join("\n"),
  );
}

/** Keeps it from looking into /proc for Windows, which takes more than the tests' permissions. */
async function playwright(): Promise<BrowserType> {
  process.env.__IS_WSL_TEST__ = "1";
  return (await import("playwright-core")).chromium;
}

interface Candidate {
  path: string;
  /** Where it finds the shared libraries that a bare system lacks. */
  libraries?: string;
}

function installed(path: string) {
  return async (): Promise<Candidate> => {
    await Deno.stat(path).catch(() => {
      throw new Error(`${path} is not there`);
    });
    return { path };
  };
}

async function packaged(): Promise<Candidate> {
  const { folder, unpack } = await packageFolder();
  const path = `${folder}/chromium`;
  await unpack(
    "chromium.br",
    path,
    (packed, out) => pipeline(packed, createWriteStream(out, { mode: 0o700 })),
  );
  return { path };
}

async function packagedWithLibraries(): Promise<Candidate> {
  const { path } = await packaged();
  const { folder, unpack } = await packageFolder();
  await unpack("al2023.tar.br", `${folder}/al2023`, async (packed, out) => {
    await Deno.mkdir(out);
    const tar = new Deno.Command("tar", { args: ["x", "-C", out], stdin: "piped" }).spawn();
    await Readable.toWeb(packed).pipeTo(tar.stdin as WritableStream);
    if (!(await tar.status).success) throw new Error("tar could not unpack the libraries");
  });
  return { path, libraries: `${folder}/al2023/lib` };
}

/**
 * Unpacks by itself what `@sparticuz/chromium` holds. The package's own way takes a file that
 * another test is still writing, or that a killed run left half, for a whole one.
 */
async function packageFolder() {
  const root = new URL("../", import.meta.resolve("@sparticuz/chromium"));
  const { version } = JSON.parse(await Deno.readTextFile(new URL("package.json", root)));
  const folder = `${tmpdir()}/laurel-chromium-${version}`;
  await Deno.mkdir(folder, { recursive: true });
  return { folder, unpack };

  async function unpack(
    packed: string,
    to: string,
    write: (unpacked: Readable, out: string) => Promise<void>,
  ) {
    using lock = await Deno.open(`${folder}/lock`, { create: true, write: true });
    await lock.lock(true);
    if (await Deno.stat(to).catch(() => null)) return;
    const source = createReadStream(fileURLToPath(new URL(`bin/${packed}`, root)));
    const out = `${to}.${crypto.randomUUID()}`;
    await write(source.pipe(createBrotliDecompress()), out);
    await Deno.rename(out, to);
  }
}
