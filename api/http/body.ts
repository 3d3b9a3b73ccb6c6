import type { Context } from "hono";
import { badInput, Refusal } from "../errors.ts";
import type { Env } from "./router.ts";

/** Bytes of JSON that a request may bring: a class of 200 with comments is a tenth of it. */
export const BODY_LIMIT = 1024 * 1024;

/** Nothing of ours is deeper than 4; what is deeper is sent to make a parser fall over. */
const DEPTH_LIMIT = 32;

/**
 * The request's JSON as text, which the validators parse once more from Hono's cache.
 * An empty body without a content type passes as "no body".
 * @throws {Refusal} 413, 415, or 400 where it is no JSON
 */
export async function readJson(c: Context<Env>): Promise<string> {
  const text = await readText(c.req.raw);
  // The stream is used up, so Hono finds the text in its cache. Its type says what the
  // promise holds; what it keeps is the promise.
  (c.req.bodyCache as { text?: Promise<string> }).text = Promise.resolve(text);
  const type = c.req.header("content-type");
  if (type === undefined && text === "") return "";
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type ?? "")) {
    throw new Refusal(415, `Send the body as "application/json"`);
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
async function readText(request: Request): Promise<string> {
  const tooLarge = new Refusal(
    413,
    `The body is larger than ${BODY_LIMIT} bytes. Send less at once`,
  );
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT) throw tooLarge;
  if (!request.body) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  let text = "";
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > BODY_LIMIT) throw tooLarge;
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw notJson("It is not valid UTF-8");
    throw error;
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

const notJson = (message: string) => badInput([{ path: "body", message }]);
