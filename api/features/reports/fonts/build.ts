/**
 * Makes the two fonts that reports are set in, from the Noto Sans of @expo-google-fonts/noto-sans:
 *
 *     deno run --allow-read --allow-write=api/features/reports/fonts api/features/reports/fonts/build.ts
 *
 * The results are committed, for the whole fonts would take four times the time and the bytes in every PDF.
 * The same versions of the packages give the same bytes.
 */
import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { createFont, type TTF } from "npm:fonteditor-core@2.6.3";
import subsetFont from "npm:subset-font@2.9.0";

const FONTS = [
  { from: "400Regular/NotoSans_400Regular.ttf", to: "noto_sans_regular.ttf" },
  { from: "700Bold/NotoSans_700Bold.ttf", to: "noto_sans_bold.ttf" },
];

/** The Unicode blocks that a report can print; all else comes out as a box. */
const BLOCKS: [first: number, last: number][] = [
  [0x0020, 0x007e], // Basic Latin
  [0x00a0, 0x024f], // Latin-1, Latin Extended-A and -B
  [0x0250, 0x02ff], // IPA (letters of African languages), modifier letters (ʻokina)
  [0x0300, 0x036f], // combining marks
  [0x0370, 0x03ff], // Greek
  [0x0400, 0x052f], // Cyrillic and its supplement
  [0x1e00, 0x1eff], // Latin Extended Additional (Vietnamese)
  [0x1f00, 0x1fff], // Greek Extended
  [0x2010, 0x2027], // dashes, quotation marks, bullets, ellipsis
  [0x2030, 0x205e], // per mille, primes, guillemets, more punctuation
  [0x2070, 0x209c], // superscripts and subscripts
  [0x20a0, 0x20cf], // currency
  [0x2100, 0x214f], // letterlike: №, ™, ℓ
  [0x2150, 0x218f], // fractions, Roman numerals
  [0x2212, 0x2212], // minus
  [0x2c60, 0x2c7f], // Latin Extended-C
  [0xa78b, 0xa78c], // saltillo
  [0xfb00, 0xfb06], // Latin ligatures
  [0xfffd, 0xfffd], // stands for every character that is missing
];

const MARK = /[\u0300-\u036f]/;
/** These stand beside their letter or span two, and are where they belong. */
const NOT_CENTRED = /[\u0315\u031a\u031b\u0358\u035c-\u0362]/;

/** Left of the pen by half a small letter, in thousandths of an em. */
const MARK_CENTRE = -280;

type Glyph = TTF.Glyph & { compound?: boolean; glyfs?: { transform: { e: number } }[] };

/** `font` with the two changes that a PDF writer without text shaping needs. */
function adaptGlyphs(font: Uint8Array): Uint8Array {
  const editor = createFont(Buffer.from(font), { type: "ttf", compound2simple: false });
  const glyphs = editor.get().glyf as Glyph[];
  drawReplacementAsBox(glyphs);
  centreMarks(glyphs);
  return editor.write({ type: "ttf", toBuffer: true }) as Buffer;
}

/** jsPDF ends a text at glyph 0, the empty box, and there is no U+25A1: U+FFFD gets its shape. */
function drawReplacementAsBox(glyphs: Glyph[]) {
  const replacement = glyphs.find(({ unicode }) => unicode?.includes(0xfffd));
  if (!replacement) throw new Error("The font has no U+FFFD");
  const { unicode, name } = replacement;
  Object.assign(replacement, structuredClone(glyphs[0]), { unicode, name });
}

/** Combining marks sit on the edge of their letter until shaping moves them: put them over it. */
function centreMarks(glyphs: Glyph[]) {
  for (const glyph of [...glyphs]) {
    const character = String.fromCodePoint(...glyph.unicode ?? []);
    if (!MARK.test(character) || NOT_CENTRED.test(character)) continue;
    // A copy, for letters with accents are made up of the original.
    const mark = structuredClone(glyph);
    glyph.unicode = [];
    const shift = MARK_CENTRE - Math.round((mark.xMin + mark.xMax) / 2);
    for (const point of mark.contours?.flat() ?? []) point.x += shift;
    for (const part of mark.glyfs ?? []) part.transform.e += shift;
    mark.xMin += shift;
    mark.xMax += shift;
    mark.leftSideBearing = mark.xMin;
    glyphs.push(mark);
  }
}

function textOfBlocks(): string {
  let text = "";
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code++) text += String.fromCodePoint(code);
  }
  return text;
}

if (import.meta.main) {
  const source = createRequire(import.meta.url).resolve(
    "@expo-google-fonts/noto-sans/metadata.json",
  );
  const folder = source.slice(0, source.lastIndexOf("/"));
  for (const { from, to } of FONTS) {
    const font = await Deno.readFile(`${folder}/${from}`);
    // jsPDF shapes nothing, so layout and hinting tables would be dead weight.
    const subset = await subsetFont(Buffer.from(adaptGlyphs(font)), textOfBlocks(), {
      targetFormat: "sfnt",
      keepFeatures: [],
      noLayoutClosure: true,
      noHinting: true,
      dropTables: ["GDEF", "GPOS", "GSUB", "STAT", "gasp"],
    });
    await Deno.writeFile(new URL(to, import.meta.url), subset);
    console.log(`${to}: ${subset.length} bytes`);
  }
  await Deno.copyFile(`${folder}/LICENSE_FONT`, new URL("OFL.txt", import.meta.url));
}
