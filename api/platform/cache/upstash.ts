import { decodeBase64Url, encodeBase64Url, hmac } from "../../access/encoding.ts";
import type { Redis } from "../redis.ts";
import { type Cache, KEPT_MS } from "./cache.ts";

const PREFIX = "laurel:kept:";
/** Marks a text as ours, and as none that the client takes for JSON. */
const SEALED = "sealed.";
const IV_BYTES = 12;
/** Characters; a larger text costs more to send than to make anew. */
const MOST = 500_000;

/**
 * In a Redis that all instances share, where nobody can read it or put anything there: texts
 * are sealed with AES-GCM under a key that comes of the signing secret, each for its own
 * place, and the places are HMACs. @throws {RedisDown}
 */
export async function upstashCache(
  redis: Redis,
  secret: Uint8Array<ArrayBuffer>,
): Promise<Cache> {
  const digest = await hmac(secret);
  const placeOf = async (key: string) =>
    PREFIX + encodeBase64Url(await digest(`laurel kept ${key}`));
  const { seal, open } = await sealing(new Uint8Array(await digest("laurel cache seal")));
  return {
    async get(key, meter) {
      const place = await placeOf(key);
      const sealed = await redis.get(place, meter);
      // What we didn't put there is as good as nothing.
      return typeof sealed === "string" ? await open(sealed, place) : null;
    },
    async set(key, text, meter) {
      if (text.length > MOST) return;
      const place = await placeOf(key);
      await redis.set(place, await seal(text, place), { px: KEPT_MS }, meter);
    },
  };
}

async function sealing(key: Uint8Array<ArrayBuffer>) {
  const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
  const algorithm = (iv: Uint8Array<ArrayBuffer>, place: string) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(place),
  });
  return {
    async seal(text: string, place: string): Promise<string> {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const bytes = new TextEncoder().encode(text);
      const sealed = await crypto.subtle.encrypt(algorithm(iv, place), imported, bytes);
      const whole = new Uint8Array(IV_BYTES + sealed.byteLength);
      whole.set(iv);
      whole.set(new Uint8Array(sealed), IV_BYTES);
      return SEALED + encodeBase64Url(whole);
    },
    /** Null where it was not sealed for this place, or under another key. */
    async open(sealed: string, place: string): Promise<string | null> {
      const bytes = sealed.startsWith(SEALED) && decodeBase64Url(sealed.slice(SEALED.length));
      if (!bytes || bytes.length <= IV_BYTES) return null;
      const [iv, rest] = [bytes.slice(0, IV_BYTES), bytes.slice(IV_BYTES)];
      try {
        const opened = await crypto.subtle.decrypt(algorithm(iv, place), imported, rest);
        return new TextDecoder().decode(opened);
      } catch {
        return null;
      }
    },
  };
}
