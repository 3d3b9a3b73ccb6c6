import type { Context } from "hono";
import type { Env } from "./router.ts";
import type { Sent } from "../features/media/stored_files.ts";

/** Where the storage has links, for `responses`. */
export const elsewhere = {
  description: "The same, at an address of the storage that is good for a minute",
};

/** A file as the answer. Opened on its own it may do nothing: no script, no form, no frame. */
export function answerFile(c: Context<Env>, { type, disposition, etag, size, from }: Sent) {
  if ("link" in from) return c.redirect(from.link, 302);
  c.header("content-type", type);
  c.header("content-disposition", disposition);
  c.header("content-security-policy", "default-src 'none'; sandbox");
  c.header("etag", etag);
  if (size !== undefined) c.header("content-length", String(size));
  return c.body(from.stream as ReadableStream<Uint8Array<ArrayBuffer>>);
}
