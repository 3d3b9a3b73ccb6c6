import { Buffer } from "node:buffer";

/** Why a file is not taken: half a sentence for the one who sent it. */
export class Unfit extends Error {
  override name = "Unfit";
}

/**
 * Walks a file from its first byte to its last.
 * @throws {Unfit} saying why it is not taken
 * @throws {RangeError} where it ends too early
 */
export type Check = (bytes: Uint8Array<ArrayBuffer>) => void;

/** A picture of more fills the memory of whoever opens it: a small file can be a huge one. */
const MOST_PIXELS = 40_000_000;

export function checkSize({ width, height }: { width: number; height: number }): void {
  if (width === 0 || height === 0) throw new Unfit("It has no size");
  if (width * height > MOST_PIXELS) {
    throw new Unfit(`It has more than ${MOST_PIXELS / 1_000_000} million pixels. Make it smaller`);
  }
}

export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>) =>
  new DataView(buffer, byteOffset, byteLength);

/** One character for each byte, so that places in the text are places in the file. */
export const latin1 = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBufferLike>): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
