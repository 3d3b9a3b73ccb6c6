import assert from "node:assert/strict";
import { computeGpa, type GpaInput } from "../../../api/features/grades/gpa.ts";
import {
  type Scale,
  SCALE_PRESETS,
  type ScaleEntry,
  UNCOUNTED_ENTRIES,
} from "../../../api/features/grades/scales.ts";

const SEED = 20260901;
const TRANSCRIPTS = 1000;

type Random = () => number;

/** mulberry32: the same numbers, from 0 to below 1, at every run. */
function seededRandom(seed: number): Random {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)];
}

/** Quarter marks on a numeric scale, so that min and max are whole hundredths. */
function randomTranscript(random: Random, scale: Scale): GpaInput[] {
  const span = scale.maximum - scale.minimum;
  const marks = Array.from({ length: span * 4 + 1 }, (_, i) => {
    const mark = scale.minimum + i / 4;
    return { label: `${mark}`, points: mark };
  });
  const possible: readonly Pick<ScaleEntry, "label" | "points">[] = scale.kind === "numeric"
    ? marks
    : scale.entries;

  return Array.from({ length: Math.floor(random() * 12) }, (_, i) => {
    const { label, points } = pick(
      random,
      random() < 0.2 ? UNCOUNTED_ENTRIES : possible,
    );
    return {
      grade_id: i + 1,
      subject: pick(random, ["Maths", "Art", "Biology"]),
      grade: label,
      points,
      credits: pick(random, [null, 0, 0.1, 0.25, 0.333, 0.5, 1, 1.5, 3]),
      level: pick(random, ["Regular", "Honors", "AP"] as const),
      term_id: pick(random, [null, 1, 2, 3]),
    };
  });
}

function shuffled<T>(random: Random, items: T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

/** The numbers of the answer alone, the terms in one order. */
function numbers(grades: GpaInput[], scale: Scale) {
  const { gpa, weighted_gpa, credits, terms } = computeGpa(grades, scale);
  terms.sort((a, b) => (a.term_id ?? 0) - (b.term_id ?? 0));
  return { gpa, weighted_gpa, credits, terms };
}

function checkProperties(random: Random, scale: Scale): void {
  const grades = randomTranscript(random, scale);
  const answer = computeGpa(grades, scale);
  const { gpa, weighted_gpa, credits, counted, not_counted } = answer;

  assert.equal(counted.length + not_counted.length, grades.length);
  assert.deepEqual(
    numbers(shuffled(random, grades), scale),
    numbers(grades, scale),
    "the order of the input changed a number",
  );
  for (const { term_id, ...term } of answer.terms) {
    const own = grades.filter((grade) => grade.term_id === term_id);
    const { terms: _, ...alone } = numbers(own, scale);
    assert.deepEqual(term, alone, "a term differs from its grades alone");
  }

  assert.equal(gpa === null, counted.length === 0);
  assert.equal(weighted_gpa === null, counted.length === 0);
  if (gpa === null || weighted_gpa === null) return;

  const points = counted.map((grade) => grade.points);
  assert.ok(Math.min(...points) <= gpa && gpa <= Math.max(...points));

  // Within half a hundredth of the plain floating-point average.
  const average = (value: (grade: typeof counted[number]) => number) =>
    counted.reduce((sum, grade) => sum + value(grade) * grade.credits, 0) /
    credits;
  const near = 0.005 + 1e-9;
  assert.ok(Math.abs(gpa - average((g) => g.points)) <= near);
  assert.ok(
    Math.abs(weighted_gpa - average((g) => g.points + g.bonus)) <= near,
  );
  assert.ok(weighted_gpa >= gpa);
}

for (const [key, scale] of Object.entries(SCALE_PRESETS)) {
  Deno.test(`${TRANSCRIPTS} seeded transcripts on ${key}: bounds, order, terms`, () => {
    for (let run = 0; run < TRANSCRIPTS; run++) {
      const seed = SEED + run;
      try {
        checkProperties(seededRandom(seed), scale);
      } catch (cause) {
        throw new Error(`Seed ${seed} breaks a property`, { cause });
      }
    }
  });
}
