import { Buffer } from "node:buffer";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { databaseHeader } from "./sqld.ts";

/** One request that passed on its way to the database, as the server's own reply tells it. */
export interface Exchange {
  writes: boolean;
  /** What was sent, with the SQL in it. */
  sent: string;
  answered: string;
  rows_read: number;
  rows_written: number;
}

/**
 * What the proxy does instead of passing a request on and its answer back.
 * - `hang`: takes it, and says nothing
 * - `drop`: takes it, and cuts the connection
 * - `401`: answers as to a token that is not good
 * - `502`: answers as a gateway that has lost its server
 * - `lose`: passes it on, and cuts the connection when the answer is there
 * - `cut`: passes it on, and cuts the connection in the middle of the answer
 */
export type Fault = "hang" | "drop" | "401" | "502" | "lose" | "cut";

/** Stands before one database of a libSQL server, counts, and fails where it is told to. */
export interface Proxy {
  url: string;
  /** The database that it stands before. */
  database: string;
  exchanges: Exchange[];
  /** Whether each write is undone once it is done and before it is kept; its answer is the same. */
  undoes: boolean;
  /** Decides about each request; the nth of all, counted from 0. */
  fault: ((exchange: { writes: boolean; nth: number }) => Fault | null) | null;
  /** Listens no more, so that whoever comes is refused, until it is opened again. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a proxy; the database is named by a header, as the server's gateway would do.
 * Every round trip takes `delay_ms` longer, as to a server that is far away.
 */
export async function openProxy(
  { port, database, delay_ms = 0 }: { port: number; database: string; delay_ms?: number },
): Promise<Proxy> {
  const exchanges: Exchange[] = [];
  const under_way = new Set<Promise<void>>();
  let taken = 0;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    const sent = Buffer.concat(parts).toString();
    const body = proxy.undoes ? sent.replace('"sql":"COMMIT"', '"sql":"ROLLBACK"') : sent;
    const writes = body.includes("BEGIN IMMEDIATE");
    const fault = proxy.fault?.({ writes, nth: taken++ }) ?? null;
    if (fault === "hang") return;
    if (fault === "drop") return void request.socket.destroy();
    if (fault === "401" || fault === "502") {
      return void response.writeHead(Number(fault)).end("<html>No</html>");
    }
    if (delay_ms > 0) await new Promise((resolve) => setTimeout(resolve, delay_ms));
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: request.method,
      headers: {
        "content-type": request.headers["content-type"] ?? "",
        "authorization": request.headers.authorization ?? "",
        ...databaseHeader(proxy.database),
      },
      body: request.method === "GET" ? undefined : body,
    });
    const text = await answer.text();
    exchanges.push({
      writes,
      sent,
      answered: text,
      rows_read: sum(text, /"rows_read":(\d+)/g),
      rows_written: sum(text, /"rows_written":(\d+)/g),
    });
    if (fault === "lose") return void request.socket.destroy();
    response.writeHead(answer.status, {
      "content-type": answer.headers.get("content-type") ?? "text/plain",
      "content-length": Buffer.byteLength(text),
    });
    if (fault !== "cut") return void response.end(text);
    response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
  }

  const server = createServer((request, response) => {
    const passing = pass(request, response).catch(() => void request.socket.destroy());
    under_way.add(passing);
    passing.finally(() => under_way.delete(passing));
  });
  const listen = (at: number) =>
    new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  await listen(0);
  const address = server.address() as AddressInfo;

  async function shut(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, ...under_way]);
  }

  const proxy: Proxy = {
    url: `http://127.0.0.1:${address.port}`,
    database,
    exchanges,
    undoes: false,
    fault: null,
    shut,
    open: () => listen(address.port),
    close: shut,
  };
  return proxy;
}

function sum(text: string, pattern: RegExp): number {
  let total = 0;
  for (const [, digits] of text.matchAll(pattern)) total += Number(digits);
  return total;
}
