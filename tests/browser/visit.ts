import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const PATIENCE_MS = 10_000;
export type Device = typeof DESKTOP | typeof PHONE;

/** One person at one device: a browser of their own, with nothing in it from before. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Opens an address of the server and waits until the page is at rest. */
  open(path: string): Promise<void>;
  /** Allows a refusal that the test provokes, "GET /api/students/7 404"; it must come, too. */
  expectRefusal(...refusals: string[]): void;
  /** Waits until the page asks the server for nothing more and has drawn what came. */
  atRest(): Promise<void>;
  /** What went wrong since the last question: none of it may have. */
  complaints(): string[];
}

/** One for all tests of a process: what a visit leaves in it goes with the visit's own context. */
let opened: Browser | undefined;

Deno.test.afterAll(() => opened?.close());

/** Hands the test a way to visit with a browser. */
export function withBrowser(
  test: (browser: Visits, step: Deno.TestContext) => Promise<void>,
) {
  return async (t: Deno.TestContext) => {
    // One that a test has brought down fails that test, and no other.
    if (!opened?.isConnected()) opened = await openBrowser();
    await test(visitsOf(opened), t);
  };
}

export type Visits = ReturnType<typeof visitsOf>;

function visitsOf(browser: Browser) {
  /** Runs one person's visit; afterwards nothing may have gone wrong in it. */
  return async function visit<T>(
    { origin, device = DESKTOP }: { origin: string; device?: Device },
    test: (visit: Visit) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({
      ...device,
      baseURL: origin,
      locale: "en-GB",
      timezoneId: "UTC",
      reducedMotion: "reduce",
      acceptDownloads: true,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const one = await begin(context, origin);
    try {
      const result = await test(one);
      await one.atRest();
      assert.deepEqual(one.complaints(), [], "the browser has complaints");
      return result;
    } catch (error) {
      // Of visits within each other, the one that failed says what it saw.
      if (error instanceof FailedVisit) throw error;
      throw new FailedVisit(await whatWasSeen(one), { cause: error });
    } finally {
      await context.close();
    }
  };
}

/** As a click on a link of the app does: what was put into the page stays in it. */
export async function follow({ page, atRest }: Visit, address: string): Promise<void> {
  await page.evaluate((address) => {
    const link = Object.assign(document.createElement("a"), { href: address });
    document.body.append(link);
    link.click();
    link.remove();
  }, address);
  await atRest();
}

const LINES_SHOWN = 80;

class FailedVisit extends Error {}

/** For whoever reads of a failure and was not there. */
async function whatWasSeen({ page, complaints }: Visit): Promise<string> {
  const seen = await page.locator("body").ariaSnapshot({ timeout: 1000 }).catch(String);
  const start = seen.split("\n").slice(0, LINES_SHOWN);
  return [`failed at ${page.url()}`, ...complaints(), ...start].join("\n");
}

async function begin(context: BrowserContext, origin: string): Promise<Visit> {
  const heard = listen(context, origin);
  await context.addInitScript(() =>
    addEventListener(
      "securitypolicyviolation",
      ({ violatedDirective, blockedURI }) =>
        console.error(`the policy of the page forbids ${violatedDirective} ${blockedURI}`),
    )
  );
  const page = await context.newPage();

  async function atRest() {
    // An answer may bring the next question, so the page says twice that it has none.
    for (let quiet = 0; quiet < 2;) {
      await heard.silence();
      await page.evaluate(() =>
        new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      );
      quiet = heard.asking() ? 0 : quiet + 1;
    }
  }

  return {
    page,
    context,
    async open(path) {
      await page.goto(path);
      await atRest();
    },
    expectRefusal: (...refusals) => heard.expect(refusals),
    atRest,
    complaints: heard.complaints,
  };
}

/** Collects what a careful developer would see in the browser's own tools. */
function listen(context: BrowserContext, origin: string) {
  const asking = new Set<unknown>();
  const complaints: string[] = [];
  const expected: string[] = [];
  let wake = () => {};

  context.on("request", (request) => {
    asking.add(request);
    const { protocol, origin: asked } = new URL(request.url());
    const inside = asked === origin || ["blob:", "data:", "about:"].includes(protocol);
    if (!inside) complaints.push(`left the school's own server: ${request.url()}`);
  });
  const done = (request: unknown) => {
    asking.delete(request);
    wake();
  };
  context.on("requestfinished", done);
  context.on("requestfailed", (request) => {
    done(request);
    const reason = request.failure()?.errorText;
    // A page that is left, or reads something newer, gives up what it had asked.
    if (reason === "net::ERR_ABORTED") return;
    complaints.push(`${request.method()} ${request.url()} failed: ${reason}`);
  });
  context.on("response", (response) => {
    if (response.status() < 400) return;
    const { pathname } = new URL(response.url());
    const refusal = `${response.request().method()} ${pathname} ${response.status()}`;
    const at = expected.indexOf(refusal);
    if (at >= 0) expected.splice(at, 1);
    else complaints.push(`refused: ${refusal}`);
  });
  context.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // Each of these is a response that is judged above.
    if (message.text().startsWith("Failed to load resource: the server responded with")) return;
    // Chromium has it from before the service worker, and takes it from there the next time.
    if (message.text().endsWith("cross-world service worker resource mismatch.")) return;
    complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`page error: ${error.error()}`));

  return {
    asking: () => asking.size > 0,
    expect: (refusals: string[]) => void expected.push(...refusals),
    async silence() {
      const late = setTimeout(() => wake(), PATIENCE_MS);
      const until = Date.now() + PATIENCE_MS;
      while (asking.size > 0) {
        await new Promise<void>((resolve) => wake = resolve);
        if (Date.now() >= until) throw new Error("the server has not answered the page");
      }
      clearTimeout(late);
    },
    complaints: () => [
      ...complaints.splice(0),
      ...expected.splice(0).map((refusal) => `was not refused: ${refusal}`),
    ],
  };
}
