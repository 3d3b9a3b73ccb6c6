import { STORAGE_MS, StorageDown } from "./storage.ts";

/**
 * Runs a call that can be aborted, and ends it when its time is up, whether it heeds
 * the abort or not.
 * @throws {StorageDown} when the time is up
 */
export async function deadline<T>(
  run: (abort: AbortController) => Promise<T>,
  ms = STORAGE_MS,
): Promise<T> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new StorageDown("no answer in time");
      reject(error);
      abort.abort(error);
    }, ms);
  });
  try {
    return await Promise.race([run(abort), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The same stream, ended by an error where the store stops sending. A reader who is
 * slow is not what is timed: a phone may take its time.
 */
export function withoutStalls(
  stream: ReadableStream<Uint8Array>,
  abort: AbortController,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      const timer = setTimeout(() => abort.abort(new StorageDown("stalled")), STORAGE_MS);
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}
