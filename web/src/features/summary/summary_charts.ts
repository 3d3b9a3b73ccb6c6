import type { SchoolSummary } from "../../lib/api_types.ts";
import { formatNumber } from "../../lib/strings.ts";

/** A rate 0 to 1 without decimals: there is no room for more above a point of a chart. */
export function wholePercent(rate: number): string {
  return new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 })
    .format(rate);
}

/** Where a chart of rates begins: a whole tenth with room below the lowest, and 0 without one. */
export function lowestShown(rows: { rate: number | null }[]): number {
  const rates = rows.flatMap(({ rate }) => rate ?? []);
  if (rates.length === 0) return 0;
  return Math.max(0, Math.floor(Math.min(...rates) * 10 - 0.5) / 10);
}

/** The longest label that has room under one of eight bars. */
const LONGEST = 6;

/** The steps of the GPAs, a bar each. */
export function gpaBars(distribution: SchoolSummary["gpa"]["distribution"]) {
  return distribution.map(({ from, to, count }) => {
    const both = `${formatNumber(from)}–${formatNumber(to)}`;
    return { label: both.length > LONGEST ? `${formatNumber(from)}+` : both, value: count };
  });
}
