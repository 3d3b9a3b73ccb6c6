import { findBand, resolveGrade, type Scale } from "../grades/scales.ts";
import { shown } from "./averages.ts";

/**
 * The mark that an average is on a scale; null where there is no average, or no mark for it.
 *
 * It is made of the percent as it is shown, so that nobody reads "90.0" beside the mark of 89.9.
 * A letter scale gives the best label that the percent reaches; a numeric one as much of its
 * range, half up to one decimal: 86.3 % of 0 to 20 is 17.3. More than 100 % earns the maximum.
 */
export function computedMark(percent: number | null, scale: Scale): string | null {
  if (percent === null) return null;
  const seen = Number(shown(percent));
  if (scale.kind === "letter") return findBand(scale.entries, seen)?.label ?? null;
  const reached = resolveGrade(scale, String(onRange(Math.min(seen, 100), scale)));
  return reached.ok ? reached.grade : null;
}

/**
 * What the labels of a scale count as scores, in percent of an assessment's maximum, to six
 * decimals; those that stand for none are left out.
 *
 * On a letter scale a label is its least percent. On a numeric one it is where its points stand in
 * the range, as the mark of an average is: worth 15 of 0 to 20 it is 75 %, worth 5 of 1 to 6 80 %.
 */
export function labelPercents(
  { kind, minimum, maximum, entries }: Scale,
): { label: string; percent: number }[] {
  return entries.flatMap(({ label, minimum: least, points }) => {
    if (kind === "letter") return least === null ? [] : [{ label, percent: least }];
    if (points === null || points < minimum || points > maximum) return [];
    const percent = 100 * (points - minimum) / (maximum - minimum);
    return [{ label, percent: Math.round(percent * 1_000_000) / 1_000_000 }];
  });
}

/** In integers, for 17.25 is to become 17.3: tenths of a percent, millionths of the range. */
function onRange(percent: number, { minimum, maximum }: Scale): number {
  const tenths = BigInt(Math.round(percent * 10));
  const [from, to] = [minimum, maximum].map((bound) => BigInt(Math.round(bound * 1_000_000)));
  const billionths = 1000n * from + tenths * (to - from);
  const rounded = Number((billionths + 50_000_000n) / 100_000_000n) / 10;
  return Math.min(Math.max(rounded, minimum), maximum);
}
