import type { Context } from "hono";
import { sha256 } from "../access/encoding.ts";
import { badInput, Refusal } from "../errors.ts";
import type { Env } from "./router.ts";

/** Bytes that a request may bring, unless its operation says more: a class of 200 with comments is a tenth of it. */
export const BODY_LIMIT = 1024 * 1024;

/** What an operation takes as its body. */
export interface BodyRule {
  /** The content types; JSON is parsed and validated, any other is a file as it is. */
  types: readonly string[];
  limit: number;
}

/** A file that a request brought: its bytes, and what it was said to be. */
export interface Upload {
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Reads the body, for the validators or as `c.var.upload`, and gives a text that is the
 * same where the body is the same.
 * @throws {Refusal} 413, 415, or 400 where it can't be read
 */
export async function readBody(c: Context<Env>, rule: BodyRule): Promise<string> {
  if (rule.types.includes("application/json")) return await readJson(c, rule);
  const type = (c.req.header("content-type") ?? "").split(";")[0].trim().toLowerCase();
  if (!rule.types.includes(type)) throw wrongType(rule);
  const bytes = await readBytes(c.req.raw, rule.limit);
  if (bytes.length === 0) throw badInput([{ path: "body", message: "Send a file, not nothing" }]);
  c.set("upload", { type, bytes });
  return [type, c.req.header("x-file-name") ?? "", await sha256(bytes)].join("\n");
}

/** Nothing of ours is deeper than 4; what is deeper is sent to make a parser fall over. */
const DEPTH_LIMIT = 32;

/**
 * The request's JSON as text, which the validators parse once more from Hono's cache.
 * An empty body without a content type passes as "no body".
 */
async function readJson(c: Context<Env>, rule: BodyRule): Promise<string> {
  const text = utf8(await readBytes(c.req.raw, rule.limit));
  // The stream is used up, so Hono finds the text in its cache. Its type says what the
  // promise holds; what it keeps is the promise.
  (c.req.bodyCache as { text?: Promise<string> }).text = Promise.resolve(text);
  const type = c.req.header("content-type");
  if (type === undefined && text === "") return "";
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type ?? "")) {
    throw wrongType(rule);
  }
  if (depth(text) > DEPTH_LIMIT) throw notJson(`It is nested deeper than ${DEPTH_LIMIT} levels`);
  try {
    JSON.parse(text);
  } catch {
    throw notJson("It is not valid JSON");
  }
  return text;
}

/** Stops at the limit, however much more is sent and whatever the headers say. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new Refusal(413, `The body is larger than ${limit} bytes. Send less at once`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    // Who sent it has gone, or the line has: nobody reads this answer, and nothing is wrong here.
    throw error instanceof Refusal ? error : notWhole();
  }
  const bytes = new Uint8Array(size);
  let end = size;
  for (const chunk of chunks.reverse()) bytes.set(chunk, end -= chunk.byteLength);
  return bytes;
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw notJson("It is not valid UTF-8");
  }
}

function depth(json: string): number {
  let deepest = 0;
  let level = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (inString) {
      if (char === "\\") i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "[" || char === "{") deepest = Math.max(deepest, ++level);
    else if (char === "]" || char === "}") level--;
  }
  return deepest;
}

const notWhole = () =>
  badInput([{ path: "body", message: "It did not arrive whole. Send it again" }]);

const notJson = (message: string) => badInput([{ path: "body", message }]);

const wrongType = ({ types }: BodyRule) =>
  new Refusal(415, `Send the body as ${types.map((type) => `"${type}"`).join(" or ")}`);
