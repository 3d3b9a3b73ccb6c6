import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { CLASS, OFFICE, TEACHER, TODAY, withClassroom } from "./classroom.ts";
import { signIn } from "./servers.ts";
import { PHONE, withBrowser } from "./visit.ts";

const YESTERDAY = Temporal.PlainDate.from(TODAY).subtract({ days: 1 }).toString();

Deno.test(
  "a register that is missing is found and taken from the list; in a holiday none is missing",
  withBrowser((visit) =>
    withClassroom(({ origin, class_id }) =>
      visit({ origin }, async (one) => {
        const { page } = one;
        await one.open("/settings");
        await signIn(one, OFFICE);
        // So that the test is true on a Sunday.
        for (const day of ["Saturday", "Sunday"]) await page.getByLabel(day).check();
        await page.getByRole("button", { name: "Save settings" }).click();
        await page.getByRole("status").getByText("Settings saved").waitFor();
        await page.reload();
        assert.ok(await page.getByLabel("Sunday").isChecked());
        assert.ok(await page.getByLabel(/^Tell guardians/).isChecked());

        const missing = page.getByRole("link", { name: `Take the register of ${CLASS}` });
        await goTo(page, "Registers");
        assert.equal(await missing.getAttribute("href"), `/classes/${class_id}/register/${TODAY}`);

        await addHoliday(page, { name: "Snow day", day: TODAY });
        await goTo(page, "Registers");
        await page.getByText("No register is expected on this day").waitFor();
        await page.getByRole("link", { name: "Not expected 1" }).click();
        await page.getByRole("row", { name: CLASS }).getByText("Holiday", { exact: true })
          .waitFor();
        await page.getByRole("link", { name: "Day before" }).click();
        await page.getByRole("link", { name: "Not expected 1" }).waitFor();

        await goTo(page, "Holidays");
        await page.getByRole("button", { name: "More for Snow day" }).click();
        await page.getByRole("button", { name: "Delete", exact: true }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
        await page.getByText("No holidays yet").waitFor();

        await goTo(page, "Registers");
        await missing.click();
        await page.getByRole("button", { name: "Save register" }).click();
        await page.getByRole("status").getByText("Register saved").waitFor();
        await goTo(page, "Registers");
        await page.getByText("Every register is in").waitFor();
        await page.getByRole("link", { name: "Taken 1", exact: true }).click();
        await page.getByRole("row", { name: CLASS }).getByText(/^Taken \d\d:\d\d$/).waitFor();
      }), { size: 2 })
  ),
);

Deno.test(
  "a child's year is read month by month, letter by letter, on a phone and by ear",
  withBrowser((visit) =>
    withClassroom(
      ({ origin, class_id, children: [{ student_id }], as }) =>
        visit({ origin, device: PHONE }, async (one) => {
          const { page } = one;
          const office = await as(OFFICE);
          const before = Temporal.PlainDate.from(TODAY).subtract({ days: 2 }).toString();
          await office("POST", "/api/holidays", {
            name: "Fair",
            starts_on: before,
            ends_on: before,
          });
          const mark = (date: string, rest: object) =>
            office("POST", `/api/students/${student_id}/attendance`, { date, ...rest });
          await mark(YESTERDAY, { status: "Present", minutes_late: 5 });
          const first = Temporal.PlainDate.from(TODAY).subtract({ days: 3 }).toString();
          await mark(first, { status: "Excused", reason: "Dentist" });
          await office("PUT", `/api/classes/${class_id}/attendance/${TODAY}`, {
            marks: [{ student_id, status: "Absent", reason: "Ill" }],
          });

          await one.open(`/students/${student_id}?tab=attendance`);
          await signIn(one, TEACHER);
          await assertDay(page, { date: TODAY, letter: "A", words: "Absent, Ill" });
          await assertDay(page, { date: YESTERDAY, letter: "L", words: "Late" });
          await assertDay(page, { date: first, letter: "E", words: "Excused, Dentist" });
          const legend = page.getByRole("list", { name: "What the letters mean" });
          assert.match(
            await legend.innerText(),
            /P\s*Present\s*L\s*Late\s*A\s*Absent\s*E\s*Excused/,
          );
          await page.getByText("Away in a row").waitFor();
          await page.getByText("33.3%").first().waitFor();

          await page.getByLabel("From", { exact: true }).fill(YESTERDAY);
          await page.getByLabel("To", { exact: true }).fill(YESTERDAY);
          await page.getByRole("button", { name: "Show", exact: true }).tap();
          await page.waitForURL(new RegExp(`from=${YESTERDAY}&to=${YESTERDAY}`));
          await page.getByText("100%").first().waitFor();
          const marks = page.getByRole("table", { name: /^Attendance of/ });
          await marks.getByText("Late, 5 min").waitFor();
          await one.atRest();
          assert.equal(await marks.getByRole("row").count(), 2);
          await page.getByRole("link", { name: "School year" }).tap();
          await assertDay(page, { date: TODAY, letter: "A", words: "Absent, Ill" });
        }),
      { size: 2 },
    )
  ),
);

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

async function addHoliday(page: Page, { name, day }: { name: string; day: string }) {
  await goTo(page, "Holidays");
  await page.getByRole("button", { name: "Add holiday" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("First day").fill(day);
  await dialog.getByLabel("Last day").fill(YESTERDAY);
  await dialog.getByRole("button", { name: "Add holiday" }).click();
  assert.ok(await dialog.isVisible(), "it ends before it starts");
  await dialog.getByLabel("Last day").fill(day);
  await dialog.getByRole("button", { name: "Add holiday" }).click();
  await page.getByRole("row", { name }).getByText("Now", { exact: true }).waitFor();
}

async function assertDay(
  page: Page,
  { date, letter, words }: { date: string; letter: string; words: string },
): Promise<void> {
  const [day, month] = [{ day: "numeric", month: "long" }, { month: "long", year: "numeric" }]
    .map((options) => Temporal.PlainDate.from(date).toLocaleString("en-GB", options as object));
  const cell = page.getByRole("table", { name: month }).getByRole("cell", {
    name: `${day}: ${words}`,
    exact: true,
  });
  await cell.waitFor();
  assert.equal(await cell.locator("span span").last().innerText(), letter);
}
