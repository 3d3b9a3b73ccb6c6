import { encodeBase64Url } from "./encoding.ts";

/** The strong ETag of a JSON body: equal bodies have equal tags. */
export async function etagOf(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return `"${encodeBase64Url(new Uint8Array(digest)).slice(0, 27)}"`;
}
