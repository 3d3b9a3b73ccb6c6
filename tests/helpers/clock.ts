import type { Clock } from "../../api/platform/clock.ts";

/** A clock that stands still until the test moves it. */
export interface TestClock extends Clock {
  /** Moves on by so many milliseconds. */
  advance(ms: number): void;
  set(moment: string): void;
}

export function testClock(start: string): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance: (ms) => void (now += ms),
    set: (moment) => void (now = Date.parse(moment)),
  };
}
