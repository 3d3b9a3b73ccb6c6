import assert from "node:assert/strict";
import {
  computeGpa,
  type GpaInput,
  type GradeLevel,
  NOT_COUNTED_REASONS,
} from "../../../api/features/grades/gpa.ts";
import { resolveGrade, type Scale, SCALE_PRESETS } from "../../../api/features/grades/scales.ts";

const { us_plus_minus, us_plain, zero_to_twenty, one_to_six, percent } = SCALE_PRESETS;

const NOTATION = /^(?:(Honors|AP) )?(\S+)(?: x(\S+))?(?: @(\d))?$/;

/**
 * Rows as the API would have stored them, from "AP B+ x0.5 @2": level, grade,
 * credits ("?" is null) and term, by default Regular, one credit and no term.
 */
function rows(notation: string, scale = us_plus_minus): GpaInput[] {
  if (notation === "") return [];
  return notation.split("; ").map((text, i) => {
    const [, level, entered, credits, term_id] = NOTATION.exec(text) ?? [];
    const resolved = resolveGrade(scale, entered);
    assert.ok(resolved.ok, text);
    return {
      grade_id: i + 1,
      subject: "Maths",
      grade: resolved.grade,
      points: resolved.points,
      credits: credits === "?" ? null : Number(credits ?? 1),
      level: (level ?? "Regular") as GradeLevel,
      term_id: term_id ? Number(term_id) : null,
    };
  });
}

/** One grade with points that the API did not resolve on today's scale. */
function stored(points: number, rest: Partial<GpaInput> = {}): GpaInput {
  return { ...rows("B")[0], points, ...rest };
}

// [grades, credits, GPA, its arithmetic, weighted GPA, its arithmetic]
type Case = [string, number, number | null, string, (number | null)?, string?];

const US_CASES: Case[] = [
  ["", 0, null, "no grades, nothing to divide"],
  ["A", 1, 4, "4 / 1"],
  ["A x3; A- x2", 5, 3.88, "(12 + 7.4) / 5"],
  ["A+; A", 2, 4, "(4 + 4) / 2"],
  ["96.99; 86.99", 2, 3.5, "A and B: (4 + 3) / 2"],
  ["A; B+; B; B-", 4, 3.25, "13 / 4"],

  ["F @1; A @2", 2, 2, "a repeat counts at every attempt: (0 + 4) / 2"],
  ["C @1; B @1; B @2", 3, 2.67, "8 / 3 = 2.666…"],

  ["P; NP; B; EX; I; W", 1, 3, "labels without points are left out: 3 / 1"],
  ["P x3; EX", 0, null, "nothing counted"],
  ["F; NP", 1, 0, "0 / 1: an F counts, an NP does not"],
  ["F; F; F", 3, 0, "0 / 3 is 0, not null"],

  ["A x?; B", 1, 3, "no credits is left out: 3 / 1"],
  ["A x0; B", 1, 3, "0 credits is left out: 3 / 1"],
  ["A x-1; B", 1, 3, "negative credits are left out: 3 / 1"],
  ["A x?", 0, null, "nothing counted"],
  ["A x0.0000004", 0, null, "under half a millionth of a credit is none"],

  ["A x0.5; C x0.25", 0.75, 3.33, "(2 + 0.5) / 0.75 = 3.333…"],
  ["A x0.1; B- x0.2", 0.3, 3.13, "(0.4 + 0.54) / 0.3 = 3.133…"],
  ["A x0.333333; C", 1.333333, 2.5, "(1.333332 + 2) / 1.333333 = 2.499…"],

  ["AP B", 1, 3, "3 / 1", 4, "(3 + 1) / 1"],
  ["Honors B", 1, 3, "3 / 1", 3.5, "(3 + 0.5) / 1"],
  ["AP A", 1, 4, "4 / 1", 5, "(4 + 1) / 1, beyond the scale"],
  ["AP A x3; B", 4, 3.75, "(12 + 3) / 4", 4.5, "(15 + 3) / 4"],
  ["AP B; Honors A-; A", 3, 3.57, "10.7 / 3", 4.07, "(10.7 + 1.5) / 3"],
  ["AP F; Honors F; A", 3, 1.33, "4 / 3", 1.33, "no bonus for an F: 4 / 3"],
  ["AP D-; AP F", 2, 0.35, "0.7 / 2", 0.85, "a D- has it: 1.7 / 2"],
  ["AP P; Honors C", 1, 2, "2 / 1", 2.5, "no bonus for a P: 2.5 / 1"],

  [
    "A; P; AP B+; AP F x0.5; Honors 85 x2; A x?; EX",
    4.5,
    2.96,
    "(4 + 3.3 + 0 + 6) / 4.5 = 2.955…",
    3.4,
    "(13.3 + 1 + 0 + 1) / 4.5",
  ],
];

const OTHER_CASES: [Scale, Case[]][] = [
  [us_plain, [
    ["A; Honors B; C; D", 4, 2.5, "10 / 4", 2.63, "10.5 / 4 = 2.625"],
    ["89.999; AP 59.999", 2, 1.5, "(3 + 0) / 2"],
  ]],
  [zero_to_twenty, [
    ["AP 14,5 x4; 9 x2; 20", 7, 13.71, "(58 + 18 + 20) / 7 = 13.714…"],
    ["0; 0,5; P", 2, 0.25, "0.5 / 2"],
  ]],
  [one_to_six, [
    ["4.5; 5.25; 3.75; Honors 6", 4, 4.88, "19.5 / 4 = 4.875"],
    ["1; 1 x2", 3, 1, "3 / 3"],
  ]],
  [percent, [["87%; 92.5; 0; EX", 3, 59.83, "179.5 / 3 = 59.833…"]]],
];

for (const [scale, cases] of [[us_plus_minus, US_CASES] as const, ...OTHER_CASES]) {
  for (const [grades, credits, gpa, sum, weighted_gpa = gpa, weighted_sum] of cases) {
    const weighted = weighted_sum ? `, weighted ${weighted_sum}` : "";
    Deno.test(`${scale.name}: ${grades || "none"}: ${sum}${weighted}`, () => {
      const answer = computeGpa(rows(grades, scale), scale);
      assert.equal(answer.gpa, gpa);
      assert.equal(answer.weighted_gpa, weighted_gpa);
      assert.equal(answer.credits, credits);
    });
  }
}

// Averages of exactly half a hundredth, which floating point puts just below it.
const HALVES: [string, Scale, number][] = [
  ["C+; D+; B; C-", us_plus_minus, 2.08], // 8.3 / 4 = 2.075
  ["D+; D-; A-; A", us_plus_minus, 2.43], // 9.7 / 4 = 2.425
  ["A; C-; C-; C-; D; C+; C-; C-", us_plus_minus, 1.98], // 15.8 / 8 = 1.975
  ["1.005", zero_to_twenty, 1.01],
  ["8.165", zero_to_twenty, 8.17],
  ["10.075", zero_to_twenty, 10.08],
  ["16.115", zero_to_twenty, 16.12],
];

for (const [grades, scale, expected] of HALVES) {
  Deno.test(`half-up where floating point goes down: ${grades}: ${expected}`, () => {
    const input = rows(grades, scale);
    const naive = input.reduce((sum, g) => sum + g.points!, 0) / input.length;
    assert.notEqual(Math.round(naive * 100) / 100, expected);
    assert.equal(computeGpa(input, scale).gpa, expected);
  });
}

Deno.test("half-up: a thousandth under half a hundredth goes down", () => {
  const input = rows("1.004; 8.164; 14.144", zero_to_twenty);
  const gpas = input.map((grade) => computeGpa([grade], zero_to_twenty).gpa);
  assert.deepEqual(gpas, [1, 8.16, 14.14]);
});

Deno.test("stored points are used as they are, whatever the scale is now", () => {
  const { gpa, weighted_gpa } = computeGpa(
    [stored(4.3, { grade: "A+", level: "AP" })],
    us_plus_minus,
  );
  assert.deepEqual([gpa, weighted_gpa], [4.3, 5.3]);
});

Deno.test("points below 0: half is still up, and there is no bonus", () => {
  const gpa = (...grades: GpaInput[]) => computeGpa(grades, us_plus_minus);
  assert.equal(gpa(stored(-3), stored(2.99)).gpa, 0); // -0.01 / 2 = -0.005
  assert.equal(gpa(stored(-3.5), stored(0), stored(0)).gpa, -1.17); // -1.1666…
  assert.equal(gpa(stored(-3, { level: "AP" })).weighted_gpa, -3);
});

Deno.test("points or credits that are not finite throw rather than answer", () => {
  for (const bad of [{ points: NaN }, { credits: NaN }, { credits: Infinity }]) {
    assert.throws(
      () => computeGpa([stored(4, bad)], us_plus_minus),
      RangeError,
    );
  }
});

Deno.test("terms: each on its own, in order of first appearance", () => {
  const { terms, ...overall } = computeGpa(
    rows("A x3 @7; C @3; P @5; AP B @3; EX @7; D"),
    us_plus_minus,
  );
  assert.deepEqual(terms, [
    { term_id: 7, gpa: 4, weighted_gpa: 4, credits: 3 },
    { term_id: 3, gpa: 2.5, weighted_gpa: 3, credits: 2 }, // 5 / 2, 6 / 2
    { term_id: 5, gpa: null, weighted_gpa: null, credits: 0 },
    { term_id: null, gpa: 1, weighted_gpa: 1, credits: 1 },
  ]);
  // From the grades, 18 / 6 and 19 / 6; the terms' own mean would be 2.50.
  assert.equal(overall.gpa, 3);
  assert.equal(overall.weighted_gpa, 3.17);
});

Deno.test("counted: the rows in input order, each with the bonus it earned", () => {
  const { counted } = computeGpa(
    rows("AP F @1; P; Honors a\u2212; B x0.5 @2"),
    us_plus_minus,
  );
  const [ap_f, honors_a_minus, half_b] = counted;
  assert.equal(counted.length, 3);
  assert.deepEqual(ap_f, {
    grade_id: 1,
    subject: "Maths",
    grade: "F",
    term_id: 1,
    level: "AP",
    points: 0,
    bonus: 0,
    credits: 1,
  });
  assert.deepEqual(honors_a_minus, {
    grade_id: 3,
    subject: "Maths",
    grade: "A-",
    term_id: null,
    level: "Honors",
    points: 3.7,
    bonus: 0.5,
    credits: 1,
  });
  assert.deepEqual([half_b.grade_id, half_b.credits], [4, 0.5]);
});

Deno.test("not counted: each with a reason, in input order, points before credits", () => {
  const input = rows("P; NP x?; EX; A; I; W; A; A x?; A x0 @2");
  input[6].points = null;
  const { not_counted } = computeGpa(input, us_plus_minus);

  assert.deepEqual(
    not_counted.map(({ grade_id, reason }) => [grade_id, reason]),
    [
      [1, "pass_fail"],
      [2, "pass_fail"],
      [3, "exempt"],
      [5, "incomplete"],
      [6, "withdrawn"],
      [7, "no_points"],
      [8, "no_credits"],
      [9, "no_credits"],
    ],
  );
  assert.deepEqual(not_counted.at(-1), {
    grade_id: 9,
    subject: "Maths",
    grade: "A",
    term_id: 2,
    reason: "no_credits",
  });
});

Deno.test("every reason has a sentence, without a full stop", () => {
  const sentences = Object.values(NOT_COUNTED_REASONS);
  assert.equal(new Set(sentences).size, 6);
  for (const sentence of sentences) assert.match(sentence, /^[A-Z].*[a-z]$/);
});
