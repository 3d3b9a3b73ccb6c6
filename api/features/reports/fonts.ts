import { jsPDF } from "jspdf";

/** The names are the PDF's; six capitals and a plus mark a font that is a subset (PDF 32000-1, 9.6.4). */
export const REGULAR = "LAUREL+NotoSans-Regular";
export const BOLD = "LAUREL+NotoSans-Bold";

/** In our subset U+FFFD is drawn as an empty box (see fonts/build.ts). */
export const BOX = "\ufffd";

/** What jsPDF makes of a TrueType file. The members from `glyIdsUsed` on belong to one document. */
interface ParsedFont {
  cmap: { unicode: { codeMap: Record<number, number | undefined> } };
  glyIdsUsed?: number[];
  toUnicode: Record<number, number>;
  Unicode?: { encoding: object; kerning: object; widths: unknown[] };
}

interface FontParser {
  open(file: Uint8Array): ParsedFont;
}

export interface ReportFonts {
  regular: ParsedFont;
  bold: ParsedFont;
}

// jsPDF's types leave its font parser out.
const parser = (jsPDF.API as unknown as { TTFFont: FontParser }).TTFFont;

/** What jsPDF asks of a file in its virtual file system to take it for TrueType. */
const TRUETYPE_SIGNATURE = "\x00\x01\x00\x00";

let loading: Promise<ReportFonts> | undefined;

/** The fonts beside this file, read and parsed once a process. Needs read access to `./fonts`. */
export function loadFonts(): Promise<ReportFonts> {
  loading ??= readFonts().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readFonts(): Promise<ReportFonts> {
  const [regular, bold] = await Promise.all([
    Deno.readFile(new URL("./fonts/noto_sans_regular.ttf", import.meta.url)),
    Deno.readFile(new URL("./fonts/noto_sans_bold.ttf", import.meta.url)),
  ]);
  return parseFonts({ regular, bold });
}

/** For a host that keeps the two TrueType files elsewhere. The bytes must stay as they are. */
export function parseFonts(files: { regular: Uint8Array; bold: Uint8Array }): ReportFonts {
  return { regular: parser.open(files.regular), bold: parser.open(files.bold) };
}

/** Gives `doc` both fonts. To parse them again for every document would take most of its time. */
export function addFonts(doc: jsPDF, fonts: ReportFonts) {
  const open = parser.open;
  try {
    for (const [name, font] of [[REGULAR, fonts.regular], [BOLD, fonts.bold]] as const) {
      parser.open = () => forOneDocument(font);
      doc.addFileToVFS(name, TRUETYPE_SIGNATURE);
      doc.addFont(name, name, "normal");
    }
  } finally {
    parser.open = open;
  }
}

/** jsPDF notes on the font which glyphs a document uses; the parsed tables are only read. */
function forOneDocument(font: ParsedFont): ParsedFont {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(font)), font);
  return Object.assign(copy, { glyIdsUsed: undefined, toUnicode: {}, Unicode: undefined });
}

/** Whether a code point can be printed, regular and bold. jsPDF drops the others in silence. */
export function hasGlyph(fonts: ReportFonts, code_point: number): boolean {
  return Boolean(
    fonts.regular.cmap.unicode.codeMap[code_point] && fonts.bold.cmap.unicode.codeMap[code_point],
  );
}
