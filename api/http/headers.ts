import type { MiddlewareHandler } from "hono";
import type { Env } from "./router.ts";

/** What the pages may load: their own, and files from where the storage's links lead. */
const appPolicy = (link_origin: string | null) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    link_origin === null ? "connect-src 'self'" : `connect-src 'self' ${link_origin}`,
    "font-src 'self'",
    "manifest-src 'self'",
    // A report is opened as a blob: the browser's own viewer embeds it in such a page.
    "object-src blob:",
    "frame-src blob:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The headers that every answer carries. What is under `/api` is nobody's to keep. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "no-referrer");
  c.header("cross-origin-opener-policy", "same-origin");
  c.header("cross-origin-resource-policy", "same-origin");
  c.header("permissions-policy", "camera=(), microphone=(), geolocation=()");
  if (!c.res.headers.has("content-security-policy")) {
    c.header("content-security-policy", appPolicy(c.var.deps.storage.link_origin));
  }
  if (c.req.path.startsWith("/api/")) c.header("cache-control", "no-store");
  else if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-cache");
};
