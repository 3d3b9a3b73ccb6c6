/** The first letters of the first and the last word, in any script: `Ólafur Már Jónsson` → `ÓJ`. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)!] : words;
  return ends.map((word) => firstLetter(word).toLocaleUpperCase()).join("");
}

function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? "";
}

/** A small number that stays the same for the same text, 0 to `below` − 1. */
export function stableNumber(text: string, below: number): number {
  let sum = 7;
  for (const character of text) {
    sum = (sum * 31 + character.codePointAt(0)!) % 1_000_003;
  }
  return sum % below;
}

/** `plural(1, "child", "children")` → `1 child`. */
export function plural(count: number, ...forms: [string, string]): string {
  return `${formatNumber(count)} ${count === 1 ? forms[0] : forms[1]}`;
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat().format(value);
}

/** A file's size for people: `48 kB`, `1.2 MB`; nothing is smaller than 1 kB. */
export function formatSize(bytes: number): string {
  // What would round to 1000 kB is a megabyte.
  const large = bytes >= 999_500;
  return new Intl.NumberFormat(undefined, {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    maximumFractionDigits: large ? 1 : 0,
  }).format(large ? bytes / 1e6 : Math.max(1, bytes / 1e3));
}

/** A GPA to two decimals, half up; `–` where there is none yet. */
export function formatGpa(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  // 2.675 is stored a little below itself: nudge it before rounding half up.
  return (Math.floor(value * 100 + 0.5 + 1e-9) / 100).toFixed(2);
}

/** A rate 0 to 1 as a percentage with at most one decimal; `–` where there is none yet. */
export function formatRate(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return new Intl.NumberFormat(undefined, {
    style: "percent",
    maximumFractionDigits: 1,
  }).format(value);
}

/** For optional fields of a form: what was left empty is null. */
export function blankToNull(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

type Limits = Pick<HTMLInputElement, "type" | "min" | "max">;

/** The least that a field takes: `3 or more`, `10 Dec 2026 or later`. */
export function atLeast({ type, min }: Limits): string {
  return type === "date" ? `${dayWords(min)} or later` : `${min} or more`;
}

/** The most that a field takes. */
export function atMost({ type, max }: Limits): string {
  return type === "date" ? `${dayWords(max)} or earlier` : `${max} or less`;
}

// Not `formatDate`: it would bring all about dates into what is loaded first.
function dayWords(date: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" })
    .format(new Date(date));
}
