import assert from "node:assert/strict";
import { loadFonts } from "../../../api/features/reports/fonts.ts";
import { renderReport } from "../../../api/features/reports/render.ts";
import { FULL, mark, named, rendered } from "./rendered_report.ts";

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
