import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { S3Config } from "../../api/platform/storage/s3.ts";
import { withFolder } from "./server.ts";

/** What s3rver knows. */
const KEYS = { access_key_id: "S3RVER", secret_access_key: "S3RVER" };

/** How to reach a store at an address. */
export function s3At(endpoint: string): S3Config {
  return { bucket: "laurel", region: "us-east-1", ...KEYS, endpoint, public_links: false };
}

/** Hands the test a real S3 server with an empty bucket. */
export function withS3(test: (config: S3Config) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    const { bucket } = s3At("");
    const server = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--allow-net=127.0.0.1",
        "--allow-sys",
        "--allow-read",
        `--allow-write=${folder}`,
        "--ignore-env",
        new URL("s3rver.ts", import.meta.url).pathname,
        folder,
        bucket,
        KEYS.secret_access_key,
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    try {
      const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
      const { value } = await lines.read();
      await test(s3At(`http://127.0.0.1:${value?.trim()}`));
      await lines.cancel();
    } finally {
      server.kill();
      await server.status;
    }
  });
}

/** A server that does one thing, whatever it is asked; closed with all its connections. */
export async function withStub(
  answer: (request: Request) => Response | Promise<Response>,
  test: (config: S3Config) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  try {
    await test(s3At(`http://127.0.0.1:${server.addr.port}`));
  } finally {
    await server.shutdown();
  }
}

/** A store that cuts the connection of the next request, where it is told so, and counts its cuts. */
export async function withCuts(
  test: (config: S3Config, cut: { next: boolean; done: number }) => Promise<void>,
): Promise<void> {
  const cut = { next: false, done: 0 };
  const kept = new Map<string, Uint8Array>();
  const server = createServer(async (request, response) => {
    const bytes = await buffer(request);
    if (cut.next) {
      cut.next = false;
      cut.done++;
      request.socket.destroy();
      return;
    }
    const key = new URL(request.url!, "http://store").pathname;
    if (request.method === "PUT") kept.set(key, bytes);
    response.end(request.method === "PUT" ? "" : kept.get(key));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    await test(s3At(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), cut);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

/** A listener that takes every connection and never says a word. */
export async function withSilence(test: (config: S3Config) => Promise<void>): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open: Deno.TcpConn[] = [];
  const taking = (async () => {
    for await (const connection of listener) open.push(connection);
  })().catch(() => {});
  try {
    await test(s3At(`http://127.0.0.1:${listener.addr.port}`));
  } finally {
    for (const connection of open) connection.close();
    listener.close();
    await taking;
  }
}

/** An address where nobody listens. */
export function nobody(): S3Config {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return s3At(`http://127.0.0.1:${listener.addr.port}`);
}
