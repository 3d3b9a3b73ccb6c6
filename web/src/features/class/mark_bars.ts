import type { ClassSummary } from "../../lib/api_types.ts";

/** As many bars as can be told apart on a phone. */
const MOST = 13;

/**
 * How often each mark was given, a bar each, in the order of the summary. Where there are too
 * many, those that are numbers stand together in steps of 1, 2, 5 or 10 and so on.
 */
export function markBars(
  distribution: ClassSummary["grades"]["distribution"],
): { label: string; value: number }[] {
  const bars = distribution.map(({ grade, count }) => ({ label: grade, value: count }));
  if (bars.length <= MOST) return bars;
  const numbers = bars.filter(({ label }) => isNumber(label));
  const others = bars.filter(({ label }) => !isNumber(label));
  if (numbers.length === 0) return bars;
  const values = numbers.map(({ label }) => Number(label));
  const step = stepOf(Math.max(...values) - Math.min(...values), MOST - 2);
  const steps = Map.groupBy(numbers, ({ label }) => Math.floor(Number(label) / step));
  return [
    ...[...steps].map(([at, those]) => ({
      label: `${at * step}–${(at + 1) * step}`,
      value: those.reduce((sum, { value }) => sum + value, 0),
    })),
    ...others,
  ];
}

function isNumber(label: string): boolean {
  return label.trim() !== "" && Number.isFinite(Number(label));
}

/** The least of 1, 2, 5, 10, 20, … of which the span takes at most so many. */
function stepOf(span: number, most: number): number {
  for (let ten = 1;; ten *= 10) {
    for (const step of [ten, 2 * ten, 5 * ten]) {
      if (Math.floor(span / step) + 1 <= most) return step;
    }
  }
}
