import { redrawn } from "./picture.ts";
import type { Result } from "./problem.ts";

export const PICTURES = ["image/jpeg", "image/png", "image/webp"];
export const FILES = ["application/pdf", ...PICTURES];

/** Milliseconds that a file may take to the server: 5 MB on a bad line. */
export const UPLOAD_MS = 120_000;

/** Bytes that the API takes of one file. */
const LIMIT = 5 * 1024 * 1024;
/** Pixels of the longer side: a face fills a screen, a certificate can still be read. */
const PHOTO_SIDE = 1600;
const SCAN_SIDE = 2400;

const BY_ENDING: Record<string, string> = {
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  pdf: "application/pdf",
  png: "image/png",
  webp: "image/webp",
};

type Draw = typeof redrawn;

/** A chosen picture as it is sent as a child's photo, or why it can't be. */
export async function photoToSend(file: File, draw: Draw = redrawn): Promise<Result<Blob>> {
  if (!PICTURES.includes(typeOf(file))) {
    return refused(
      `"${file.name}" is not a JPEG, PNG or WebP picture`,
      "Choose another picture, or save this one as a JPEG",
    );
  }
  const photo = await draw(file, PHOTO_SIDE);
  if (photo === null) return unreadable(file);
  return photo.size > LIMIT ? tooLarge(file, "Choose a smaller picture") : ready(photo);
}

/** A chosen file as it is sent, or why it can't be. Only a picture that is too large is changed. */
export async function fileToSend(file: File, draw: Draw = redrawn): Promise<Result<File>> {
  const { name, lastModified } = file;
  const type = typeOf(file);
  if (!FILES.includes(type)) {
    return refused(
      `"${name}" is not a PDF, JPEG, PNG or WebP`,
      "Save it as a PDF, or take a photo of it, and add that",
    );
  }
  if (file.size === 0) return refused(`"${name}" is empty`, "Choose another file");
  if (file.size <= LIMIT) return ready(new File([file], name, { type, lastModified }));
  if (type === "application/pdf") {
    return tooLarge(file, "Save it with smaller pictures, or split it in two");
  }
  const smaller = await draw(file, SCAN_SIDE);
  if (smaller === null) return unreadable(file);
  if (smaller.size > LIMIT) return tooLarge(file, "Choose a smaller picture");
  const as_jpeg = `${name.replace(/\.[^.]*$/, "")}.jpg`;
  return ready(new File([smaller], as_jpeg, { type: smaller.type, lastModified }));
}

/** Some systems don't know what a file is, and say nothing: then its ending does. */
function typeOf({ type, name }: File): string {
  const ending = /\.(\w+)$/.exec(name)?.[1].toLowerCase() ?? "";
  return type || (BY_ENDING[ending] ?? "");
}

function unreadable({ name }: File) {
  return refused(
    `"${name}" can't be read as a picture`,
    "It may be damaged, or too large for this device. Choose another",
  );
}

function tooLarge({ name }: File, what_to_do: string) {
  return refused(`"${name}" is larger than 5 MB`, what_to_do);
}

function refused(title: string, detail: string): Result<never> {
  return {
    ok: false,
    problem: { type: "laurel:file", title, status: 0, detail, request_id: null },
  };
}

function ready<T>(value: T): Result<T> {
  return { ok: true, value, etag: null };
}
