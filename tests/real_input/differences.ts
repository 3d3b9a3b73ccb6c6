import { isDeepStrictEqual } from "node:util";

/** What differs, in words. */
export class Differences {
  readonly found: string[] = [];

  /** Holds what Laurel answers against what it should; of two lists, says only what is not in both. */
  same(what: string, actual: unknown, expected: unknown): void {
    if (isDeepStrictEqual(actual, expected)) return;
    const [found, wanted] = Array.isArray(actual) && Array.isArray(expected)
      ? [without(actual, expected), without(expected, actual)]
      : [actual, expected];
    this.found.push(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}`);
  }
}

function without(rows: unknown[], others: unknown[]): unknown[] {
  const rest = rows.filter((row) => !others.some((other) => isDeepStrictEqual(row, other)));
  return rest.length > 0 ? rest : rows;
}
