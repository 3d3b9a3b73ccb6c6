import assert from "node:assert/strict";
import type { Result } from "../../web/src/lib/problem.ts";
import { fileToSend, photoToSend } from "../../web/src/lib/send_file.ts";

const LIMIT = 5 * 1024 * 1024;

function chosen({ name = "a.pdf", type = "application/pdf", size = 4 } = {}): File {
  return new File([new Uint8Array(size)], name, { type, lastModified: 7 });
}

/** Stands in for the browser's canvas: what it draws has this size. */
function drawing(size: number) {
  const asked: number[] = [];
  return {
    asked,
    draw: (_: Blob, longest: number) => {
      asked.push(longest);
      return Promise.resolve(new Blob([new Uint8Array(size)], { type: "image/jpeg" }));
    },
  };
}

const unreadable = () => Promise.resolve(null);

function words(result: Result<Blob>): string {
  assert.ok(!result.ok);
  assert.ok(result.problem.detail, "it says what to do");
  return result.problem.title;
}

Deno.test("a file of a type that is taken goes as it is, also where only its ending tells", async () => {
  for (
    const [name, said, type] of [
      ["a.pdf", "application/pdf", "application/pdf"],
      ["A.JPG", "", "image/jpeg"],
      ["a.b.webp", "", "image/webp"],
      ["a", "image/png", "image/png"],
    ]
  ) {
    const { draw, asked } = drawing(1);
    const sent = await fileToSend(chosen({ name, type: said, size: LIMIT }), draw);
    assert.ok(sent.ok);
    const { value } = sent;
    assert.deepEqual([value.name, value.type, value.size, value.lastModified, asked], [
      name,
      type,
      LIMIT,
      7,
      [],
    ]);
  }
});

Deno.test("a file that can't go is refused with what to do", async () => {
  const { draw } = drawing(LIMIT + 1);
  const big = LIMIT + 1;
  assert.equal(
    words(await fileToSend(chosen({ name: "a.docx", type: "" }))),
    '"a.docx" is not a PDF, JPEG, PNG or WebP',
  );
  assert.equal(
    words(await fileToSend(chosen({ name: "pdf", type: "" }))),
    '"pdf" is not a PDF, JPEG, PNG or WebP',
  );
  assert.equal(words(await fileToSend(chosen({ size: 0 }))), '"a.pdf" is empty');
  assert.equal(words(await fileToSend(chosen({ size: big }))), '"a.pdf" is larger than 5 MB');
  const scan = chosen({ name: "a.png", type: "image/png", size: big });
  assert.equal(words(await fileToSend(scan, draw)), '"a.png" is larger than 5 MB');
  assert.equal(words(await fileToSend(scan, unreadable)), `"a.png" can't be read as a picture`);
  assert.equal(words(await photoToSend(chosen())), '"a.pdf" is not a JPEG, PNG or WebP picture');
  assert.equal(words(await photoToSend(scan, draw)), '"a.png" is larger than 5 MB');
  assert.equal(words(await photoToSend(scan, unreadable)), `"a.png" can't be read as a picture`);
});

Deno.test("a photo is always drawn anew, another picture only where it is too large", async () => {
  const photo = drawing(9);
  const face = chosen({ name: "face.webp", type: "image/webp", size: LIMIT * 3 });
  const sent = await photoToSend(face, photo.draw);
  assert.ok(sent.ok);
  assert.ok(!(sent.value instanceof File), "its name stays with who sends it");
  assert.deepEqual([sent.value.size, photo.asked], [9, [1600]]);

  const scan = drawing(9);
  const large = await fileToSend(face, scan.draw);
  assert.ok(large.ok);
  const { name, type, size, lastModified } = large.value;
  assert.deepEqual([name, type, size, lastModified], ["face.jpg", "image/jpeg", 9, 7]);
  assert.deepEqual(scan.asked, [2400]);
});
