import assert from "node:assert/strict";
import {
  DEFAULT_SCALE,
  resolveGrade,
  type Scale,
  SCALE_PRESETS,
  UNCOUNTED_ENTRIES,
} from "../../../api/features/grades/scales.ts";

const { us_plus_minus, us_plain, zero_to_twenty, one_to_six, percent } = SCALE_PRESETS;

/** Labels that need the folding, bands out of order and from 50 up, marks of its own. */
const HOUSE_SCALE: Scale = {
  name: "House",
  kind: "letter",
  minimum: 0,
  maximum: 110,
  pass_mark: 75,
  honors_bonus: 0,
  ap_bonus: 0,
  entries: [
    { label: "Good", minimum: 75, points: 2, pass: true },
    { label: "Poor", minimum: 50, points: 1, pass: false },
    { label: "Très bien", minimum: 90, points: 3, pass: true },
    { label: "\u22123", minimum: null, points: -3, pass: false },
    { label: "12", minimum: null, points: 12, pass: true },
    { label: "P", minimum: null, points: 2.5, pass: true },
    { label: "Absent", minimum: null, points: null, pass: false },
  ],
};

function assertResolves(
  scale: Scale,
  entered: string,
  expected: { grade?: string; points: number | null; passed: boolean },
) {
  assert.deepEqual(
    resolveGrade(scale, entered),
    { ok: true, grade: entered, ...expected },
    `"${entered}" on "${scale.name}"`,
  );
}

function refusal(scale: Scale, entered: string): string {
  const resolved = resolveGrade(scale, entered);
  assert.ok(!resolved.ok, `"${entered}" was accepted on "${scale.name}"`);
  return resolved.message;
}

// [least percent, points from there, points just below it]
const US_BOUNDARIES = [
  [97, 4, 4],
  [93, 4, 3.7],
  [90, 3.7, 3.3],
  [87, 3.3, 3],
  [83, 3, 2.7],
  [80, 2.7, 2.3],
  [77, 2.3, 2],
  [73, 2, 1.7],
  [70, 1.7, 1.3],
  [67, 1.3, 1],
  [63, 1, 0.7],
  [60, 0.7, 0],
];

for (const [least, points, below] of US_BOUNDARIES) {
  Deno.test(`US: ${least} % is ${points} points, just below is ${below}`, () => {
    const passed_below = least > 60;
    assertResolves(us_plus_minus, `${least}`, { points, passed: true });
    assertResolves(us_plus_minus, `${least}.001`, { points, passed: true });
    for (const just_below of [".9", ".99", ".999"]) {
      const entered = `${least - 1}${just_below}`;
      const expected = { points: below, passed: passed_below };
      assertResolves(us_plus_minus, entered, expected);
    }
  });
}

Deno.test("US: a label earns what the bottom of its band earns", () => {
  for (const scale of [us_plus_minus, us_plain]) {
    for (const { label, minimum, points, pass } of scale.entries) {
      assertResolves(scale, label, { points, passed: pass });
      assertResolves(scale, `${minimum}`, { points, passed: pass });
    }
  }
});

Deno.test("US: the design's points, label by label", () => {
  assert.equal(DEFAULT_SCALE, us_plus_minus);
  assert.deepEqual(
    us_plus_minus.entries.map(({ label, points }) => `${label} ${points}`),
    "A+ 4,A 4,A- 3.7,B+ 3.3,B 3,B- 2.7,C+ 2.3,C 2,C- 1.7,D+ 1.3,D 1,D- 0.7,F 0"
      .split(","),
  );
  assert.deepEqual(
    us_plain.entries.map(({ label, points }) => `${label} ${points}`),
    "A 4,B 3,C 2,D 1,F 0".split(","),
  );
});

Deno.test("US: the ends of the range", () => {
  assertResolves(us_plus_minus, "0", { points: 0, passed: false });
  assertResolves(us_plus_minus, "100", { points: 4, passed: true });
  assertResolves(us_plus_minus, "100.000", { points: 4, passed: true });
  refusal(us_plus_minus, "100.001");
});

Deno.test("a label comes back in the scale's spelling", () => {
  const a_minus = { grade: "A-", points: 3.7, passed: true };
  for (const dash of ["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212"]) {
    assertResolves(us_plus_minus, `a${dash}`, a_minus);
    assertResolves(us_plus_minus, ` A${dash}\u00a0`, a_minus);
  }
  const a_plus = { grade: "A+", points: 4, passed: true };
  assertResolves(us_plus_minus, "\ta+\n", a_plus);
});

Deno.test("a percent comes back as entered, trimmed", () => {
  const b_plus = { points: 3.3, passed: true };
  for (const entered of ["87", "087", "87.5", "87,5", "87%", "87.25 %"]) {
    assertResolves(us_plus_minus, entered, b_plus);
    assertResolves(us_plus_minus, `  ${entered} `, { grade: entered, ...b_plus });
  }
});

Deno.test("numeric: points are the number, passed from the pass mark", () => {
  assertResolves(zero_to_twenty, "0", { points: 0, passed: false });
  assertResolves(zero_to_twenty, "9.999", { points: 9.999, passed: false });
  assertResolves(zero_to_twenty, "10", { points: 10, passed: true });
  assertResolves(zero_to_twenty, "14,5", { points: 14.5, passed: true });
  assertResolves(zero_to_twenty, " 12.25 ", {
    grade: "12.25",
    points: 12.25,
    passed: true,
  });
  assertResolves(zero_to_twenty, "20", { points: 20, passed: true });

  assertResolves(one_to_six, "1", { points: 1, passed: false });
  assertResolves(one_to_six, "3,99", { points: 3.99, passed: false });
  assertResolves(one_to_six, "4", { points: 4, passed: true });
  assertResolves(one_to_six, "6.0", { points: 6, passed: true });

  assertResolves(percent, "59.99", { points: 59.99, passed: false });
  assertResolves(percent, "60%", { points: 60, passed: true });
  assertResolves(percent, "100", { points: 100, passed: true });
});

Deno.test("numeric: out of range, and a percent that is not one", () => {
  for (const entered of ["20.001", "21", "-1", "15%", "A"]) {
    refusal(zero_to_twenty, entered);
  }
  for (const entered of ["0", "0.999", "6.001", "60"]) {
    refusal(one_to_six, entered);
  }
  for (const entered of ["100.001", "101%", "-0"]) refusal(percent, entered);
});

Deno.test("every scale knows P, NP, EX, I and W, which carry no points", () => {
  for (const scale of Object.values(SCALE_PRESETS)) {
    for (const { label, pass } of UNCOUNTED_ENTRIES) {
      const expected = { grade: label, points: null, passed: pass };
      assertResolves(scale, label, expected);
      assertResolves(scale, ` ${label.toLowerCase()} `, expected);
    }
  }
  assert.deepEqual(
    UNCOUNTED_ENTRIES.map(({ label, pass }) => `${label} ${pass}`),
    ["P true", "NP false", "EX false", "I false", "W false"],
  );
});

const ABSURD = [
  ["no number", "1e400", "1e1", "NaN", "Infinity", "0x10", "1_0", "٣", "０", "Ａ"],
  ["sign", "-5", "\u22125", "+5", "-0"],
  ["shape", ".5", "5.", "5..5", "5.5.5", "5 5", "5,5,5", "5.0000", "5%%", "%"],
  ["size", "1000", "9".repeat(400), "1,000.00"],
  ["no label", "A++", "A +", "+A", "AA", "Pass", "null", "__proto__", "A\u200b"],
];

for (const [kind, ...entries] of ABSURD) {
  Deno.test(`refused on every scale (${kind}): ${entries.join("  ").slice(0, 60)}`, () => {
    for (const scale of Object.values(SCALE_PRESETS)) {
      for (const entered of entries) {
        const message = refusal(scale, entered);
        assert.ok(message.startsWith(`"${entered}" is not a grade on `), message);
      }
    }
  });
}

Deno.test("many nines do not climb a band by way of floating point", () => {
  assert.equal(Number("96.99999999999999999"), 97);
  refusal(us_plus_minus, "96.99999999999999999");
});

Deno.test("a refusal says what is wrong and what to enter", () => {
  assert.equal(
    refusal(us_plain, " A++ "),
    '"A++" is not a grade on the scale "US 4.0 without plus and minus"; ' +
      "enter a percent from 0 to 100 with at most three decimals, " +
      '"A", "B", "C", "D", "F", "P", "NP", "EX", "I", or "W"',
  );
  assert.equal(
    refusal(one_to_six, "7"),
    '"7" is not a grade on the scale "1 to 6"; ' +
      "enter a number from 1 to 6 with at most three decimals, " +
      '"P", "NP", "EX", "I", or "W"',
  );
  for (const entered of ["", "  ", "\t\n"]) {
    assert.match(refusal(us_plus_minus, entered), /^The grade is empty; enter a /);
  }
});

Deno.test("a school's own scale: its labels win, its bands may be in any order", () => {
  assertResolves(HOUSE_SCALE, "très BIEN", {
    grade: "Très bien",
    points: 3,
    passed: true,
  });
  assert.deepEqual(
    resolveGrade(HOUSE_SCALE, "tre\u0300s bien"),
    resolveGrade(HOUSE_SCALE, "Très bien"),
  );
  assertResolves(HOUSE_SCALE, "-3", {
    grade: "\u22123",
    points: -3,
    passed: false,
  });
  assertResolves(HOUSE_SCALE, "12", { points: 12, passed: true });
  assertResolves(HOUSE_SCALE, "P", { points: 2.5, passed: true });
  assertResolves(HOUSE_SCALE, "absent", {
    grade: "Absent",
    points: null,
    passed: false,
  });
  assertResolves(HOUSE_SCALE, "W", { points: null, passed: false });

  assertResolves(HOUSE_SCALE, "110", { points: 3, passed: true });
  assertResolves(HOUSE_SCALE, "89.999", { points: 2, passed: true });
  assertResolves(HOUSE_SCALE, "74.999", { points: 1, passed: false });
  assert.match(refusal(HOUSE_SCALE, "49.999"), /; enter a percent from 50 to 110 /);
});

Deno.test("a letter scale without bands takes labels only, and says so", () => {
  const entries = HOUSE_SCALE.entries.map((entry) => ({
    ...entry,
    minimum: null,
  }));
  const message = refusal({ ...HOUSE_SCALE, entries }, "95");
  assert.match(message, /; enter "Good", "Poor", /);
  assert.equal(message.match(/"P"/g)?.length, 1);
});

for (const [key, scale] of Object.entries(SCALE_PRESETS)) {
  Deno.test(`preset ${key} is consistent with itself`, () => {
    assert.deepEqual(JSON.parse(JSON.stringify(scale)), scale);
    assert.ok(scale.minimum < scale.pass_mark);
    assert.ok(scale.pass_mark < scale.maximum);
    const four_point = scale.kind === "letter";
    assert.equal(scale.honors_bonus, four_point ? 0.5 : 0);
    assert.equal(scale.ap_bonus, four_point ? 1 : 0);
    assert.equal(scale.entries.length > 0, four_point);

    const labels = [...scale.entries, ...UNCOUNTED_ENTRIES].map((e) => e.label);
    assert.equal(new Set(labels).size, labels.length);
    scale.entries.forEach((entry, i) => {
      assert.ok(entry.minimum !== null && entry.points !== null);
      assert.equal(entry.pass, entry.minimum >= scale.pass_mark);
      const next = scale.entries[i + 1];
      if (!next) return assert.equal(entry.minimum, scale.minimum);
      assert.ok(entry.minimum > next.minimum!, `${entry.label}: minimum`);
      assert.ok(entry.points >= next.points!, `${entry.label}: points`);
    });
  });
}
