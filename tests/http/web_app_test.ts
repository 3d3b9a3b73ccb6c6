import assert from "node:assert/strict";
import type { WebFiles } from "../../api/deps.ts";
import { folderOfWebFiles } from "../../api/platform/web_files.ts";
import { openSchool, type School } from "../helpers/school.ts";

const file = (text: string, type: string) => ({
  body: new TextEncoder().encode(text),
  type,
  etag: `"${text.length}"`,
});

const FILES: Record<string, ReturnType<typeof file>> = {
  "/index.html": file("<!doctype html><title>Laurel</title>", "text/html; charset=utf-8"),
  "/docs.html": file("<!doctype html><title>Reference</title>", "text/html; charset=utf-8"),
  "/assets/index-abc123.js": file("export {};", "text/javascript; charset=utf-8"),
  "/sw.js": file("const SHELL = {};", "text/javascript; charset=utf-8"),
};
const web: WebFiles = { get: (path) => Promise.resolve(FILES[path] ?? null) };

async function withWeb(test: (school: School) => Promise<void>) {
  const school = await openSchool({ web });
  try {
    await test(school);
  } finally {
    await school.close();
  }
}

Deno.test("every page is the one page, revalidated; hashed assets never change; the API is nobody's to keep", () =>
  withWeb(async (school) => {
    for (const path of ["/", "/students", "/students/5?tab=marks", "/setup"]) {
      const { status, headers, text } = await school.request("GET", path);
      assert.equal(status, 200, path);
      assert.match(text, /<title>Laurel/);
      assert.equal(headers.get("cache-control"), "no-cache");
      assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
    }
    const again = await school.request("GET", "/", {
      headers: { "if-none-match": FILES["/index.html"].etag },
    });
    assert.equal(again.status, 304);
    assert.equal(again.text, "");
    const asset = await school.request("GET", "/assets/index-abc123.js");
    assert.equal(asset.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.match((await school.request("GET", "/docs")).text, /<title>Reference/);
    // At the root, so that it may see to every page; asked for anew, so that a deploy is seen.
    const worker = await school.request("GET", "/sw.js");
    assert.equal(worker.headers.get("content-type"), "text/javascript; charset=utf-8");
    assert.equal(worker.headers.get("cache-control"), "no-cache");
    assert.match(worker.headers.get("content-security-policy")!, /worker-src 'self'/);
    for (const path of ["/api/me", "/api/school", "/api/nothing"]) {
      const { headers } = await school.request("GET", path);
      assert.equal(headers.get("cache-control"), "no-store", path);
    }
  }));

Deno.test("a file that is not there is 404, not the page; nothing outside the folder is served", () =>
  withWeb(async (school) => {
    for (
      const path of [
        "/assets/gone-000000.js",
        "/favicon.ico",
        "/api",
        "/API/students",
        "//api/students",
        "/assets/../deno.json",
        "/%2e%2e/deno.json",
        "/..%2fdeno.json",
        "/.sources",
      ]
    ) {
      const { status, text } = await school.request("GET", path);
      assert.equal(status, 404, path);
      assert.ok(!text.includes("imports"));
    }
  }));

Deno.test("every answer carries a strict policy and the security headers", () =>
  withWeb(async (school) => {
    for (
      const path of [
        "/",
        "/docs",
        "/assets/index-abc123.js",
        "/openapi.json",
        "/api/me",
        "/api/nothing",
      ]
    ) {
      const { headers } = await school.request("GET", path);
      const csp = headers.get("content-security-policy")!;
      assert.match(csp, /default-src 'none'/, path);
      assert.ok(!/unsafe|https?:|\*/.test(csp), path);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), "no-referrer");
      assert.ok(headers.get("x-request-id"));
    }
  }));

Deno.test("the built app asks nobody but its own server, and has no inline script or style", async () => {
  const dist = new URL("../../web/dist/", import.meta.url);
  const files = await folderOfWebFiles(dist);
  for (const name of ["/index.html", "/docs.html"]) {
    const page = new TextDecoder().decode((await files.get(name))!.body);
    assert.ok(!/<style|\sstyle=|\son\w+=|javascript:/i.test(page), name);
    assert.ok(!/<script(?![^>]*\ssrc=)/i.test(page), name);
    for (const [, url] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.match(url, /^\/(?!\/)/, `${name} asks for ${url}`);
      if (url !== "/" && url !== "/openapi.json") {
        assert.ok(await files.get(url), `${name} asks for ${url}, which is not there`);
      }
    }
  }
});

Deno.test("the service worker holds the app's own files, all that the page asks for, and no other", async () => {
  const files = await folderOfWebFiles(new URL("../../web/dist/", import.meta.url));
  const textOf = async (name: string) => new TextDecoder().decode((await files.get(name))!.body);
  const script = await textOf("/sw.js");
  const shell = JSON.parse(/^const SHELL=({.*?});/.exec(script)![1]);
  assert.match(shell.version, /^[0-9a-f]{16}$/);
  for (const name of shell.files) {
    assert.ok(await files.get(name), `${name} is not there`);
  }
  const page = await textOf("/index.html");
  const asked = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, name]) => name);
  assert.ok(asked.length > 0);
  for (const name of [...asked, "/favicon.svg"]) {
    assert.ok(shell.files.includes(name), `${name} is not held`);
  }
  assert.ok(asked.includes(shell.entry));
  const reference = await textOf("/docs.html");
  for (const [, name] of reference.matchAll(/"(\/assets\/docs-[^"]+)"/g)) {
    assert.ok(!shell.files.includes(name), `${name} is no part of the app`);
  }
  // What it needs of other modules would be another request before it can answer.
  assert.ok(!/\bimport\b|\bexport\b/.test(script.replaceAll(/"[^"]*"/g, "")));
});
