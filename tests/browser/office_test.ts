import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { apiOf, demoLogin, signIn, withDemoSchool } from "./servers.ts";
import { follow, type Visit, withBrowser } from "./visit.ts";

Deno.test(
  "summaries of the school and of a class are the API's, and a new scale is as it was typed",
  withBrowser((visit, t) =>
    withDemoSchool(async ({ origin }) => {
      const office = await apiOf(origin, demoLogin("Admin"));
      const { body: terms } = await office.ask("/api/terms");
      const [now, earlier] = terms.data;

      await t.step("the office", () =>
        visit({ origin }, async (one) => {
          const { page } = one;
          await one.open("/");
          await signIn(one, demoLogin("Admin"));
          await page.getByRole("link", { name: "School summary" }).click();
          await page.getByRole("heading", { level: 1, name: "School summary" }).waitFor();
          const { body: home } = await office.ask("/api/home");
          await page.getByText(`${home.at_risk_count} children`).waitFor();
          await showsTheSchool(one, (await office.ask("/api/summary")).body);

          await page.getByLabel("Period").selectOption(earlier.name);
          const { starts_on, ends_on } = earlier;
          const before = `/api/summary?from=${starts_on}&to=${ends_on}`;
          await showsTheSchool(one, (await office.ask(before)).body);

          await page.getByRole("link", { name: "Grade 8" }).click();
          await page.getByRole("heading", { level: 1, name: "Students" }).waitFor();
          assert.equal(await page.getByLabel("Grade level").inputValue(), "8");

          await makeScale(one);
          const { body: { data: scales } } = await office.ask("/api/scales");
          const { scale_id: _, created_at: __, ...made } = scales.at(-1);
          assert.deepEqual(made, {
            name: "Upper school",
            kind: "letter",
            minimum: 0,
            maximum: 100,
            pass_mark: 50,
            honors_bonus: 0.5,
            ap_bonus: 1,
            entries: [
              { label: "A", minimum: 90, points: 4, pass: true },
              { label: "B", minimum: 50, points: 3, pass: true },
              { label: "C", minimum: 30, points: null, pass: false },
            ],
          });
        }));

      await t.step("a teacher", () =>
        visit({ origin }, async (one) => {
          const { page } = one;
          const teacher = await apiOf(origin, demoLogin("Teacher"));
          const { body: { classes } } = await teacher.ask("/api/me");
          const named = (wanted: string) => classes.find(({ name }: Json) => name === wanted);
          const [form, mathematics] = [named("8A"), named("8A Mathematics")];
          const path = `/api/classes/${mathematics.class_id}/summary`;
          await one.open(`/classes/${form.class_id}`);
          await signIn(one, demoLogin("Teacher"));
          const { body: with_registers } = await teacher.ask(
            `/api/classes/${form.class_id}/summary`,
          );
          assert.ok(with_registers.attendance.rate > 0.9);
          await showsTheClass(one, with_registers);

          await follow(one, `/classes/${mathematics.class_id}`);
          await showsTheClass(one, (await teacher.ask(path)).body);
          await page.getByText("No register is needed").waitFor();

          await page.getByLabel("Period").selectOption(now.name);
          await showsTheClass(one, (await teacher.ask(`${path}?term_id=${now.term_id}`)).body);
          const results = page.getByRole("link", { name: "Results" });
          assert.match(await results.getAttribute("href") ?? "", /results\?term=\d+$/);

          // Without a network what was read stays away, and says so with a way to try again.
          await page.route("**/summary?**", (route) => route.abort("internetdisconnected"));
          await page.getByLabel("Period").selectOption(earlier.name);
          await page.getByRole("alert").getByRole("button", { name: "Try again" }).waitFor();
          await page.unroute("**/summary?**");
          await page.getByRole("button", { name: "Try again" }).click();
          await showsTheClass(one, (await teacher.ask(`${path}?term_id=${earlier.term_id}`)).body);
          // From the results of one term to those of another nothing goes with: what is closed stays.
          await page.goto(`/classes/${mathematics.class_id}/results?term=${now.term_id}`);
          await page.getByRole("button", { name: /^Post/ }).waitFor();
          await follow(one, `/classes/${mathematics.class_id}/results?term=${earlier.term_id}`);
          await page.getByText(`${earlier.name} was closed`).waitFor();
          assert.equal(await page.getByRole("button", { name: /^Post/ }).count(), 0);

          for (const line of one.complaints()) assert.match(line, /ERR_INTERNET_DISCONNECTED/);
        }));
    })
  ),
);

/** From plain letters: two go, one gets a percent that can't be and then one that can. */
async function makeScale(one: Visit): Promise<void> {
  const { page } = one;
  await page.getByRole("navigation").getByRole("link", { name: "Settings" }).first().click();
  await page.getByRole("link", { name: /^All grading scales/ }).click();
  await page.getByRole("button", { name: "Add scale" }).click();
  const dialog = page.getByRole("dialog", { name: "Add scale" });
  await dialog.getByLabel("Start from").selectOption({ index: 1 });
  await dialog.getByLabel("Name").fill("Upper school");
  for (const label of ["D", "F"]) {
    await dialog.getByRole("button", { name: `Remove ${label}` }).click();
  }
  const [percents, points] = ["From percent", "Points"].map((name) => dialog.getByLabel(name));
  await percents.nth(1).fill("95");
  await percents.nth(2).fill("30");
  await points.nth(2).fill("");
  await dialog.getByLabel("Pass").nth(2).uncheck();
  one.expectRefusal("POST /api/scales 400");
  await dialog.getByRole("button", { name: "Add scale" }).click();
  await dialog.getByText("Send less than 90: the best label comes first").waitFor();
  await percents.nth(1).fill("50");
  await dialog.getByRole("button", { name: "Add scale" }).click();
  await page.getByRole("heading", { name: "Upper school" }).waitFor();
}

// What an answer holds is what a test asserts, so it is not told beforehand.
// deno-lint-ignore no-explicit-any
type Json = any;

const number = (value: number) => new Intl.NumberFormat("en-GB").format(value);
const percent = (rate: number | null) => rate === null ? "–" : `${Math.round(rate * 1000) / 10}%`;
const points = (value: number | null) => value === null ? "–" : value.toFixed(2);

async function showsTheSchool({ page, atRest }: Visit, summary: Json): Promise<void> {
  await atRest();
  assert.deepEqual(await sums(page), {
    Students: number(summary.students),
    Attendance: percent(summary.rate),
    Absent: number(summary.absent),
    Excused: number(summary.excused),
    "Average GPA": points(summary.gpa.average),
  });
  const rows = (of: Json[]) =>
    of.map((
      { marked, present, absent, excused, rate },
    ) => [...[marked, present, absent, excused].map(number), percent(rate)]);
  assert.deepEqual(await cells(page, "Attendance by grade level"), rows(summary.grade_levels));
  assert.deepEqual(await cells(page, "Attendance by month"), rows(summary.months));
  assert.ok(summary.months.length > 1, "a line has two ends");
  const bars = summary.gpa.distribution.map(({ from, to, count }: Json) =>
    `${from}–${to} ${count}`
  );
  await page.getByRole("img", { name: `Children by GPA: ${bars.join(", ")}`, exact: true })
    .waitFor();
}

async function showsTheClass({ page, atRest }: Visit, summary: Json): Promise<void> {
  await atRest();
  const { students, attendance: { rate, by_status }, grades } = summary;
  assert.deepEqual(await sums(page), {
    Students: number(students),
    Attendance: percent(rate),
    ...rate === null ? {} : {
      Absent: number(by_status.Absent),
      Excused: number(by_status.Excused),
    },
    "Average points": points(grades.average_points),
  });
  assert.ok(grades.count > 0);
  const bars = grades.distribution.map(({ grade, count }: Json) => `${grade} ${count}`);
  await page.getByRole("img", { name: `Marks of the class: ${bars.join(", ")}`, exact: true })
    .waitFor();
  const at_risk = await page.getByRole("listitem").filter({ hasText: /^.*Absent on/ }).count();
  assert.equal(at_risk, summary.at_risk.length);
}

/** The big numbers, without their notes. */
function sums(page: Page): Promise<Record<string, string>> {
  return page.locator("main dl").first().evaluate((list) =>
    Object.fromEntries(
      [...list.querySelectorAll("div")].map((one) => [
        one.querySelector("dt")!.textContent,
        one.querySelector("dd")!.firstChild!.textContent!,
      ]),
    )
  );
}

function cells(page: Page, caption: string): Promise<string[][]> {
  return page.getByRole("table", { name: caption }).locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent!))
  );
}
