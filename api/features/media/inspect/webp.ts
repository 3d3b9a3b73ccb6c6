import { checkSize, latin1, Unfit, viewOf } from "./unfit.ts";

/** A still WebP (RFC 9649): a RIFF that is as long as it says, with one picture in it. */
export function checkWebp(bytes: Uint8Array<ArrayBuffer>): void {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw new RangeError("cut off");
  if (end < bytes.length) throw new Unfit("There is something behind the picture's end");
  let pictures = 0;
  let at = 12;
  while (at < end) {
    const name = latin1(bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    if (data + length > end) throw new RangeError("cut off");
    const size = SIZES[name]?.(view, data);
    if (size) checkSize(size);
    if (name === "ANMF") throw new Unfit("It moves. Send a still picture");
    if (name === "VP8 " || name === "VP8L") pictures++;
    at = data + length + (length % 2);
  }
  if (at !== end) throw new RangeError("cut off");
  if (pictures !== 1) throw new Unfit("There is no picture in it");
}

/** Where each kind of chunk says how large the picture is. */
const SIZES: Record<string, (view: DataView, at: number) => { width: number; height: number }> = {
  "VP8 "(view, at) {
    if (view.getUint16(at + 3) !== 0x9d01 || view.getUint8(at + 5) !== 0x2a) {
      throw new Unfit("It is damaged");
    }
    return {
      width: view.getUint16(at + 6, true) & 0x3fff,
      height: view.getUint16(at + 8, true) & 0x3fff,
    };
  },
  VP8L(view, at) {
    if (view.getUint8(at) !== 0x2f) throw new Unfit("It is damaged");
    const bits = view.getUint32(at + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  },
  VP8X(view, at) {
    const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    return { width: uint24(at + 4) + 1, height: uint24(at + 7) + 1 };
  },
};
