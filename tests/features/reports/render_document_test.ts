import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { ReportContent } from "../../../api/features/reports/content.ts";
import { loadFonts, parseFonts } from "../../../api/features/reports/fonts.ts";
import { renderReport } from "../../../api/features/reports/render.ts";
import { FULL, named, rendered } from "./rendered_report.ts";

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
