import { inflateSync } from "node:zlib";
import { latin1, Unfit } from "./unfit.ts";

/** What a document can do but be read: run a script, start a program, carry files. */
const ACTIVE =
  /\/(?:JavaScript|Launch|RichMedia|EmbeddedFiles?|ImportData|SubmitForm|XFA)(?![A-Za-z])/;

/** Objects may be packed; more than this of them is no certificate. */
const MOST_UNPACKED = 16 * 1024 * 1024;

/**
 * A PDF (ISO 32000) that is whole and only to be read. It is looked through, not parsed:
 * whoever opens it still has a viewer between it and them.
 */
export function checkPdf(bytes: Uint8Array<ArrayBuffer>): void {
  const text = latin1(bytes);
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(text.slice(-1024))) {
    throw new Unfit(
      text.includes("%%EOF") ? "There is something behind the document's end" : "It is cut off",
    );
  }
  if (/\/Encrypt(?![A-Za-z])/.test(text)) {
    throw new Unfit("It is locked with a password. Save it without one");
  }
  for (const part of [text, ...packedObjects(bytes, text)]) {
    if (ACTIVE.test(withoutEscapes(part))) {
      throw new Unfit("It holds a script or another file. Print it to a new PDF");
    }
  }
}

/** A name may be written with its letters as numbers: `/J#61vaScript`. */
function withoutEscapes(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

/** The object streams, unpacked. */
function* packedObjects(bytes: Uint8Array<ArrayBuffer>, text: string): Iterable<string> {
  let left = MOST_UNPACKED;
  let start = 0;
  for (const { index } of text.matchAll(/\/ObjStm(?![A-Za-z])/g)) {
    // One word is enough for a stream; a thousand of them cost no more.
    if (index < start) continue;
    const stream = /stream\r?\n/g;
    stream.lastIndex = index;
    if (!stream.exec(text)) return;
    start = stream.lastIndex;
    const dictionary = text.slice(text.lastIndexOf("obj", index), start);
    const end = text.indexOf("endstream", start);
    const packed = bytes.subarray(start, end === -1 ? undefined : end);
    const unpacked = /\/Filter(?![A-Za-z])/.test(dictionary) ? unpack(packed, left) : packed;
    left -= unpacked.length;
    yield latin1(unpacked);
  }
}

function unpack(packed: Uint8Array, most: number): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(most, 1) });
  } catch {
    throw new Unfit("It can't be looked into. Print it to a new PDF");
  }
}
