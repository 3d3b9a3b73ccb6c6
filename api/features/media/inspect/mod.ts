import { badInput, Refusal } from "../../../errors.ts";
import type { Upload } from "../../../http/body.ts";
import { checkJpeg } from "./jpeg.ts";
import { checkPdf } from "./pdf.ts";
import { checkPng } from "./png.ts";
import { isAlsoAnother } from "./polyglot.ts";
import { type Check, latin1, Unfit } from "./unfit.ts";
import { checkWebp } from "./webp.ts";

/** Every kind of file that is taken: how it begins, and what else it has to be. */
const KINDS: readonly { type: string; begins: RegExp; check: Check }[] = [
  { type: "image/jpeg", begins: /^\xff\xd8\xff/, check: checkJpeg },
  { type: "image/png", begins: /^\x89PNG\r\n.\n/, check: checkPng },
  { type: "image/webp", begins: /^RIFF[^]{4}WEBP/, check: checkWebp },
  { type: "application/pdf", begins: /^%PDF-[12]\.\d/, check: checkPdf },
];

/**
 * Looks at what a file is, whatever it was said to be: whole, of that type, and nothing
 * else besides.
 * @throws {Refusal} 415 where it is of another type than it says, 400 where it is unfit
 */
export function inspect({ type, bytes }: Upload): void {
  const beginning = latin1(bytes.subarray(0, 16));
  const kind = KINDS.find(({ begins }) => begins.test(beginning));
  if (kind?.type !== type) {
    throw new Refusal(415, `The file is not what it says, "${type}". Choose another file`);
  }
  try {
    kind.check(bytes);
    if (isAlsoAnother(bytes, type)) throw new Unfit("It holds another file within it");
  } catch (error) {
    // Reading past the end is how a file that was cut off shows.
    const unfit = error instanceof RangeError ? new Unfit("It is cut off") : error;
    if (!(unfit instanceof Unfit)) throw error;
    throw badInput([{ path: "body", message: `${unfit.message}. Choose another file` }]);
  }
}
