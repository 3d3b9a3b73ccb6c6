// Bundles the server for hosting into api/dist: one small entry, and the rest in parts that
// are loaded when they are first needed.
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { features } from "./features/mod.ts";

const root = new URL("../", import.meta.url);
const dist = new URL("api/dist/", root);

/** What a module reads beside itself (fonts, the web app) stays where it is. */
const addresses: Plugin = {
  name: "laurel:addresses",
  transform(code, id) {
    if (!code.includes("import.meta.url") || id.includes("node_modules")) return null;
    const path = id.slice(fileURLToPath(root).length);
    return code.replaceAll("import.meta.url", `new URL("../../${path}", import.meta.url)`);
  },
};

/** In place of the app with every feature in it: the same, with each loaded by need. */
const byNeed: Plugin = {
  name: "laurel:by-need",
  async load(id) {
    if (id !== fileURLToPath(new URL("api/app.ts", root))) return null;
    const list = await Promise.all((await exportedRouters()).map(([name, { routes }]) => {
      const paths = [...new Set(routes.map(({ path }) => path))];
      const load = `() => import("./features/${name}/routes.ts").then((it) => it.${name})`;
      return `{ name: "${name}", paths: ${JSON.stringify(paths)}, load: ${load} }`;
    }));
    return `import { createAppByNeed } from "./by_need.ts";
      export const createApp = (deps) => createAppByNeed(deps, [${list.join(",\n")}]);`;
  },
};

/** Deno reads at the start whatever an import names in full. So named, a part is read when it is needed. */
const unread: Plugin = {
  name: "laurel:unread",
  generateBundle(_, files) {
    for (const file of Object.values(files)) {
      if (file.type !== "chunk") continue;
      file.code = file.code.replaceAll(
        /\bimport\(([`"])(\.\/[\w.-]+\.js)\1\)/g,
        'import(import.meta.resolve("$2"))',
      );
    }
  },
};

/** Zod's messages in other languages than Laurel's own, which nothing asks for. */
const noLocales: Plugin = {
  name: "laurel:no-locales",
  load: (id) => id.endsWith("/zod/v4/locales/index.js") ? "export {};" : null,
};

/** The router of each feature under the name of its folder, in the order of `features`. */
async function exportedRouters() {
  const found: [string, (typeof features)[number]][] = [];
  for await (const { name } of Deno.readDir(new URL("api/features/", root))) {
    const module = await import(`./features/${name}/routes.ts`).catch(() => null);
    if (module?.[name]) found.push([name, module[name]]);
  }
  const order = found.toSorted(([, a], [, b]) => features.indexOf(a) - features.indexOf(b));
  if (order.length !== features.length) throw new Error("a feature is not its folder's routes.ts");
  return order;
}

// Vite's look for Windows under Linux reads /proc/sys, which Deno allows only to -A.
process.env.__IS_WSL_TEST__ = "1";
const { build } = await import("vite");
await build({
  root: fileURLToPath(root),
  configFile: false,
  envDir: false,
  publicDir: false,
  cacheDir: "node_modules/.vite",
  logLevel: "warn",
  plugins: [addresses, byNeed, noLocales, unread],
  ssr: {
    noExternal: true,
    // As Deno itself chooses: the client of libSQL then brings no WebSocket of Node's.
    resolve: { conditions: ["deno", "module", "node", "import", "default"] },
  },
  build: {
    ssr: fileURLToPath(new URL("api/main.ts", root)),
    outDir: fileURLToPath(dist),
    emptyOutDir: true,
    target: "esnext",
    minify: true,
    rolldownOptions: {
      // The native one finds its addon beside itself; a hosted school never loads it.
      external: (id: string) => id === "@libsql/client",
      checks: { pluginTimings: false },
      output: { entryFileNames: "main.js", chunkFileNames: "[name].js" },
    },
  },
});
