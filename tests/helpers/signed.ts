import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * Whether a request to S3 was signed with the secret, in its headers.
 * Source: AWS Signature Version 4, "Create a signed AWS API request".
 */
export function signedWith(secret: string, { method, url, headers }: IncomingMessage): boolean {
  const [, scope, names, signature] = /Credential=[^/]+\/(.+), SignedHeaders=(.+), Signature=(.+)$/
    .exec(headers.authorization!)!;
  const [path, query = ""] = url!.split("?");
  const canonical = [
    method,
    path,
    query.split("&").filter(Boolean).map((pair) => pair.includes("=") ? pair : `${pair}=`).sort()
      .join("&"),
    ...names.split(";").map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    names,
    headers["x-amz-content-sha256"],
  ].join("\n");
  const [date, region, service, end] = scope.split("/");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = [date, region, service, end].reduce<string | Uint8Array>(hmac, `AWS4${secret}`);
  return createHmac("sha256", key).update(text).digest("hex") === signature;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Uint8Array, text: string): Uint8Array {
  return createHmac("sha256", key).update(text).digest();
}
