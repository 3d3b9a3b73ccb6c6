import type { Page } from "../../api/paging.ts";

/** Laurel's API as one person. Whatever it refuses is thrown, with its own words. */
export interface LaurelClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body?: unknown): Promise<T>;
  /** Every row of a list, page by page. */
  all<T>(path: string, limit?: number): Promise<T[]>;
  download(path: string): Promise<{ type: string | null; bytes: Uint8Array<ArrayBuffer> }>;
  /** What a GET answers with, refused or not. */
  statusOf(path: string): Promise<number>;
}

/** A client with the token of a session; without one it may do what anyone may. */
export function laurelClient(url: string, token?: string): LaurelClient {
  const send = (method: string, path: string, body?: unknown) =>
    fetch(new URL(path, url), {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((cause) => {
      throw new Error(`${method} ${path}: nobody answers at "${url}". Is Laurel running?`, {
        cause,
      });
    });
  const json = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    await (await accepted(await send(method, path, body), `${method} ${path}`)).json();

  return {
    get: (path) => json("GET", path),
    post: (path, body) => json("POST", path, body),
    put: (path, body) => json("PUT", path, body),
    async all<T>(path: string, limit = 50) {
      const rows: T[] = [];
      let cursor: string | null = null;
      do {
        const query = new URLSearchParams({ limit: `${limit}`, ...(cursor && { cursor }) });
        const page: Page<T> = await json("GET", `${path}${path.includes("?") ? "&" : "?"}${query}`);
        rows.push(...page.data);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return rows;
    },
    async download(path) {
      const response = await accepted(await send("GET", path), `GET ${path}`);
      return { type: response.headers.get("content-type"), bytes: await response.bytes() };
    },
    async statusOf(path) {
      const response = await send("GET", path);
      await response.body?.cancel();
      return response.status;
    },
  };
}

async function accepted(response: Response, request: string): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${request} was answered ${response.status}: ${await response.text()}`);
}

const AT_ONCE = 8;

/** Does the work for every item, a few at a time. */
export async function forEach<T>(items: Iterable<T>, work: (item: T) => Promise<void>) {
  const waiting = Array.from(items).values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
