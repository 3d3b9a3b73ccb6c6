import { BOX, hasGlyph, type ReportFonts } from "./fonts.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Stands where there is no value. */
export const NONE = "–";

/**
 * `value` with every string in it fit to be printed, and object keys in order, so that the same
 * content is the same text. The characters that no font has are added to `missing`.
 */
export function printable<T>(value: T, options: { fonts: ReportFonts; missing: Set<string> }): T {
  function clean(item: unknown): unknown {
    if (typeof item === "string") return printableText(item, options);
    if (Array.isArray(item)) return item.map(clean);
    if (typeof item !== "object" || item === null) return item;
    const entries = Object.entries(item).sort(([a], [b]) => a < b ? -1 : 1);
    return Object.fromEntries(entries.map(([key, inner]) => [key, clean(inner)]));
  }
  return clean(value) as T;
}

/**
 * One string as it will be drawn: NFC; control characters and those that Unicode calls ignorable
 * (joiners, variation selectors, direction marks) gone; a box for each code point without a glyph.
 */
export function printableText(
  text: string,
  { fonts, missing }: { fonts: ReportFonts; missing: Set<string> },
): string {
  const tidy = text.toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, "")
    .normalize("NFC")
    .replace(/[\t\p{Zs}]+/gu, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  let drawn = "";
  for (const character of tidy) {
    const known = character === "\n" ||
      character !== BOX && hasGlyph(fonts, character.codePointAt(0)!);
    if (!known) missing.add(character);
    drawn += known ? character : BOX;
  }
  return drawn;
}

/** For a place that has one line to a value, or wraps by itself. */
export function oneLine(text: string): string {
  return text.replace(/\n+/g, " ");
}

/** `2026-09-03` as `3 Sep 2026`, which reads the same on both sides of the Atlantic. */
export function longDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name ? `${Number(day)} ${name} ${year}` : date;
}

/** `value` with exactly `places` decimals, a half rounded up. */
export function decimals(value: number | null, places: number): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  const scale = 10 ** places;
  // Twelve digits: 3.345 × 100 is 334.49999999999994 in binary, and a half all the same.
  return (Math.round(Number((value * scale).toPrecision(12))) / scale).toFixed(places);
}

/** How many decimals, two at most, a column of numbers needs to line up. */
export function placesOf(values: (number | null)[]): number {
  const places = values.map((value) => {
    const fraction = decimals(value, 2).split(".")[1] ?? "";
    return fraction.replace(/0+$/, "").length;
  });
  return Math.max(0, ...places);
}
