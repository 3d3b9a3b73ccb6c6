import { errors, jwtVerify, SignJWT } from "jose";
import { ROLES } from "../../../db/schema/users.ts";
import type { Role } from "../../access/policy.ts";
import { encodeBase64Url, hmac, randomText, sha256 } from "../../access/encoding.ts";
import type { Clock } from "../../platform/clock.ts";

/** Seconds that an access token is good for. */
export const ACCESS_SECONDS = 600;

const ISSUER = "laurel";
const AUDIENCE = "laurel-api";

export interface AccessClaims {
  user_id: number;
  role: Role;
  session_id: string;
}

export interface Tokens {
  sign(claims: AccessClaims): Promise<string>;
  /** Null for anything but a token of ours that is still good. */
  verify(token: string): Promise<AccessClaims | null>;
  /** A digest under the signing key: equal texts are found equal, and none can be guessed from it. */
  digest(text: string): Promise<string>;
}

/**
 * Access tokens: JWT, HS256. Signed with the first key, verified with the one that
 * the token's `kid` names, so that a key can be changed without ending sessions.
 * @throws {Error} when a key is shorter than 32 bytes
 */
export async function jwtTokens(keys: Uint8Array<ArrayBuffer>[], clock: Clock): Promise<Tokens> {
  const byKid = new Map<string, CryptoKey>();
  for (const bytes of keys) {
    if (bytes.length < 32) throw new Error("a signing key needs 32 bytes or more");
    byKid.set(await kidOf(bytes), await hmacKey(bytes));
  }
  const [[currentKid, currentKey]] = byKid;
  const digest = await hmac(keys[0]);
  return {
    sign({ user_id, role, session_id }) {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ role, sid: session_id })
        .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: currentKid })
        .setIssuer(ISSUER).setAudience(AUDIENCE).setSubject(String(user_id))
        .setIssuedAt(now).setExpirationTime(now + ACCESS_SECONDS).setJti(randomText(9))
        .sign(currentKey);
    },
    digest: async (text) => encodeBase64Url(await digest(text)),
    async verify(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => byKid.get(kid ?? "") ?? Promise.reject(new errors.JWKSNoMatchingKey()),
          {
            algorithms: ["HS256"],
            typ: "at+jwt",
            issuer: ISSUER,
            audience: AUDIENCE,
            requiredClaims: ["sub", "sid", "exp", "iat"],
            currentDate: clock.now(),
          },
        );
        const user_id = /^[1-9]\d*$/.test(payload.sub!) ? Number(payload.sub) : NaN;
        const role = ROLES.find((known) => known === payload.role);
        if (!Number.isSafeInteger(user_id) || !role || typeof payload.sid !== "string") return null;
        return { user_id, role, session_id: payload.sid };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

function hmacKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign", "verify"]);
}

/** A name for a key that says nothing of it. */
async function kidOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return (await sha256(bytes)).slice(0, 12);
}
