import { percentText } from "../gradebook/averages_view.ts";

const FIELDS: [field: string, name: string][] = [
  ["grade", "Mark"],
  ["comment", "Comment"],
  ["percent", "Average"],
  ["subject", "Subject"],
  ["level", "Level"],
  ["credits", "Credits"],
];

/** A change of a mark as lines to read, `Mark: B+ → A-`. What follows of itself is left out. */
export function gradeChangeWords(changes: Record<string, [unknown, unknown]> | null): string[] {
  const lines = FIELDS.flatMap(([field, name]) => {
    const change = changes?.[field];
    if (!change) return [];
    const [from, to] = change.map((value) => shown(field, value));
    return from === to
      ? []
      : [from === "" ? `${name}: ${to}` : `${name}: ${from} → ${to || "none"}`];
  });
  return lines.length > 0 ? lines : ["Changed"];
}

function shown(field: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  return field === "percent" ? `${percentText(Number(value))} %` : String(value);
}
