/** Chance that falls the same way every time: all of it follows from the seed. */
export interface Random {
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** A number around the mean, spread as children's marks are: nearly a normal distribution. */
  around(mean: number, deviation: number): number;
}

/** Each part of the school has its own seed, so that a change to one leaves the others as they were. */
export function randomFrom(seed: string): Random {
  let state = hash(seed);

  // Mulberry32, by Tommy Ettinger (public domain).
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)],
    shuffled(list) {
      const cards = [...list];
      for (let i = cards.length - 1; i > 0; i--) {
        const j = int(0, i);
        [cards[i], cards[j]] = [cards[j], cards[i]];
      }
      return cards;
    },
    // Twelve uniform numbers have a variance of one, and need no logarithm, which
    // engines may round differently.
    around(mean, deviation) {
      const sum = Array.from({ length: 12 }, next).reduce((a, b) => a + b);
      return mean + (sum - 6) * deviation;
    },
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  return h;
}
