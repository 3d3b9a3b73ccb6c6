import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { folderOfWebFiles } from "../../api/platform/web_files.ts";
import { type Visit, withBrowser } from "./visit.ts";

Deno.test(
  "a deploy is seen at the next load, opens without the network, and leaves no old builds behind",
  withBrowser(async (visit) => {
    const builds = await servedBuilds();
    try {
      await visit({ origin: builds.origin }, async (one) => {
        const { page, context } = one;
        await open(one, "/");
        await page.evaluate(async () => {
          await navigator.serviceWorker.register("/sw.js");
          await navigator.serviceWorker.ready;
        });
        await withoutNetwork(one, async () => {
          await page.reload();
          assert.equal(await buildOf(page), "A");
        });

        for (const [build, before] of [["B", "A"], ["C", "B"]] as const) {
          builds.deploy(build);
          await open(one, "/classes");
          assert.equal(await buildOf(page), build, "the worker of the old build shows the new one");
          await page.evaluate(async () => {
            await (await navigator.serviceWorker.ready).update();
          });
          await untilCaches(page, [before, build]);
          await withoutNetwork(one, async () => {
            await page.reload();
            assert.equal(await buildOf(page), build);
          });
        }

        // Once more the server is in trouble, and not away.
        builds.deploy("502");
        await page.reload();
        assert.equal(await buildOf(page), "C");
        assert.deepEqual(await heldOfTheApi(page), []);
        await context.setOffline(false);
        const strange = one.complaints().filter((line) => !OF_THE_TEST.test(line));
        assert.deepEqual(strange, []);
      });
    } finally {
      await builds.close();
    }
  }),
);

const OF_THE_TEST = /ERR_INTERNET_DISCONNECTED|refused: GET \/api\/school 503|refused: GET .* 502/;

/** The app as it is built, under another version each time; its API is in trouble. */
async function servedBuilds() {
  const files = await folderOfWebFiles(new URL("../../web/dist/", import.meta.url));
  let build = "A";
  const server = Deno.serve({ port: 0, hostname: "localhost", onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/")) {
      return Response.json({ title: "Down" }, { status: 503, headers: { "retry-after": "5" } });
    }
    if (build === "502") return new Response("<h1>Bad gateway</h1>", { status: 502 });
    const name = /\.\w+$/.test(pathname) ? pathname : "/index.html";
    const { body, type } = (await files.get(name))!;
    const text = new TextDecoder().decode(body);
    const changed = name === "/index.html"
      ? text.replace("<head>", `<head><meta name="build" content="${build}">`)
      : name === "/sw.js"
      ? text.replace(/"version":"\w+"/, `"version":"${build}"`)
      : text;
    const headers = { "content-type": type, "cache-control": "no-cache" };
    return new Response(changed, { headers });
  });
  return {
    origin: `http://localhost:${server.addr.port}`,
    deploy(next: string) {
      build = next;
    },
    close: () => server.shutdown(),
  };
}

async function open({ page }: Visit, path: string): Promise<void> {
  await page.goto(path);
  await page.getByText("Laurel could not start").waitFor();
}

async function withoutNetwork({ context }: Visit, work: () => Promise<void>): Promise<void> {
  await context.setOffline(true);
  await work();
  await context.setOffline(false);
}

async function buildOf(page: Page): Promise<string | null> {
  // It is drawn, so its scripts came as well.
  await page.getByText("Laurel could not start").waitFor();
  return await page.locator("meta[name=build]").getAttribute("content");
}

/** Until the newest worker is at work, and holds no other builds than these. */
async function untilCaches(page: Page, builds: string[]): Promise<void> {
  const names = builds.map((build) => `laurel ${build}`);
  await page.evaluate(async (names) => {
    for (let tries = 0; tries < 100; tries++) {
      const { installing, waiting, active } = await navigator.serviceWorker.ready;
      const there = JSON.stringify((await caches.keys()).sort());
      const at_work = !installing && !waiting && active?.state === "activated";
      if (at_work && there === JSON.stringify(names)) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`not ${names}, but ${await caches.keys()}`);
  }, names);
}

async function heldOfTheApi(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
    }
    if (urls.length === 0) throw new Error("nothing is held");
    return urls.filter((url) => new URL(url).pathname.startsWith("/api"));
  });
}
