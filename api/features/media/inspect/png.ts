import { crc32 } from "node:zlib";
import { checkSize, latin1, Unfit, viewOf } from "./unfit.ts";

/** A PNG (W3C, third edition): chunks with right sums from IHDR to IEND, with data among them. */
export function checkPng(bytes: Uint8Array<ArrayBuffer>): void {
  const view = viewOf(bytes);
  const seen = new Set<string>();
  let at = 8;
  while (!seen.has("IEND")) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (view.getUint32(end) !== crc32(bytes.subarray(at + 4, end))) {
      throw new Unfit("It is damaged");
    }
    const name = latin1(bytes.subarray(at + 4, at + 8));
    if ((name === "IHDR") !== (seen.size === 0)) throw new Unfit("It is damaged");
    if (name === "IHDR") {
      checkSize({ width: view.getUint32(at + 8), height: view.getUint32(at + 12) });
    }
    seen.add(name);
    at = end + 4;
  }
  if (!seen.has("IDAT")) throw new Unfit("There is no picture in it");
  if (at !== bytes.length) throw new Unfit("There is something behind the picture's end");
}
