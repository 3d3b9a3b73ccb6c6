import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** Tiny files that are what they say, byte by byte, and the parts to build worse ones of. */

export const join = (...parts: (Uint8Array | string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) =>
        typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)
      ),
    ),
  );

const uint16 = (n: number) => [n >> 8, n & 255];
const uint32 = (n: number) => [...uint16(n >>> 16), ...uint16(n & 0xffff)];
const little32 = (n: number) => uint32(n).reverse();

interface Size {
  width: number;
  height: number;
}
const SMALL: Size = { width: 2, height: 2 };

/** A chunk of a PNG with its sum. */
export function pngChunk(name: string, data: Uint8Array | number[] = []) {
  const body = join(name, data);
  return join(uint32(body.length - 4), body, uint32(crc32(body)));
}

export function png({ width, height } = SMALL, ...extra: Uint8Array[]) {
  return join(
    "\x89PNG\r\n\x1a\n",
    pngChunk("IHDR", [...uint32(width), ...uint32(height), 8, 0, 0, 0, 0]),
    ...extra,
    pngChunk("IDAT", deflateSync(new Uint8Array(6))),
    pngChunk("IEND"),
  );
}

/** A segment of a JPEG with its length. */
export const jpegSegment = (marker: number, data: Uint8Array | number[]) =>
  join([0xff, marker], uint16(data.length + 2), new Uint8Array(data));

/** The picture's own data has a restart marker and an escaped 0xff in it. */
export function jpeg({ width, height } = SMALL, ...extra: Uint8Array[]) {
  return join(
    [0xff, 0xd8],
    jpegSegment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...extra,
    jpegSegment(0xc0, [8, ...uint16(height), ...uint16(width), 1, 1, 0x11, 0]),
    jpegSegment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    [0xff, 0xd9],
  );
}

export const webpChunk = (name: string, data: Uint8Array | number[]) =>
  join(name, little32(data.length), new Uint8Array(data), data.length % 2 ? [0] : []);

export const riff = (...chunks: Uint8Array[]) => {
  const body = join("WEBP", ...chunks);
  return join("RIFF", little32(body.length), body);
};

const little16 = (n: number) => uint16(n).reverse();

export const lossy = ({ width, height }: Size) =>
  webpChunk("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, ...little16(width), ...little16(height), 1]);

export const lossless = ({ width, height }: Size) =>
  webpChunk("VP8L", [0x2f, ...little32((width - 1) | ((height - 1) << 14)), 1]);

export const extended = ({ width, height }: Size) =>
  webpChunk("VP8X", [
    ...[0, 0, 0, 0],
    ...little32(width - 1).slice(0, 3),
    ...little32(height - 1).slice(0, 3),
  ]);

export const webp = (size = SMALL) => riff(lossy(size));

/** A PDF of one empty page, and whatever objects are given. */
export function pdf(...objects: (string | Uint8Array)[]) {
  return join(
    "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>\nendobj\n",
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n",
    ...objects,
    "trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
  );
}

/** Objects packed into a stream, as most programs write them. */
export const packed = (text: string, bytes: Uint8Array = deflateSync(Buffer.from(text))) =>
  join(
    `9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n`,
    bytes,
    "\nendstream\nendobj\n",
  );

/** A ZIP of one empty file named "a". */
export function zip(comment = ""): Uint8Array<ArrayBuffer> {
  const local = join("PK\x03\x04", new Uint8Array(22), [1, 0, 0, 0], "a");
  const directory = join("PK\x01\x02", new Uint8Array(24), [1, 0], new Uint8Array(16), "a");
  return join(
    local,
    directory,
    "PK\x05\x06",
    [0, 0, 0, 0, 1, 0, 1, 0],
    little32(directory.length),
    little32(local.length),
    little16(comment.length),
    comment,
  );
}

const FILES = {
  "image/jpeg": jpeg,
  "image/png": png,
  "image/webp": webp,
  "application/pdf": pdf,
} as const;

export const blob = (type: string, ...parts: (Uint8Array | string)[]) =>
  new Blob([join(...parts)], { type });

/** A file of a type, as it is sent. */
export const fileOf = (type: keyof typeof FILES) => blob(type, FILES[type]());
