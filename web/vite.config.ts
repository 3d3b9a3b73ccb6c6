import { fileURLToPath } from "node:url";
import { preact } from "@preact/preset-vite";
import { defineConfig } from "vite";
import { shell } from "./shell_plugin.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

function api_target(): string {
  return "http://127.0.0.1:8000";
}

export default defineConfig({
  root,
  // Laurel has no .env files: the server's environment is no business of the browser.
  envDir: false,
  clearScreen: false,
  cacheDir: "../node_modules/.vite",
  plugins: [preact({ devToolsEnabled: false, reactAliasesEnabled: false }), shell()],
  // Without this the dev server's look at the imports takes JSX for React's.
  optimizeDeps: {
    rolldownOptions: { transform: { jsx: { importSource: "preact" } } },
  },
  server: {
    port: 5173,
    proxy: { "/api": api_target(), "/openapi.json": api_target() },
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // Inlined assets would be data: URLs, and the polyfill an extra script: the page's policy allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      // A busy machine is no news to whoever starts the school.
      checks: { pluginTimings: false },
      input: {
        index: `${root}index.html`,
        docs: `${root}docs.html`,
      },
      output: {
        entryFileNames: "assets/[name]-[hash].js",
      },
    },
  },
});
