/** Letters that no decomposition takes apart, and how those type them who have not got them. */
const PLAIN: Record<string, string> = {
  "æ": "ae",
  "đ": "d",
  "ð": "d",
  "ı": "i",
  "ł": "l",
  "ø": "o",
  "œ": "oe",
  "ß": "ss",
  "þ": "th",
};

function bare(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[æđðıłøœßþ]/g, (letter) => PLAIN[letter]).trim();
}

/**
 * The children whom `typed` means, best first: of whose names a word begins with it, then those
 * that hold it anywhere. Accents need not be typed.
 */
export function findChildren<Row extends { name: string }>(rows: Row[], typed: string): Row[] {
  const wanted = bare(typed);
  if (wanted === "") return [];
  const names = rows.map((row) => ({ row, name: ` ${bare(row.name)}` }));
  const begins = names.filter(({ name }) => name.includes(` ${wanted}`));
  const holds = names.filter((one) => !begins.includes(one) && one.name.includes(wanted));
  return [...begins, ...holds].map(({ row }) => row);
}
