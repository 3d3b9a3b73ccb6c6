import { checkSize, Unfit, viewOf } from "./unfit.ts";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;

/**
 * A JPEG (ITU-T T.81, annex B): segments up to the end marker, a frame with its size and
 * a scan among them. Behind it may come more of them, which phones put there (CIPA
 * DC-007: previews, depth), and zeros that fill it up.
 */
export function checkJpeg(bytes: Uint8Array<ArrayBuffer>): void {
  let end = 0;
  do end = endOfImage(bytes, end); while (bytes[end] === 0xff && bytes[end + 1] === START);
  if (bytes.subarray(end).some((byte) => byte !== 0)) {
    throw new Unfit("There is something behind the picture's end");
  }
}

/** Where the image that starts here ends. */
function endOfImage(bytes: Uint8Array<ArrayBuffer>, start: number): number {
  const view = viewOf(bytes);
  let framed = false;
  let scanned = false;
  let at = start + 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) throw new Unfit("It is damaged");
    while (view.getUint8(at + 1) === 0xff) at++;
    const marker = view.getUint8(at + 1);
    at += 2;
    if (marker === END) break;
    if (marker === START || marker === 0) throw new Unfit("It is damaged");
    if (isBare(marker)) continue;
    const length = view.getUint16(at);
    if (length < 2) throw new Unfit("It is damaged");
    if (isFrame(marker)) {
      checkSize({ height: view.getUint16(at + 3), width: view.getUint16(at + 5) });
      framed = true;
    }
    at += length;
    if (marker === SCAN) {
      scanned = true;
      at = endOfScan(view, at);
    }
  }
  if (!framed || !scanned) throw new Unfit("There is no picture in it");
  return at;
}

/** The next marker that is not part of the picture's own data. */
function endOfScan(view: DataView, start: number): number {
  let at = start;
  for (;; at++) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && next !== 0xff && !isBare(next)) return at;
  }
}

/** TEM and the restart markers have no length. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** SOF0 to SOF15, but for the tables and the extension among them. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
