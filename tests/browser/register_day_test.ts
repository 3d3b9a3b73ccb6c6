import assert from "node:assert/strict";
import { CLASS, type Classroom, OFFICE, TEACHER, TODAY, withClassroom } from "./classroom.ts";
import { arrive, assertScanned, forgive, mark, registerApi, registerOf, save } from "./device.ts";
import { signIn } from "./servers.ts";
import { PHONE, type Visit, withBrowser } from "./visit.ts";

const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const IN_TWO_DAYS = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
const NO_LESSON = /^This class doesn't meet on a \w+day/;
const HALF_TERM = "Holiday: Half-term";

async function closeToday({ as }: Classroom): Promise<void> {
  const office = await as(OFFICE);
  const { status } = await office("POST", "/api/holidays", {
    name: "Half-term",
    starts_on: TODAY,
    ends_on: TODAY,
  });
  assert.equal(status, 201);
}

/** From now on the class doesn't meet on the weekday that it is. */
async function dropLesson({ as, class_id }: Classroom): Promise<void> {
  const office = await as(OFFICE);
  const path = `/api/classes/${class_id}`;
  const { name, subject, grade_level, credits, level, meets_on } = (await office("GET", path)).body;
  const today = new Date(TODAY).getUTCDay() || 7;
  const put = {
    name,
    subject,
    grade_level,
    credits,
    level,
    meets_on: meets_on.filter((day: number) => day !== today),
  };
  assert.equal((await office("PUT", path, put)).status, 200);
}

/** Today's register in the words of a Laurel that didn't yet keep what day it is. */
async function keepAsBefore({ page }: Visit, { class_id, children, as }: Classroom) {
  const { user_id } = (await (await as(TEACHER))("GET", "/api/me")).body;
  const register = { class_id, date: TODAY, taken_at: null, data: children };
  await page.evaluate(async (kept) => {
    const opening = indexedDB.open("laurel");
    await new Promise((resolve) => opening.onsuccess = resolve);
    const transaction = opening.result.transaction("registers", "readwrite");
    transaction.objectStore("registers").put({ ...kept, kept_at: Date.now() });
    await new Promise((resolve) => transaction.oncomplete = resolve);
    opening.result.close();
  }, {
    id: `${user_id}/${class_id}/${TODAY}`,
    user_id,
    class_id,
    date: TODAY,
    class_name: CLASS,
    register,
    etag: null,
  });
}

function sees({ page }: Visit, text: string | RegExp): Promise<void> {
  return page.getByText(text).first().waitFor();
}

async function seesNot({ page }: Visit, text: string): Promise<void> {
  assert.equal(await page.getByText(text, { exact: true }).count(), 0, text);
}

Deno.test(
  "a register says why none is needed, and can be taken all the same; of a day to come it can't",
  withBrowser((visit) =>
    withClassroom((school) =>
      visit({ origin: school.origin, device: PHONE }, async (one) => {
        const { page } = one;
        const tab = `/classes/${school.class_id}?tab=register`;
        await dropLesson(school);
        await arrive(one, TEACHER);
        await one.open(tab);
        await sees(one, NO_LESSON);
        await one.open(registerOf(school));
        await sees(one, NO_LESSON);
        await seesNot(one, "Not taken");

        await closeToday(school);
        await one.open(tab);
        await sees(one, HALF_TERM);
        await sees(one, "No register is needed");
        await seesNot(one, "Not taken yet");
        await assertScanned(one);

        await one.open(`/classes/${school.class_id}/register/${IN_TWO_DAYS}`);
        await sees(one, "This day is still to come");
        assert.equal(await page.getByRole("button", { name: "Save register" }).count(), 0);
        await assertScanned(one);

        await one.open(registerOf(school));
        await sees(one, `${HALF_TERM}. No register is needed; it can be taken all the same`);
        await seesNot(one, "Not taken");
        await assertScanned(one);
        await mark(page, "Child 02");
        await save(page);
        await page.getByRole("status").getByText("Register saved").waitFor();
        await page.getByText(HALF_TERM).waitFor({ state: "detached" });
        const office = await school.as(OFFICE);
        const { body } = await office("GET", registerApi(school));
        assert.deepEqual([body.status, body.holiday], ["taken", "Half-term"]);
      }), { size: 3 })
  ),
);

Deno.test(
  "without a network the device says of a day what it was told, and of one that it wasn't nothing",
  withBrowser((visit) =>
    withClassroom((school) =>
      visit({ origin: school.origin }, async (one) => {
        await closeToday(school);
        await arrive(one, TEACHER);
        await one.context.setOffline(true);
        await one.open(registerOf(school));
        await sees(one, `${HALF_TERM}. No register is needed; it can be taken all the same`);
        await sees(one, "The class as it was on");
        await keepAsBefore(one, school);
        await one.open(registerOf(school));
        await sees(one, "The class as it was on");
        await one.page.getByRole("radiogroup", { name: "Child 02" }).waitFor();
        await seesNot(one, "Not taken");
        assert.equal(await one.page.getByText("Half-term").count(), 0);
        forgive(one);
      }), { size: 3 })
  ),
);

Deno.test(
  "of an archived class a register that was taken can be read, and no other be taken",
  withBrowser((visit) =>
    withClassroom((school) =>
      visit({ origin: school.origin, device: PHONE }, async (one) => {
        const { page } = one;
        const office = await school.as(OFFICE);
        const marks = school.children.map(({ student_id }) => ({ student_id, status: "Present" }));
        assert.equal((await office("PUT", registerApi(school), { marks })).status, 200);
        assert.equal((await office("DELETE", `/api/classes/${school.class_id}`)).status, 200);
        await one.open("/");
        await signIn(one, OFFICE);
        await one.open(registerOf(school));
        await sees(one, "This class is archived: its registers can be read");
        assert.ok(await page.getByRole("radio", { name: "Absent" }).first().isDisabled());
        assert.ok(await page.getByRole("button", { name: "Child 02" }).isDisabled());
        const saving = page.getByRole("button", { name: "Save register" });
        assert.equal(await saving.count(), 0);
        await assertScanned(one);
        await one.open(`/classes/${school.class_id}/register/${YESTERDAY}`);
        await page.getByRole("heading", { name: "This class is archived" }).waitFor();
        assert.equal(await saving.count(), 0);
        await assertScanned(one);
      }), { size: 3 })
  ),
);
