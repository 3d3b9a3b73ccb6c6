import assert from "node:assert/strict";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { type Averages, testWorkedCases } from "../features/gradebook/worked_cases.ts";

const SOURCE = fileURLToPath(
  new URL("../../api/features/gradebook/averages.ts", import.meta.url),
);

/** The module as Vite hands it to the browser. */
const bundled: Promise<string> = (async () => {
  // Vite's look for Windows under Linux reads /proc/sys, which is not allowed here.
  process.env.__IS_WSL_TEST__ = "1";
  const { build } = await import("vite");
  const built = await build({
    configFile: false,
    envDir: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      lib: { entry: SOURCE, formats: ["es"], fileName: "averages" },
    },
  });
  const [{ output }] = built as unknown as { output: { code: string }[] }[];
  return output[0].code;
})();

let loaded: Promise<Averages> | undefined;

testWorkedCases("in the browser", async () => {
  const code = await bundled;
  return await (loaded ??= import(`data:text/javascript,${encodeURIComponent(code)}`));
});

Deno.test("what the browser loads of it is the rules alone", async () => {
  const code = await bundled;
  assert.ok(!/\bimport\b/.test(code), "it imports nothing");
  assert.ok(code.length < 5_000, `${code.length} bytes`);
});
