import type { Scale } from "../../lib/api_types.ts";

/** A mark of a scale as it is typed. */
export interface EntryDraft {
  /** Stays while the form is open. */
  key: number;
  label: string;
  minimum: string;
  points: string;
  pass: boolean;
}

/** A letter scale goes by percents. */
const PERCENTS = { minimum: 0, maximum: 100 };

export function draftsOf(entries: Scale["entries"]): EntryDraft[] {
  return entries.map(({ label, minimum, points, pass }, key) => ({
    key,
    label,
    minimum: minimum === null ? "" : String(minimum),
    points: points === null ? "" : String(points),
    pass,
  }));
}

/**
 * The body to send. On a letter scale each mark says whether it is a pass, so the pass mark is the
 * least percent that earns one; a numeric scale has one of its own, and labels without a percent.
 */
export function scaleInput(values: Record<string, string>, drafts: EntryDraft[]) {
  const is_letter = values.kind === "letter";
  const entries = drafts.map(({ label, minimum, points, pass }) => ({
    label: label.trim(),
    minimum: is_letter ? numberOrNull(minimum) : null,
    points: numberOrNull(points),
    pass,
  }));
  const passes = entries.flatMap(({ minimum, pass }) => pass && minimum !== null ? [minimum] : []);
  return {
    name: values.name.trim(),
    kind: values.kind,
    honors_bonus: Number(values.honors_bonus),
    ap_bonus: Number(values.ap_bonus),
    ...is_letter
      ? { ...PERCENTS, pass_mark: passes.length > 0 ? Math.min(...passes) : PERCENTS.maximum }
      : {
        minimum: Number(values.minimum),
        maximum: Number(values.maximum),
        pass_mark: Number(values.pass_mark),
      },
    entries,
  };
}

function numberOrNull(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
