import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import type { Download, Locator, Page } from "playwright-core";
import { join, pdf, pngChunk } from "../helpers/media.ts";
import { scanner } from "./axe.ts";
import { type Classroom, OFFICE, TEACHER, withClassroom } from "./classroom.ts";
import { signIn } from "./servers.ts";
import { PASSWORD } from "./story.ts";
import { PHONE, type Visit, withBrowser } from "./visit.ts";

const PARENT = { name: "Pia", email: "pia@home.example", password: PASSWORD };
/** Long enough to fill a line of a phone. */
const CHILD = "Maximiliana Featherstonehaugh";
const PROGRAMME = {
  name: "Prix d'été.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from(pdf()),
};
const LETTER = { name: "letter.docx", mimeType: "", buffer: Buffer.from("PK") };

Deno.test(
  "a photo and an activity's file are put there by a teacher and seen by a parent",
  withBrowser((visit, t) =>
    withClassroom(async (school) => {
      const { origin } = school;
      const path = await withFamily(school);
      const as = (
        who: typeof TEACHER,
        test: (one: Visit) => Promise<void>,
        device?: typeof PHONE,
      ) =>
        visit({ origin, device }, async (one) => {
          await one.open(path);
          await signIn(one, who);
          await one.page.getByRole("heading", { level: 1, name: CHILD }).waitFor();
          await test(one);
        });
      await t.step("a teacher sets the photo", () => as(TEACHER, setPhoto));
      await t.step("a teacher adds a file", () => as(TEACHER, addFile));
      await t.step("a parent sees both, and changes nothing", () => as(PARENT, look, PHONE));
      await t.step("a teacher takes both away", () => as(TEACHER, takeAway(school), PHONE));
    }, { size: 1 })
  ),
);

/** A child with a parent and an activity; answers the page of their activities. */
async function withFamily({ as, children: [{ student_id }] }: Classroom): Promise<string> {
  const ask = await as(OFFICE);
  await ask("PUT", `/api/students/${student_id}`, { name: CHILD });
  const { body: { user_id } } = await ask("POST", "/api/register", { ...PARENT, role: "Parent" });
  await ask("PUT", `/api/students/${student_id}/guardians/${user_id}`, {});
  const made = await ask("POST", `/api/students/${student_id}/activities`, {
    activity_name: "Chess club",
    participation_date: "2026-10-02",
  });
  assert.equal(made.status, 201);
  return `/students/${student_id}?tab=activities`;
}

async function setPhoto(one: Visit): Promise<void> {
  const { page } = one;
  const scan = await scanner(page);
  await page.getByRole("button", { name: `More for ${CHILD}` }).click();
  await page.getByRole("button", { name: "Add a photo" }).click();
  const dialog = page.getByRole("dialog", { name: `Photo of ${CHILD}` });
  const picker = dialog.getByRole("button", { name: "Choose a picture" });
  await pick(page, picker, LETTER);
  await dialog.getByRole("alert").getByText('"letter.docx" is not a JPEG, PNG or WebP picture')
    .waitFor();
  await pick(page, picker, { ...LETTER, name: "broken.png", mimeType: "image/png" });
  await dialog.getByRole("alert").getByText("It may be damaged").waitFor();
  const found = await scan("dialog[open]");

  await pick(page, picker, { name: "a.png", mimeType: "image/png", buffer: picture(3200, 2400) });
  await dialog.getByRole("img", { name: "The picture that you chose" }).waitFor();
  assert.equal(await dialog.getByRole("alert").count(), 0);
  found.push(...await scan("dialog[open]"));
  await dialog.getByRole("button", { name: "Save photo" }).click();
  await page.getByRole("status").getByText("Photo saved").waitFor();
  await page.getByRole("button", { name: CHILD, exact: true }).click();
  const large = page.getByRole("dialog").getByRole("img", { name: `Photo of ${CHILD}` });
  assert.deepEqual(await sizeOf(large), [1600, 1200], "made smaller before it was sent");
  found.push(...await scan("dialog[open]"));
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  found.push(...await scan());
  assert.deepEqual(found, []);
}

async function addFile(one: Visit): Promise<void> {
  const { page } = one;
  const scan = await scanner(page);
  await page.getByRole("button", { name: "Add files to Chess club" }).click();
  const dialog = page.getByRole("dialog", { name: 'Files of "Chess club"' });
  await dialog.getByText("No files yet").waitFor();
  const add = dialog.getByRole("button", { name: "Add files" });
  await pick(page, add, LETTER);
  await dialog.getByRole("alert").getByText('"letter.docx" is not a PDF').waitFor();
  const big = { ...PROGRAMME, name: "big.pdf", buffer: Buffer.alloc(5 * 1024 * 1024 + 1) };
  await pick(page, add, big);
  await dialog.getByRole("alert").getByText('"big.pdf" is larger than 5 MB').waitFor();
  const files = new URL(page.url()).pathname.replace("/students", "/api/students");
  one.expectRefusal(`POST ${files}/activities/1/files 415`);
  await pick(page, add, { ...PROGRAMME, name: "sham.pdf", buffer: Buffer.from("no PDF") });
  await dialog.getByRole("alert").getByText('"sham.pdf" was not added').waitFor();
  const found = await scan("dialog[open]");

  await pick(page, add, PROGRAMME);
  await dialog.getByRole("status").getByText("1 file added").waitFor({ state: "attached" });
  await dialog.getByText("PDF, 1 kB").waitFor();
  assert.equal(await dialog.getByRole("alert").count(), 0);
  found.push(...await scan("dialog[open]"));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "1 file of Chess club" }).waitFor();
  assert.deepEqual([...found, ...await scan()], []);
}

async function look(one: Visit): Promise<void> {
  const { page } = one;
  await page.getByRole("button", { name: CHILD, exact: true }).getByRole("img").waitFor();
  assert.equal(await page.getByRole("button", { name: /^More for/ }).count(), 0);
  await page.getByRole("button", { name: "1 file of Chess club" }).tap();
  const dialog = page.getByRole("dialog", { name: 'Files of "Chess club"' });
  const open = dialog.getByRole("button", { name: `Open ${PROGRAMME.name}` });
  await open.waitFor();
  assert.equal(await dialog.getByRole("button", { name: /Add|Take|Delete/ }).count(), 0);
  assert.deepEqual(await (await scanner(page))("dialog[open]"), []);
  // This browser has no viewer for a PDF, so what the new tab is sent to comes as a download.
  const came = new Promise<Download>((resolve) =>
    page.once("popup", (tab) => tab.once("download", resolve))
  );
  await open.tap();
  const file = await came;
  assert.match(file.url(), /^blob:/);
  assert.deepEqual(await Deno.readFile(await file.path()), pdf());
}

function takeAway({ as, children: [{ student_id }] }: Classroom) {
  return async ({ page, atRest }: Visit): Promise<void> => {
    await page.getByRole("button", { name: "1 file of Chess club" }).click();
    const dialog = page.getByRole("dialog", { name: 'Files of "Chess club"' });
    await dialog.getByRole("button", { name: `Delete ${PROGRAMME.name}` }).click();
    await page.getByRole("dialog", { name: `Delete "${PROGRAMME.name}"?` })
      .getByRole("button", { name: "Delete", exact: true }).click();
    await dialog.getByText("No files yet").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add files to Chess club" }).waitFor();

    // Of a child who has left the photo can still be taken away, and nothing be put there.
    const left = await (await as(OFFICE))("DELETE", `/api/students/${student_id}`);
    assert.equal(left.status, 200);
    await page.reload();
    const photo = page.getByRole("button", { name: CHILD, exact: true });
    await photo.waitFor();
    await atRest();
    assert.equal(await page.getByRole("button", { name: /^Add/ }).count(), 0);
    await page.getByRole("button", { name: `More for ${CHILD}` }).click();
    assert.equal(await page.getByRole("button", { name: "Replace the photo" }).count(), 0);
    const remove = page.getByRole("button", { name: "Remove the photo" });
    const { x } = (await remove.boundingBox())!;
    assert.ok(x >= 0, `the menu begins ${-x} px before the screen`);
    await remove.click();
    await page.getByRole("dialog", { name: `Remove the photo of ${CHILD}?` })
      .getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("status").getByText("Photo removed").waitFor();
    assert.equal(await photo.count(), 0);
    assert.equal(await page.getByRole("button", { name: /^More for/ }).count(), 0);
  };
}

type Payload = typeof PROGRAMME;

async function pick(page: Page, button: Locator, file: Payload): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()]);
  await chooser.setFiles(file);
}

async function sizeOf(image: Locator): Promise<number[]> {
  return await image.evaluate(async (element) => {
    const image = element as HTMLImageElement;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });
}

/** A PNG from black to white, of the size of a phone's. */
function picture(width: number, height: number): Buffer<ArrayBuffer> {
  const line = [0, ...Array.from({ length: width }, (_, x) => x * 255 / width)];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  const whole = join(
    "\x89PNG\r\n\x1a\n",
    pngChunk("IHDR", head),
    pngChunk("IDAT", deflateSync(Buffer.concat(Array(height).fill(Buffer.from(line))))),
    pngChunk("IEND"),
  );
  return Buffer.from(whole);
}
