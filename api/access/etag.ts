import { encodeBase64Url } from "./encoding.ts";

/** The strong ETag of a body: equal bodies have equal tags. */
export async function etagOf(body: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return `"${encodeBase64Url(new Uint8Array(digest)).slice(0, 27)}"`;
}
