import type { MiddlewareHandler } from "hono";
import type { WebFiles } from "../deps.ts";
import type { Env } from "./router.ts";

/** However it is misspelt: who asks the API is not answered with a page. */
const OF_THE_API = /^\/+api(\/|$)/i;

/** A file whose name carries the hash of what is in it never changes. */
const HASHED = /^\/assets\//;

/** Serves the built web app: its files, the reference at `/docs`, and its one page for every other path. */
export function webApp(files: WebFiles): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { path } = c.req;
    if (OF_THE_API.test(path)) return await next();
    const isFile = /\.[a-z0-9]+$/i.test(path);
    const name = /^\/docs\/?$/.test(path) ? "/docs.html" : isFile ? path : "/index.html";
    const file = await files.get(name);
    if (!file) return await next();
    c.header("etag", file.etag);
    c.header(
      "cache-control",
      HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    );
    // As compression marks it on its way out.
    if (c.req.header("if-none-match")?.replace(/^W\//, "") === file.etag) return c.body(null, 304);
    return c.body(file.body, 200, { "content-type": file.type });
  };
}
