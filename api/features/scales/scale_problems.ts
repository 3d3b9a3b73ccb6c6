import { foldLabel, type Scale } from "../grades/scales.ts";

interface Problem {
  path: (string | number)[];
  message: string;
}

/** What is wrong between the fields of a scale that are each right by themselves. */
export function scaleProblems(scale: Scale): Problem[] {
  return [...rangeProblems(scale), ...labelProblems(scale), ...bandProblems(scale)];
}

function rangeProblems({ minimum, maximum, pass_mark }: Scale): Problem[] {
  if (minimum >= maximum) {
    return [{ path: ["maximum"], message: "Send more than the minimum" }];
  }
  return pass_mark < minimum || pass_mark > maximum
    ? [{ path: ["pass_mark"], message: `Send ${minimum} to ${maximum}, as the scale goes` }]
    : [];
}

/** A label is found in any case, so two that differ in nothing else are one. */
function labelProblems({ entries }: Scale): Problem[] {
  const folded = entries.map(({ label }) => foldLabel(label));
  return entries.flatMap(({ label }, i) =>
    folded.indexOf(folded[i]) === i ? [] : [{
      path: ["entries", i, "label"],
      message: `"${label}" is on the scale already. Use each label once`,
    }]
  );
}

function bandProblems({ kind, minimum, maximum, entries }: Scale): Problem[] {
  if (kind === "letter" && entries.length === 0) {
    return [{ path: ["entries"], message: "A letter scale needs its letters. Send one or more" }];
  }
  let above = Infinity;
  return entries.flatMap((entry, i) => {
    if (entry.minimum === null) return [];
    const path = ["entries", i, "minimum"];
    const previous = above;
    above = entry.minimum;
    if (kind === "numeric") {
      return [{ path, message: "On a numeric scale a label has no minimum. Leave it out" }];
    }
    if (entry.minimum < minimum || entry.minimum > maximum) {
      return [{ path, message: `Send ${minimum} to ${maximum}, as the scale goes` }];
    }
    return entry.minimum < previous
      ? []
      : [{ path, message: `Send less than ${previous}: the best label comes first` }];
  });
}
