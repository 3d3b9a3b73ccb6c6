/** Where files are kept. Keys are made by the server: lower-case words, digits, `/`, `.`, `-`. */
export interface Storage {
  /** Durable when it returns. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null where there is no such file. */
  get(key: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Does nothing where there is no such file. */
  delete(key: string): Promise<void>;
}
