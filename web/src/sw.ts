// The service worker: opens the app without the network, and sends what waits when that is back and
// no page is open. Of what pages ask it never sees to /api: children's data is not in the browser's
// caches. `web/shell_plugin.ts` bundles it, and puts the list of files in.
import { SEND_TAG, sendInBackground } from "./features/offline/background_send.ts";
import { openStore } from "./features/offline/sealed_store.ts";

interface Shell {
  /** Another one for each build. */
  version: string;
  /** The script that the page of this build asks for. */
  entry: string;
  files: string[];
}

interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asked extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Synced extends Lifetime {
  tag: string;
}

interface Worker {
  clients: { matchAll(of: { type: "window" }): Promise<{ visibilityState: string }[]> };
  addEventListener(type: "install" | "activate", on: (event: Lifetime) => void): void;
  addEventListener(type: "fetch", on: (event: Asked) => void): void;
  addEventListener(type: "sync", on: (event: Synced) => void): void;
  skipWaiting(): Promise<void>;
}

declare const SHELL: Shell;
const worker = globalThis as unknown as Worker;

const PREFIX = "laurel ";
const NAME = PREFIX + SHELL.version;
const PAGE = "/";
/** Pages that are not the app's: the reference needs the network. */
const OTHERS = /^\/(api|docs|openapi\.json)(\/|$)/i;
const PATIENCE_MS = 4000;

async function install(): Promise<void> {
  const page = await fetch(PAGE, { cache: "no-cache", credentials: "omit" });
  // The server was given another build meanwhile: its own worker keeps that one.
  if (!page.ok || !(await page.clone().text()).includes(SHELL.entry)) {
    throw new Error("the page is of another build");
  }
  const cache = await caches.open(NAME);
  await cache.addAll(SHELL.files);
  await cache.put(PAGE, page);
  // An open tab goes on with its own build, whose files the cache before this one still has.
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  for (const name of others.slice(0, -1)) await caches.delete(name);
}

/** The server's page, so that a new build is seen at once; without an answer, the one kept here. */
async function page(request: Request): Promise<Response> {
  const kept = async () => await (await caches.open(NAME)).match(PAGE) ?? Response.error();
  const asked = fetch(request).then((answer) => answer.status < 500 ? answer : kept(), kept);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  return await Promise.race([asked, late]) ?? await kept();
}

/** A file of a build never changes, but for the few that have no hash: this build's come first. */
async function file(request: Request): Promise<Response> {
  const own = await (await caches.open(NAME)).match(request);
  return own ?? await caches.match(request) ?? await fetch(request);
}

/** A page in sight sends by itself, and says so. */
async function sendUnlessSeen(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: "window" });
  if (pages.some(({ visibilityState }) => visibilityState === "visible")) return;
  const tabs = new BroadcastChannel("laurel_waiting");
  try {
    await sendInBackground({
      store: openStore(),
      fetch: (input, init) => fetch(input, init),
      now: () => Date.now(),
      uuid: () => crypto.randomUUID(),
      exclusively: (work) => navigator.locks.request("laurel_refresh", work),
      alone: (work) => navigator.locks.request("laurel_send", work),
      onChange: () => tabs.postMessage("changed"),
    });
  } finally {
    tabs.close();
  }
}

worker.addEventListener("sync", (event) => {
  if (event.tag === SEND_TAG) event.waitUntil(sendUnlessSeen());
});
worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || OTHERS.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/assets/") || SHELL.files.includes(pathname)) {
    event.respondWith(file(request));
  }
});
