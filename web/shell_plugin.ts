import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const PLACE = "SHELL";

/**
 * Tells the service worker what the app consists of: every file that the page can come to ask for,
 * but not those of the reference. Its version is the hash of the page, of these names, which carry
 * the hashes of what is in them, and of the few files whose names do not, so that a build is another worker exactly if it is another app.
 */
export function shell(): Plugin {
  let folder = "";
  let root = "";
  return {
    name: "laurel-shell",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = config.publicDir;
      root = config.root;
    },
    async generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const entryOf = (name: string) => chunks.find((it) => it.isEntry && it.name === name)!;
      const app = reach(entryOf("index"), bundle);
      const unhashed = readdirSync(folder).sort();
      const files = [...app, ...unhashed].map((name) => `/${name}`).sort();
      const entry = `/${entryOf("index").fileName}`;
      const page = bundle["index.html"] as Rolldown.OutputAsset;
      const hash = createHash("sha256").update(files.join()).update(page.source);
      for (const name of unhashed) hash.update(readFileSync(join(folder, name)));
      const version = hash.digest("hex").slice(0, 16);
      const list = JSON.stringify({ version, entry, files });
      const source = `const ${PLACE}=${list};${await workerCode(root)}`;
      // Its address is its scope, and how the browser asks for a newer one.
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}

/** The service worker in one piece: it is a script that can import nothing. */
async function workerCode(root: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: { input: join(root, "src/sw.ts"), output: { format: "iife" } },
    },
  });
  const [chunk] = (built as Rolldown.RolldownOutput).output;
  return chunk.code;
}

/** The files that a script leads to: what it imports now or later, their styles and pictures. */
function reach(
  from: Rolldown.OutputChunk,
  bundle: Rolldown.OutputBundle,
  seen = new Set<string>(),
): Set<string> {
  seen.add(from.fileName);
  for (const asset of [...from.viteMetadata!.importedCss, ...from.viteMetadata!.importedAssets]) {
    seen.add(asset);
  }
  for (const name of [...from.imports, ...from.dynamicImports]) {
    const next = bundle[name];
    if (!seen.has(name) && next?.type === "chunk") reach(next, bundle, seen);
  }
  return seen;
}
