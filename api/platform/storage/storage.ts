import { Buffer } from "node:buffer";

/**
 * Where files are kept. Keys are made by the server: lower-case words, digits, `/`, `.`, `-`.
 * Whatever the store is, a failure of it is a `StorageDown`, and within `STORAGE_MS`.
 */
export interface Storage {
  /** Durable when it returns, and read back: there whole, as it was given, or it throws. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null where there is no such file. A stream that stalls ends in an error. */
  get(key: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Does nothing where there is no such file. */
  delete(key: string): Promise<void>;
  /** Pages of the keys below a prefix (`photos/`) whose files were put before a moment. */
  list(prefix: string, options: { before: Date }): AsyncIterable<string[]>;
  /**
   * An address that gives the file to whoever has it for `LINK_SECONDS`; null where the
   * store has none, and the file goes through the API.
   */
  link(key: string, as: { type: string; disposition: string }): Promise<string | null>;
  /** Where such addresses lead, as `https://files.school.example`; null where there are none. */
  readonly link_origin: string | null;
}

/** Milliseconds that any call to a store may take, its second try included. */
export const STORAGE_MS = 3_000;

/** Seconds that a signed link is good for. */
export const LINK_SECONDS = 60;

/** The files can't be reached, or not be written. What was asked for may have been done. */
export class StorageDown extends Error {
  override name = "StorageDown";
  constructor(cause?: unknown) {
    super("the storage did not do what it was asked", { cause });
  }
}

/** For the `catch` of whatever a store asks of its disk or its network. */
export function storageDown(cause: unknown): never {
  throw cause instanceof StorageDown ? cause : new StorageDown(cause);
}

/** Reads to the end and says whether it is these bytes. */
export async function holds(
  stream: ReadableStream<Uint8Array> | null,
  bytes: Uint8Array,
): Promise<boolean> {
  if (!stream) return false;
  let read = 0;
  for await (const chunk of stream) {
    if (Buffer.compare(chunk, bytes.subarray(read, read + chunk.length)) !== 0) return false;
    read += chunk.length;
  }
  return read === bytes.length;
}
