import type { RedisMeter } from "../redis.ts";

/**
 * Counts what may be done only so often. Every use counts when it begins and not when it
 * has failed, so that guesses sent all at once are not more than guesses one by one.
 */
export interface Limiter {
  /**
   * Counts one use of each, in order. One that must wait is not counted, and ends the
   * list: what comes after it is neither counted nor answered.
   */
  take(uses: readonly Use[], meter: RedisMeter): Promise<Standing[]>;
  /** Forgets all uses of a key. */
  clear(key: string, meter: RedisMeter): Promise<void>;
}

export interface Use {
  /** Whose uses are counted together, below `key`. */
  rule: Rule;
  key: string;
}

/** How a key stands after it was used; times in milliseconds. */
export interface Standing {
  /** 0 where it may be used; else it was not, and may be after so long. */
  wait: number;
  /** Uses that are left without a wait. */
  remaining: number;
  /** Until the key is as if it was never used, if it is not used again. */
  reset: number;
}

/** Times in milliseconds. */
export interface Rule {
  /** So many uses without a wait. */
  uses: number;
  /** How long the next one waits; each one after it twice as long, up to `longest_wait`. */
  wait: number;
  longest_wait: number;
  /** When uses are forgotten, counted from the first of them or from the last. */
  forgotten_after: number;
  counted_from: "first" | "last";
}

/** So many uses in a window of time that begins with the first of them. */
export function quota(uses: number, { minutes }: { minutes: number }): Rule {
  const window = minutes * 60_000;
  return {
    uses,
    wait: window,
    longest_wait: window,
    forgotten_after: window,
    counted_from: "first",
  };
}

/**
 * Wrong guesses at a secret: five, then one after a minute, after two, after four, and
 * in the end every 15 minutes. It heals by itself in an hour; a right guess clears it.
 */
export const GUESSES: Rule = {
  uses: 5,
  wait: 60_000,
  longest_wait: 15 * 60_000,
  forgotten_after: 60 * 60_000,
  counted_from: "last",
};
