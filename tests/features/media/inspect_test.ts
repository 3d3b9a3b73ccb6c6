import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Refusal } from "../../../api/errors.ts";
import { inspect } from "../../../api/features/media/inspect/mod.ts";
import {
  extended,
  join,
  jpeg,
  jpegSegment,
  lossless,
  lossy,
  packed,
  pdf,
  png,
  pngChunk,
  riff,
  webp,
  webpChunk,
  zip,
} from "../../helpers/media.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const html = "<html><script>alert(1)</script></html>";
const bomb = { width: 10_000, height: 10_000 };
const text = (value: string) => [...Buffer.from(value, "latin1")];

/** The status that the file is refused with, and what is said; null where it is taken. */
function refusalOf(type: string, bytes: Bytes): { status: number; said: string } | null {
  try {
    inspect({ type, bytes });
    return null;
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    const [field] = error.more.errors ?? [];
    return { status: error.status, said: field?.message ?? error.detail };
  }
}

const TAKEN: [string, string, Bytes][] = [
  ["image/jpeg", "baseline", jpeg()],
  ["image/jpeg", "with EXIF and a comment", jpeg(undefined, jpegSegment(0xe1, text("Exif\0\0MM")))],
  ["image/jpeg", "with a preview behind it, as phones write them", join(jpeg(), jpeg())],
  ["image/jpeg", "filled up with zeros", join(jpeg(), new Uint8Array(64))],
  ["image/jpeg", "40 million pixels", jpeg({ width: 8_000, height: 5_000 })],
  ["image/png", "grey", png()],
  ["image/png", "with text", png(undefined, pngChunk("tEXt", text("Author\0Ana")))],
  ["image/webp", "lossy", webp()],
  ["image/webp", "lossless", riff(lossless({ width: 3, height: 5 }))],
  [
    "image/webp",
    "extended, with EXIF",
    riff(
      extended({ width: 2, height: 2 }),
      lossy({ width: 2, height: 2 }),
      webpChunk("EXIF", [1, 2, 3]),
    ),
  ],
  ["application/pdf", "a page", pdf()],
  ["application/pdf", "with packed objects", pdf(packed("<< /Type /Font >>"))],
  ["application/pdf", "that speaks of script", pdf("% JavaScript is no /JavaScripted name\n")],
];

Deno.test("whole files of each kind are taken", () => {
  for (const [type, what, bytes] of TAKEN) {
    assert.equal(refusalOf(type, bytes), null, `${type}: ${what}`);
  }
});

Deno.test("a file that is not of the type that it says is 415, whatever it is", () => {
  const files: Record<string, Bytes> = {
    "image/jpeg": jpeg(),
    "image/png": png(),
    "image/webp": webp(),
    "application/pdf": pdf(),
    svg: join('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    html: join(html),
    gif: join("GIF89a", new Uint8Array(20)),
    zip: zip(),
    "one byte": join([0xff]),
    "a page before the picture": join(html, png()),
    "a PDF that begins later": join("\n", pdf()),
    "a RIFF of another kind": join("RIFF\x04\0\0\0WAVE"),
  };
  for (const type of ["image/jpeg", "image/png", "image/webp", "application/pdf"]) {
    for (const [what, bytes] of Object.entries(files)) {
      if (what === type) continue;
      assert.equal(refusalOf(type, bytes)?.status, 415, `${what} as ${type}`);
    }
  }
});

Deno.test("a file that is cut off anywhere is refused, and never crashes the one who looks", () => {
  for (const [type, what, bytes] of TAKEN) {
    // A preview or zeros behind the picture may be missing.
    const first = what.includes("behind") ? jpeg().length : bytes.length;
    const least = what.includes("zeros") ? jpeg().length : first;
    for (let length = 0; length < least; length++) {
      // The last byte of a PDF is the end of a line.
      if (type === "application/pdf" && length === bytes.length - 1) continue;
      const refusal = refusalOf(type, bytes.slice(0, length));
      assert.ok(refusal, `${type}: ${what}, ${length} of ${bytes.length} bytes`);
      assert.ok([400, 415].includes(refusal.status));
    }
  }
});

Deno.test("a file with a byte changed is taken or refused, and never crashes the one who looks", () => {
  for (const [type, , bytes] of TAKEN) {
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0x00, 0xff, bytes[at] ^ 1]) {
        const changed = bytes.slice();
        changed[at] = value;
        refusalOf(type, changed);
      }
    }
  }
});

const REFUSED: [string, string, Bytes, RegExp][] = [
  ["image/jpeg", "bomb", jpeg(bomb), /40 million pixels/],
  ["image/png", "bomb", png(bomb), /40 million pixels/],
  [
    "image/png",
    "bomb of 4 gigapixels a side",
    png({ width: 0xffffffff, height: 0xffffffff }),
    /40/,
  ],
  ["image/webp", "bomb, lossy", webp({ width: 16_383, height: 16_383 }), /40 million pixels/],
  ["image/webp", "bomb, lossless", riff(lossless({ width: 16_384, height: 16_384 })), /40 million/],
  ["image/webp", "bomb in its frame", riff(extended(bomb), lossy({ width: 2, height: 2 })), /40/],
  [
    "image/webp",
    "bomb in a small frame",
    riff(extended({ width: 2, height: 2 }), lossy(bomb)),
    /40/,
  ],
  ["image/jpeg", "bomb as a preview", join(jpeg(), jpeg(bomb)), /40 million pixels/],
  ["image/jpeg", "no size", jpeg({ width: 2, height: 0 }), /no size/],
  ["image/png", "no size", png({ width: 0, height: 2 }), /no size/],

  ["image/jpeg", "a page behind it", join(jpeg(), html), /behind the picture's end/],
  ["image/png", "a page behind it", join(png(), html), /behind the picture's end/],
  ["image/webp", "a page behind it", join(webp(), html), /behind the picture's end/],
  ["application/pdf", "a page behind it", join(pdf(), html), /behind the document's end/],
  ["image/jpeg", "an archive behind it", join(jpeg(), zip()), /behind the picture's end/],
  ["image/png", "an archive behind it", join(png(), zip()), /behind the picture's end/],
  ["application/pdf", "an archive behind it", join(pdf(), zip()), /behind the document's end/],
  ["image/jpeg", "a page in a comment", jpeg(undefined, jpegSegment(0xfe, text(html))), /another/],
  ["image/png", "a page in its text", png(undefined, pngChunk("tEXt", text(html))), /another/],
  [
    "image/webp",
    "a page in its EXIF",
    riff(
      lossy({ width: 2, height: 2 }),
      webpChunk("EXIF", text(html)),
    ),
    /another/,
  ],
  ["image/jpeg", "an archive within", jpeg(undefined, jpegSegment(0xfe, zip())), /another/],
  ["image/png", "an archive within", png(undefined, pngChunk("prVt", zip())), /another/],
  ["image/jpeg", "a PDF within", jpeg(undefined, jpegSegment(0xfe, pdf())), /another/],
  ["application/pdf", "an archive whose comment ends as a PDF", pdf(zip("\nendobj\n")), /another/],

  [
    "image/png",
    "a wrong sum",
    (() => {
      const bytes = png();
      bytes[20]++;
      return bytes;
    })(),
    /damaged/,
  ],
  [
    "image/png",
    "no data",
    join(
      "\x89PNG\r\n\x1a\n",
      pngChunk("IHDR", [
        ...[0, 0, 0, 2, 0, 0, 0, 2],
        ...[8, 0, 0, 0, 0],
      ]),
      pngChunk("IEND"),
    ),
    /no picture/,
  ],
  ["image/png", "another chunk first", join("\x89PNG\r\n\x1a\n", pngChunk("IDAT")), /damaged/],
  ["image/jpeg", "no frame and no scan", join([0xff, 0xd8, 0xff, 0xd9]), /no picture/],
  [
    "image/jpeg",
    "no marker where one has to be",
    join([0xff, 0xd8, 0xff, 0xe0, 0, 2, 7]),
    /damaged/,
  ],
  ["image/webp", "no picture", riff(webpChunk("EXIF", [1, 2])), /no picture/],
  [
    "image/webp",
    "moving",
    riff(extended({ width: 2, height: 2 }), webpChunk("ANMF", [1])),
    /moves/,
  ],

  ["application/pdf", "a script", pdf("<< /S /JavaScript /JS (app.alert(1)) >>"), /script/],
  ["application/pdf", "a script, escaped", pdf("<< /S /J#61v#61Script /JS (1) >>"), /script/],
  ["application/pdf", "a script, packed", pdf(packed("<< /S /JavaScript /JS (1) >>")), /script/],
  ["application/pdf", "a program", pdf("<< /S /Launch /F (cmd.exe) >>"), /script/],
  ["application/pdf", "files in it", pdf("<< /Names << /EmbeddedFiles 9 0 R >> >>"), /script/],
  ["application/pdf", "locked", pdf("<< /Encrypt 9 0 R >>"), /password/],
  ["application/pdf", "packed so that nobody can look", pdf(packed("", join("no"))), /looked into/],
  ["application/pdf", "packed bomb", pdf(packed("a".repeat(20_000_000))), /looked into/],
];

Deno.test("bombs, damaged files, and files that are two things at once are 400", () => {
  for (const [type, what, bytes, said] of REFUSED) {
    const refusal = refusalOf(type, bytes);
    assert.equal(refusal?.status, 400, `${type}: ${what}`);
    assert.match(refusal.said, said, `${type}: ${what}`);
  }
});

Deno.test("a large file is looked through in no time", () => {
  const noise = crypto.getRandomValues(new Uint8Array(65_000));
  const segments = Array.from({ length: 75 }, () => jpegSegment(0xe2, noise));
  const many = "PK\x05\x06".repeat(1_200_000);
  const files: [string, Bytes][] = [
    ["image/jpeg", jpeg(undefined, ...segments)],
    ["application/pdf", pdf(many)],
    ["application/pdf", pdf("/ObjStm ".repeat(600_000))],
    ["application/pdf", pdf("/ObjStm ".repeat(600_000), "stream\nendstream")],
    ["application/pdf", join("%PDF-1.7", " ".repeat(4_900_000))],
  ];
  for (const [type, bytes] of files) {
    const began = performance.now();
    refusalOf(type, bytes);
    assert.ok(performance.now() - began < 2_000, `${type} took ${performance.now() - began} ms`);
  }
});
