import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { getDocumentProxy } from "unpdf";
import type { ReportContent } from "../../../api/features/reports/content.ts";
import { loadFonts, parseFonts } from "../../../api/features/reports/fonts.ts";
import { renderReport } from "../../../api/features/reports/render.ts";

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = { side: 51, body_top: 68, body_bottom: 62 };

const TERM = { name: "Autumn term 2026", starts_on: "2026-09-01", ends_on: "2026-12-18" };

const EMPTY: ReportContent = {
  type: "Progress",
  school_name: "Riverside School",
  student: { name: "Ana Silva", student_number: null, grade_level: null, date_of_birth: null },
  term: null,
  issued_on: "2026-12-18",
  scale: { name: "US 4.0" },
  grades: [],
  gpa: { gpa: null, weighted_gpa: null, credits: 0 },
  attendance: { marked: 0, present: 0, absent: 0, excused: 0, late: 0, rate: null },
  activities: [],
  comments: [],
};

const FULL: ReportContent = {
  ...EMPTY,
  student: {
    name: "Ana Silva",
    student_number: "S-10042",
    grade_level: "7",
    date_of_birth: "2014-03-05",
  },
  term: TERM,
  grades: [
    mark({ subject: "Mathematics", grade: "A-", points: 3.7, level: "Honors" }),
    mark({
      subject: "Art",
      grade: "P",
      points: null,
      credits: 0.5,
      comment: "Lovely use of ink.",
      author: "Mr Klee",
    }),
  ],
  gpa: { gpa: 3.345, weighted_gpa: 3.845, credits: 6.5 },
  attendance: { marked: 72, present: 68, absent: 1, excused: 3, late: 4, rate: 68 / 72 },
  activities: [{
    activity_name: "Debate club",
    role: "Captain",
    participation_date: "2026-10-02",
    achievement: "Regional finalist",
  }],
  comments: [{ subject: "Mathematics", author: "Ms Rivera", comment: "Explains her steps well." }],
};

function mark(over: Partial<ReportContent["grades"][number]>): ReportContent["grades"][number] {
  return {
    subject: "English",
    grade: "B",
    points: 3,
    credits: 1,
    level: "Regular",
    class_name: null,
    term_name: TERM.name,
    comment: null,
    author: null,
    ...over,
  };
}

function named(name: string): ReportContent {
  return { ...FULL, student: { ...FULL.student, name } };
}

interface Piece {
  text: string;
  x: number;
  /** The baseline's distance from the top of the page. */
  y: number;
  width: number;
  size: number;
}

interface ReadBack {
  pages: Piece[][];
  /** All text in the order drawn, with single spaces. */
  text: string;
  /** The same without any. */
  dense: string;
  info: Record<string, unknown>;
}

async function readBack(pdf: Uint8Array): Promise<ReadBack> {
  const document = await getDocumentProxy(pdf.slice());
  const pages: Piece[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) =>
      "str" in item && item.str.trim() !== ""
        ? [{
          text: item.str,
          x: item.transform[4],
          y: A4.height - item.transform[5],
          width: item.width,
          size: item.transform[0],
        }]
        : []
    );
    pages.push(pieces);
  }
  const { info } = await document.getMetadata();
  await document.loadingTask.destroy();
  const text = pages.flat().map((piece) => piece.text).join(" ").replace(/\s+/g, " ");
  return { pages, text, dense: text.replaceAll(" ", ""), info: info as Record<string, unknown> };
}

async function rendered(content: ReportContent) {
  const { pdf, missing_glyphs } = await renderReport(content);
  return { pdf, missing_glyphs, ...await readBack(pdf) };
}

/** Nothing outside the margins, nothing drawn upon something else. */
function assertCleanPages(pages: Piece[][]) {
  pages.forEach((pieces, index) => {
    for (const { text, x, y, width } of pieces) {
      const where = `"${text}" on page ${index + 1}`;
      assert.ok(x > MARGIN.side - 1, `${where} starts left of the margin`);
      assert.ok(x + width < A4.width - MARGIN.side + 1, `${where} runs past the right margin`);
      assert.ok(y > 30 && y < A4.height - 25, `${where} runs off the page`);
    }
    const foot = pieces.filter(({ y }) => y > A4.height - MARGIN.body_bottom + 14);
    assert.deepEqual(foot.map(({ text }) => text), [
      "Issued 18 Dec 2026",
      `Page ${index + 1} of ${pages.length}`,
    ]);
    pieces.forEach((a, i) => {
      for (const b of pieces.slice(i + 1)) {
        const beside = a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1;
        const apart = Math.abs(a.y - b.y) >= Math.min(a.size, b.size) * 0.9;
        assert.ok(beside || apart, `"${a.text}" and "${b.text}" overlap on page ${index + 1}`);
      }
    });
  });
}

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

Deno.test("the same content gives the same bytes, whatever was rendered in between", async () => {
  const first = await renderReport(FULL);
  await renderReport(named("Ελένη Дмитрий 李"));
  const again = await renderReport(structuredClone(FULL));
  assert.deepEqual(again.pdf, first.pdf);

  const other_order = Object.fromEntries(Object.entries(FULL).reverse()) as unknown;
  assert.deepEqual((await renderReport(other_order as ReportContent)).pdf, first.pdf);

  const file_id = /\/ID \[ <([0-9A-F]{32})>/i;
  const latin1 = new TextDecoder("latin1");
  const other = await renderReport({ ...FULL, issued_on: "2026-12-19" });
  const [id, other_id] = [first.pdf, other.pdf].map((pdf) => file_id.exec(latin1.decode(pdf))?.[1]);
  assert.ok(id && other_id && id !== other_id);
});

Deno.test("the document's title tells no name, and its date is the issue's", async () => {
  for (const issued_on of ["2026-12-18", "2041-01-02"]) {
    const { pdf, info } = await rendered({ ...FULL, issued_on });
    assert.equal(info.Title, "Progress report");
    assert.equal(info.Language, "en");
    assert.equal(info.CreationDate, `D:${issued_on.replaceAll("-", "")}120000-00'00'`);
    assert.doesNotMatch(new TextDecoder("latin1").decode(pdf), /Ana Silva/);
  }
  await assert.rejects(renderReport({ ...FULL, issued_on: "soon" }), RangeError);
});

Deno.test("names in many scripts come out as text", async () => {
  const names = [
    "Zoë Åström-Núñez",
    "Łukasz Żółć-Gąska",
    "Şükrü Iğdır",
    "Ελένη Παπαδοπούλου",
    "Дмитрий Щербаков",
    "Їжакевич Ґалаґан",
    "Nguyễn Thị Hương Đỗ",
    "Kaʻiulani Māhealani",
    "Adébáyọ̀ Ọlọ́run",
  ];
  for (const name of names) {
    for (const form of ["NFC", "NFD"]) {
      const { text, missing_glyphs } = await rendered(named(name.normalize(form)));
      assert.ok(text.includes(name.normalize("NFC")), `${form} of ${name} in ${text}`);
      assert.deepEqual(missing_glyphs, []);
    }
  }
});

Deno.test("a character without a glyph is one box and is reported once", async () => {
  const cases: [name: string, drawn: string, missing: string[]][] = [
    ["李小龍 李", "��� �", ["小", "李", "龍"]],
    ["محمد", "����", ["ح", "د", "م"]],
    ["Ana 😀", "Ana �", ["😀"]],
    ["𠮷野", "��", ["野", "𠮷"]],
    ["Kid 👩\u200d👧", "Kid ��", ["👧", "👩"]],
    ["Hart ❤\ufe0f", "Hart �", ["❤"]],
    ["Ana\u0591", "Ana�", ["\u0591"]],
    ["half \ud83d pair", "half � pair", ["\ufffd"]],
  ];
  for (const [name, drawn, missing] of cases) {
    const { text, missing_glyphs } = await rendered(named(name));
    assert.ok(
      text.includes(`– 18 Dec 2026 Riverside School Progress report ${drawn} Student`),
      text,
    );
    assert.deepEqual(missing_glyphs, missing.sort(), name);
  }
});

Deno.test("a box is drawn as a box: an outer and an inner rectangle", async () => {
  type Outline = { numberOfContours: number; raw: { data: number[] } };
  type Outlines = { glyf: { glyphFor(glyph: number): Outline } };
  for (const font of Object.values(await loadFonts())) {
    const box = (font as unknown as Outlines).glyf.glyphFor(font.cmap.unicode.codeMap[0xfffd]!);
    assert.equal(box.numberOfContours, 2);
    // The last points of the two contours stand after the bounds: four points each.
    assert.deepEqual(box.raw.data.slice(10, 14), [0, 3, 0, 7]);
  }
});

Deno.test("missing characters are found wherever they stand", async () => {
  const { missing_glyphs } = await renderReport({
    ...FULL,
    school_name: "學校",
    grades: [mark({ subject: "中文" })],
    comments: [{ subject: "Art", author: "山", comment: "a → b" }],
  });
  assert.deepEqual(missing_glyphs, ["→", "中", "學", "山", "文", "校"].sort());
});

Deno.test("control characters, direction marks and odd spaces leave no trace", async () => {
  const content = named("A\0n\x07a\u202e \x1b[31m\tSil\u00ad\u200bva\x7f\u0085\ufeff");
  const { text, missing_glyphs } = await rendered({
    ...content,
    school_name: "River\r\nside\u00a0\u2028 School",
  });
  assert.ok(text.includes("River side School Progress report Ana [31m Silva Student"), text);
  assert.deepEqual(missing_glyphs, []);
});

Deno.test("PDF syntax in a name is only text", async () => {
  const name = "\\) Tj ET (Robert) <</Type>> %";
  const { text, pages } = await rendered(named(name));
  assert.ok(text.includes(name), text);
  assert.equal(pages.length, 1);
});

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

Deno.test("the content is left as it was, and fonts can come from elsewhere", async () => {
  const content = structuredClone(FULL);
  const own = await renderReport(content);
  assert.deepEqual(content, FULL);

  const folder = new URL("../../../api/features/reports/fonts/", import.meta.url);
  const [regular, bold] = await Promise.all(
    ["noto_sans_regular.ttf", "noto_sans_bold.ttf"].map((name) =>
      Deno.readFile(new URL(name, folder))
    ),
  );
  const given = await renderReport(content, { fonts: parseFonts({ regular, bold }) });
  assert.deepEqual(given.pdf, own.pdf);
  assert.equal(await loadFonts(), await loadFonts());
});

Deno.test("jsPDF's optional packages stay unloaded", async () => {
  await renderReport(FULL);
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  assert.ok(loaded.some((path) => path.includes("jspdf")));
  assert.deepEqual(loaded.filter((path) => /canvg|html2canvas|dompurify|core-js/.test(path)), []);
});
