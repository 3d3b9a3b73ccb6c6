import assert from "node:assert/strict";
import { A4, assertCleanPages, FULL, MARGIN, mark, rendered, TERM } from "./rendered_report.ts";

Deno.test("sixty marks and long comments run over pages, whole, with their heads", async () => {
  const sentence = "She explains her thinking clearly and helps the others at her table. ";
  const comments = Array.from({ length: 25 }, (_, index) => ({
    subject: `Subject ${index + 1}`,
    author: `Teacher Number ${index + 1}`,
    comment: `Start ${index + 1}. ${sentence.repeat(2 + index % 9)}End ${index + 1}.`,
  }));
  const { pages, text } = await rendered({
    ...FULL,
    grades: Array.from(
      { length: 60 },
      (_, index) => mark({ subject: `Course ${index + 1}`, class_name: `Group ${index + 1}` }),
    ),
    comments,
  });
  assertCleanPages(pages);
  assert.ok(pages.length > 3);
  for (let number = 1; number <= 60; number++) {
    assert.ok(text.includes(`Course ${number} Group ${number} B 3 1 `), `course ${number}`);
  }
  for (const { comment, author } of comments) assert.ok(text.includes(`${comment} ${author}`));
  pages.forEach((pieces, index) => {
    const words = pieces.map((piece) => piece.text);
    if (words.some((word) => /^Course \d/.test(word))) assert.ok(words.includes("Credits"));
    if (words.some((word) => /^Subject \d/.test(word))) assert.ok(words.includes("Teacher"));
    if (index > 0) {
      assert.deepEqual(words.slice(-4, -2), ["Progress report · Riverside School", "Ana Silva"]);
    }
  });
});

Deno.test("a heading stands on the page of the row that follows it", async () => {
  for (let count = 15; count < 40; count++) {
    const grades = Array.from({ length: count }, () => mark({}));
    const { pages } = await rendered({ ...FULL, grades });
    for (const pieces of pages) {
      const body = pieces.filter(({ y }) => y < A4.height - MARGIN.body_bottom + 10);
      const last = body.filter(({ size }) => size > 9).at(-1);
      assert.ok(last && last.size < 14 && last.size !== 12, `${last?.text}, ${count} marks`);
    }
    assertCleanPages(pages);
  }
});

Deno.test("a comment longer than a page goes on over the next", async () => {
  const sentence = "The quick brown fox jumps over it. ";
  const comment = `First words. ${sentence.repeat(300)}Last words.`;
  const { pages, text } = await rendered({
    ...FULL,
    comments: [{ subject: "English", author: null, comment }],
  });
  assertCleanPages(pages);
  assert.ok(pages.length >= 3);
  assert.equal(text.match(/quick/g)?.length, 300);
  assert.match(text, /First words\..* Last words\./);
});

Deno.test("line breaks of a comment are kept", async () => {
  const comment = "One.\r\nTwo.\n\n\n\nThree.";
  const { pages: [pieces] } = await rendered({
    ...FULL,
    comments: [{ subject: "Art", author: null, comment }],
  });
  const [one, two, three] = ["One.", "Two.", "Three."].map((line) =>
    pieces.find(({ text }) => text === line)?.y ?? NaN
  );
  assert.ok(Math.abs(three - two - 2 * (two - one)) < 0.1, "one blank line at most");
});

Deno.test("long words and names wrap, and nothing of them is lost", async () => {
  const name = "Wolfeschlegelsteinhausenbergerdorff".repeat(6).slice(0, 200);
  const long = "Unbreakable".repeat(15);
  const { pages, dense } = await rendered({
    ...FULL,
    type: "Achievement",
    school_name: `${long}School`,
    student: { name, student_number: long, grade_level: long, date_of_birth: "2014-03-05" },
    term: { ...TERM, name: long },
    scale: { name: long },
    grades: [mark({ subject: `${long}Subject`, grade: "Incomplete", class_name: long })],
    activities: [{ ...FULL.activities[0], activity_name: long, role: long, achievement: long }],
    comments: [{ subject: `${long}S`, author: long, comment: long.repeat(5) }],
  });
  assertCleanPages(pages);
  for (const words of [name, `${long}School`, `${long}Subject`, "Incomplete", long.repeat(5)]) {
    assert.ok(dense.includes(words), words);
  }
});
