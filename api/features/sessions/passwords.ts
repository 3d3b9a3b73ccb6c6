import { Buffer } from "node:buffer";
import { sameBytes } from "../../access/encoding.ts";
import { Refusal } from "../../errors.ts";

/** Hashes passwords as PHC strings, and checks them. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * With `stored` null it takes as long and answers false: who has no password can't
   * be told from who has another.
   */
  verify(password: string, stored: string | null): Promise<{ ok: boolean; outdated: boolean }>;
}

// Of OWASP's settings of one strength the one with the most memory: a block of more than 32 MB
// goes back to the system when it is done with, and smaller ones stay with the process (glibc).
const ARGON2 = { memory: 46 * 1024, passes: 1, parallelism: 1 };
const PBKDF2_ITERATIONS = 600_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;

/** A way to derive a key, and how its settings stand in a PHC string. */
interface Scheme {
  phc: string;
  derive(password: string, salt: Uint8Array<ArrayBuffer>, settings: string): Promise<Uint8Array>;
}

const argon2id = ({ memory, passes, parallelism }: typeof ARGON2): Scheme => ({
  phc: `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$`,
  async derive(password, nonce, settings) {
    const [, memory, passes, parallelism] = settings.match(/m=(\d+),t=(\d+),p=(\d+)/)!.map(Number);
    const algorithm = { name: "Argon2id", nonce, memory, passes, parallelism };
    const key = await crypto.subtle.importKey(
      // Newer than TypeScript's list of formats.
      "raw-secret" as "raw",
      new TextEncoder().encode(password),
      "Argon2id",
      false,
      ["deriveBits"],
    );
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, HASH_BITS));
  },
});

const pbkdf2: Scheme = {
  phc: `$pbkdf2-sha256$i=${PBKDF2_ITERATIONS}$`,
  async derive(password, salt, settings) {
    const iterations = Number(settings.match(/i=(\d+)/)![1]);
    const bytes = new TextEncoder().encode(password);
    const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
    const algorithm = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, HASH_BITS));
  },
};

/**
 * Argon2id where the runtime has it (RFC 9106; OWASP's settings, or weaker ones for tests of
 * something else; `memory` in KiB), else PBKDF2-SHA256.
 */
export function phcPasswords(settings = ARGON2): Passwords {
  const inTurn = turns();
  const strong = argon2id(settings);
  // Tried when the first password comes, so that a start doesn't wait for it.
  let tried: Promise<Scheme> | undefined;
  const preference = () => tried ??= runs(strong).then((has) => has ? strong : pbkdf2);
  return {
    async hash(password) {
      const preferred = await preference();
      const salt = random(SALT_BYTES);
      const derived = await inTurn(() =>
        preferred.derive(password.normalize("NFC"), salt, preferred.phc)
      );
      return `${preferred.phc}${b64(salt)}$${b64(derived)}`;
    },
    async verify(password, stored) {
      const preferred = await preference();
      // Of the same shape as any, and of no password that can be found.
      const decoy = () =>
        `${preferred.phc}${b64(random(SALT_BYTES))}$${b64(random(HASH_BITS / 8))}`;
      const [settings, salt, expected] = split(stored ?? decoy());
      const scheme = settings.startsWith("$argon2id$") ? strong : pbkdf2;
      const derived = await inTurn(() => scheme.derive(password.normalize("NFC"), salt, settings));
      const ok = sameBytes(derived, expected) && stored !== null;
      return { ok, outdated: ok && settings !== preferred.phc };
    },
  };
}

/** So many are hashed at once, and so many more may wait: each takes 46 MiB and a core. */
const AT_ONCE = 4;
const WAITING = 40;

/** Lets work begin in turn; who would wait longer than they want to is told so at once. */
function turns() {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) {
      if (queue.length >= WAITING) {
        throw new Refusal(503, "Too many people are signing in just now. Try again in a moment", {
          part: "sign-in",
          retry_after: 2,
        });
      }
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    running++;
    try {
      return await work();
    } finally {
      running--;
      queue.shift()?.();
    }
  };
}

/** Whether this runtime has Argon2id. */
async function runs(strong: Scheme): Promise<boolean> {
  try {
    await strong.derive("", new Uint8Array(SALT_BYTES), "m=8,t=1,p=1");
    return true;
  } catch {
    return false;
  }
}

function split(phc: string): [string, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>] {
  const parts = phc.split("$");
  const [salt, hash] = parts.slice(-2).map((part) => new Uint8Array(Buffer.from(part, "base64")));
  return [`${parts.slice(0, -2).join("$")}$`, salt, hash];
}

function b64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
