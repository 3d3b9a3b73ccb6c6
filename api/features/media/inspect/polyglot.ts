import { latin1, viewOf } from "./unfit.ts";

/** What a browser takes for a page, whatever stands before it. */
const MARKUP = /<(?:!doctype\s+html|html|script|iframe|\?php)[\s>]/i;

/** Whether the file is something else as well, to a program that looks for that. */
export function isAlsoAnother(bytes: Uint8Array<ArrayBuffer>, type: string): boolean {
  const text = latin1(bytes);
  if (MARKUP.test(text) || isZip(bytes, text)) return true;
  // Readers look for a PDF's beginning in the first kilobyte.
  return type !== "application/pdf" && /%PDF-\d/.test(text.slice(0, 1024 + 8));
}

/** An archive is read from its end: a record that points back to a directory of files. */
function isZip(bytes: Uint8Array<ArrayBuffer>, text: string): boolean {
  const view = viewOf(bytes);
  for (
    let at = text.lastIndexOf("PK\x05\x06");
    at >= 0;
    at = text.lastIndexOf("PK\x05\x06", at - 1)
  ) {
    if (at + 22 > bytes.length) continue;
    const directory = at - view.getUint32(at + 12, true);
    if (directory === at || text.startsWith("PK\x01\x02", directory)) return true;
    if (at === 0) break;
  }
  return false;
}
