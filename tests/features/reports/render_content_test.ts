import assert from "node:assert/strict";
import type { ReportContent } from "../../../api/features/reports/content.ts";
import { assertCleanPages, EMPTY, FULL, mark, rendered } from "./rendered_report.ts";

Deno.test("a full progress report says everything on one A4 page", async () => {
  const { pdf, pages, text, missing_glyphs } = await rendered(FULL);
  assert.equal(new TextDecoder().decode(pdf.slice(0, 5)), "%PDF-");
  assert.match(new TextDecoder("latin1").decode(pdf), /\/MediaBox \[0 0 595\.2\d+ 841\.8\d+\]/);
  assert.equal(pages.length, 1);
  assert.deepEqual(missing_glyphs, []);
  const said = [
    "Riverside School",
    "Progress report",
    "Autumn term 2026",
    "1 Sep 2026 – 18 Dec 2026",
    "Student number S-10042",
    "Date of birth 5 Mar 2014",
    "Mathematics Honors A- 3.7 1.0",
    "Art Regular P – 0.5",
    "not counted in the GPA",
    "GPA 3.35 Weighted 3.85 Credits 6.5",
    "Rate 94.4% Marked 72 Present 68 Late 4 Absent 1 Excused 3",
    "2 Oct 2026 Debate club Captain Regional finalist",
    "Mathematics Explains her steps well. Ms Rivera",
    "Art Lovely use of ink. Mr Klee",
    "Issued 18 Dec 2026 Page 1 of 1",
  ];
  for (const words of said) assert.ok(text.includes(words), `"${words}" in ${text}`);
  assertCleanPages(pages);
});

Deno.test("the sections stand in the order of the report's type", async () => {
  const cases: [ReportContent["type"], string[]][] = [
    ["Progress", ["Marks", "Grade point average", "Attendance", "Activities", "Teacher comments"]],
    ["Achievement", [
      "Achievements and activities",
      "Grade point average",
      "Marks",
      "Teacher comments",
    ]],
  ];
  for (const [type, headings] of cases) {
    const { pages: [pieces] } = await rendered({ ...FULL, type });
    const ys = headings.map((heading) => pieces.find(({ text }) => text === heading)?.y ?? NaN);
    assert.deepEqual(ys, ys.toSorted((a, b) => a - b), type);
    assert.ok(pieces.some(({ text }) => text === `${type} report`));
  }
});

Deno.test("empty parts say that they are empty", async () => {
  for (const type of ["Progress", "Achievement"] as const) {
    const { text, pages } = await rendered({ ...EMPTY, type });
    assert.equal(pages.length, 1);
    for (
      const words of [
        "All terms",
        "No marks entered yet",
        "No counted marks yet",
        "No attendance marked yet",
        "No activities recorded yet",
        "No teacher comments yet",
      ]
    ) assert.ok(text.includes(words), words);
    assertCleanPages(pages);
  }
});

Deno.test("a comment on a mark is not said twice", async () => {
  const comment = "Lovely use of ink.";
  const { text } = await rendered({
    ...FULL,
    comments: [{ subject: "Art", author: "Mr Klee", comment }],
  });
  assert.equal(text.split(comment).length, 2);
});

Deno.test("columns that nothing fills are left out, and a term that differs is told", async () => {
  const bare = mark({ level: "Regular", points: null, credits: null });
  const { text } = await rendered({ ...FULL, grades: [bare] });
  assert.ok(text.includes("Marks Subject Grade English B Grade point"), text);

  const overall = await rendered({ ...FULL, term: null, grades: [mark({ comment: "Fine." })] });
  assert.ok(overall.text.includes("Subject Term Grade Points Credits"), overall.text);
  assert.ok(overall.text.includes("English, Autumn term 2026 Fine."), overall.text);
});
