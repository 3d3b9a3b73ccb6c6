import type { Problem, Result } from "../../lib/problem.ts";

/** What a saver needs from the world, so that a test can stand in for it. */
export interface SaverTimers {
  after(milliseconds: number, work: () => void): () => void;
}

export type SaveState =
  | { kind: "saved" | "unsaved" | "saving" }
  /** No answer, or a server that asks to wait: it is tried again by itself. */
  | { kind: "waiting"; problem: Problem }
  /** Trying again by itself would change nothing. */
  | { kind: "refused"; problem: Problem };

interface SaverOptions<Burst, Answer> {
  /** All that waits to be saved, or null. What is not confirmed yet is in it again. */
  take(): Burst | null;
  send(burst: Burst): Promise<Result<Answer>>;
  /** Puts the answer in. True if what is left should go out at once, as after a merge. */
  onSaved(answer: Answer, burst: Burst): boolean;
  /** A definite no. True if the reason was dealt with, and the rest can be sent. */
  onRefused(problem: Problem, burst: Burst): boolean;
  onState(state: SaveState): void;
  timers: SaverTimers;
}

const QUIET_MS = 600;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

export type Saver = ReturnType<typeof createSaver>;

/** Saves bursts in the background, one request at a time; a burst that failed is sent again. */
export function createSaver<Burst, Answer>(options: SaverOptions<Burst, Answer>) {
  const { take, send, onSaved, onRefused, onState, timers } = options;
  let cancel = () => {};
  let sending = false;
  let waiting = false;
  let stopped = false;
  let retry_ms = FIRST_RETRY_MS;

  function after(milliseconds: number) {
    cancel();
    cancel = timers.after(milliseconds, () => void flush());
  }

  async function flush(): Promise<void> {
    cancel();
    if (sending || stopped) return;
    waiting = false;
    const burst = take();
    if (!burst) return onState({ kind: "saved" });
    sending = true;
    onState({ kind: "saving" });
    const result = await send(burst);
    sending = false;
    if (stopped) return;
    if (result.ok) {
      retry_ms = FIRST_RETRY_MS;
      const at_once = onSaved(result.value, burst);
      goOn(at_once);
    } else if (isPassing(result.problem)) {
      waiting = true;
      onState({ kind: "waiting", problem: result.problem });
      after(Math.max(retry_ms, (result.problem.retry_after ?? 0) * 1000));
      retry_ms = Math.min(retry_ms * 2, LAST_RETRY_MS);
    } else if (onRefused(result.problem, burst)) {
      goOn(true);
    } else {
      onState({ kind: "refused", problem: result.problem });
    }
  }

  function goOn(at_once: boolean) {
    onState({ kind: "unsaved" });
    after(at_once ? 0 : QUIET_MS);
  }

  return {
    /** Something was entered: it goes out when the hands rest. */
    touch() {
      if (stopped || sending || waiting) return;
      onState({ kind: "unsaved" });
      after(QUIET_MS);
    },
    /** Sends now what waits: the grid was left, the network is back, "Try again". */
    flush,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** No answer, too many, or a part that is down: the same burst may pass later. */
function isPassing({ status }: Problem): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}
