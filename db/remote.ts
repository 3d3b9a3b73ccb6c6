import { Unreached } from "./failures.ts";
import type { Meter } from "./meter.ts";

/** Milliseconds that one request to a remote database may take. */
const REQUEST_MS = 3_000;

/** What it has even where its caller is late: that time was lost elsewhere. */
const LEAST_MS = 400;

/**
 * The fetch that the libSQL client talks through: it gives up in time, tells what never
 * arrived from what may have, and reads off the answer what the server bills.
 */
export function remoteFetch(
  currentMeter: () => Meter | undefined,
  { request_ms = REQUEST_MS, headers = {} }: {
    request_ms?: number;
    headers?: Record<string, string>;
  } = {},
): typeof fetch {
  return async (input, init) => {
    const meter = currentMeter();
    const left = meter ? meter.deadline - performance.now() : request_ms;
    const signal = AbortSignal.timeout(Math.min(request_ms, Math.max(LEAST_MS, left)));
    let response: Response;
    let text: string;
    try {
      const request = new Request(input, init);
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      // As a stream, for Deno sends any other body again where a connection that it had kept is
      // cut before an answer (denoland/deno#35610): what was written could be written twice.
      const body = request.body && ReadableStream.from([await request.bytes()]);
      response = await fetch(request, { body, signal });
      text = await response.text();
    } catch (error) {
      throw new Unreached(REFUSED.test(messagesOf(error)) ? "never" : "maybe", error);
    }
    // A token that is not good any more: nothing was done.
    if (response.status === 401 || response.status === 403) throw new Unreached("never");
    // No such database, or not any more; the client's own GET asks for what may not be there.
    if (response.status === 404 && isPost(input)) throw new Unreached("never");
    // A gateway that has lost its server, or a server that is starting or full.
    if (response.status >= 500 || response.status === 429) throw new Unreached("maybe");
    if (meter) {
      meter.rows_read += sum(text, /"rows_read":(\d+)/g);
      meter.rows_written += sum(text, /"rows_written":(\d+)/g);
    }
    return new Response(text, response);
  };
}

/** No connection came about, so nothing was sent. */
const REFUSED = /connection refused|dns error|failed to lookup|tcp connect error|ECONNREFUSED/i;

function isPost(input: RequestInfo | URL): boolean {
  return input instanceof Request && input.method === "POST";
}

function messagesOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${messagesOf(error.cause)}` : "";
}

function sum(text: string, pattern: RegExp): number {
  let total = 0;
  for (const [, digits] of text.matchAll(pattern)) total += Number(digits);
  return total;
}
