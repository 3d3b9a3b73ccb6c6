import { foldLabel } from "../../../../api/features/grades/scales.ts";
import type { Cell } from "../../lib/gradebook_types.ts";

/** What decides whether a text can stand in a cell. */
export interface CellRule {
  maximum: number;
  /** The labels of the school's scale, in its spelling. */
  labels: string[];
}

export type ParsedCell = { ok: true; cell: Cell | null } | { ok: false; message: string };

const NUMBER = /^(\d+(?:[.,]\d*)?|[.,]\d+)$/;
/** A label that is a number itself, as of a scale from 1 to 6, is named so: alone it is points. */
const GRADE = /^g(?:rade)?\s*([\d.,]+)$/i;
const LATE_BEHIND = /^(.*\S)\s*\b(?:l|late)$|^(.*\d)l$/i;
const LATE_BEFORE = /^(?:l|late)\s+(\S.*)$/i;

/**
 * What a teacher typed into a cell: a number with a point or a comma, a label of the scale, `m` or
 * `missing`, `x`, `ex` or `exempt`, `l` or `late` alone or with a score, or nothing. A label of the
 * scale goes before the letters: a school whose scale has an "M" writes `missing`. A number is
 * always points: where the scale has a "5", `grade 5` or `g5` is the label.
 */
export function parseCell(text: string, rule: CellRule): ParsedCell {
  const entered = text.trim();
  if (entered === "") return { ok: true, cell: null };
  const scored = parseScore(entered, rule);
  if (scored) return withState("scored", scored);
  if (/^(m|missing)$/i.test(entered)) return plain("missing");
  if (/^(x|ex|exempt)$/i.test(entered)) return plain("exempt");
  if (/^(l|late)$/i.test(entered)) return plain("late");
  const found = LATE_BEHIND.exec(entered) ?? LATE_BEFORE.exec(entered);
  const late = found && parseScore((found[1] ?? found[2]).trim(), rule);
  if (late) return withState("late", late);
  return { ok: false, message: `"${shortened(entered)}" is not a score. ${hintOf(rule)}` };
}

type Scored = { score: number | null; label: string | null } | { message: string };

function parseScore(entered: string, { maximum, labels }: CellRule): Scored | null {
  const named = (text: string) =>
    labels.find((known) => foldLabel(known) === foldLabel(text)) ?? null;
  const label = NUMBER.test(entered)
    ? null
    : named(entered) ?? named(GRADE.exec(entered)?.[1] ?? "");
  if (label !== null) return { score: null, label };
  if (/^[-−–]\s*\d/.test(entered)) return { message: `"${entered}" is less than 0` };
  if (!NUMBER.test(entered)) return null;
  const [, decimals = ""] = entered.split(/[.,]/);
  if (decimals.length > 2) return { message: `"${shortened(entered)}" has over two decimals` };
  const score = Number(entered.replace(",", "."));
  if (score > maximum) {
    return { message: `"${shortened(entered)}" is more than the maximum of ${maximum}` };
  }
  return { score, label: null };
}

function withState(state: "scored" | "late", scored: Scored): ParsedCell {
  return "message" in scored
    ? { ok: false, message: scored.message }
    : { ok: true, cell: { state, ...scored } };
}

function plain(state: "missing" | "exempt" | "late"): ParsedCell {
  return { ok: true, cell: { state, score: null, label: null } };
}

function hintOf({ maximum, labels }: CellRule): string {
  const label = labels.length > 0
    ? `, a grade such as ${labelText(labels[Math.min(2, labels.length - 1)])}`
    : "";
  return `Enter 0 to ${maximum}${label}, m for missing, x for exempt or l for late`;
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** A cell as it is shown, edited and copied: what `parseCell` reads as the same cell. */
export function cellText(cell: Cell | null, labels: string[] = []): string {
  if (!cell) return "";
  const { state, score, label } = cell;
  const value = label === null ? String(score ?? "") : labelText(label);
  switch (state) {
    case "scored":
      return value;
    case "late":
      return value === "" ? letterOr("L", "Late", labels) : `${value} L`;
    case "missing":
      return letterOr("M", "Missing", labels);
    case "exempt":
      return letterOr("X", "Exempt", labels);
  }
}

const labelText = (label: string) => NUMBER.test(label) ? `grade ${label}` : label;

function letterOr(letter: string, word: string, labels: string[]): string {
  return labels.some((label) => foldLabel(label) === letter) ? word : letter;
}

/** A cell in words, for who hears it: `Late, 8 out of 10`. */
export function cellWords(cell: Cell | null, maximum: number): string {
  if (!cell) return "blank";
  const { state, score, label } = cell;
  const points = score === null ? null : `${score} out of ${maximum}`;
  const value = label === null ? points : labelText(label);
  if (state === "late") return `late, ${value ?? "no score"}`;
  return state === "scored" ? value ?? "no score" : state;
}

export function sameCell(a: Cell | null, b: Cell | null): boolean {
  if (a === null || b === null) return a === b;
  return a.state === b.state && a.score === b.score && a.label === b.label;
}
