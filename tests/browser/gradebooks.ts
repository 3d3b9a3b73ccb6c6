import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { type Api, apiOf, demoLogin, signIn } from "./servers.ts";
import type { Device, Visit, Visits } from "./visit.ts";

export interface TestGradebook {
  class_id: number;
  term_id: number;
  /** In the order of the grid. */
  children: { student_id: number; name: string }[];
  assessments: { assessment_id: number; title: string; maximum: number }[];
  /** The page that shows it. */
  path: string;
  office: Api;
  /** What stands in a cell at the server: `8`, `late 8`, `missing`; "" for a blank. */
  stored(row: number, column: number): Promise<string>;
  /** Every cell at once, by this rule. */
  fill(scoreOf: (row: number, column: number) => number): Promise<void>;
  setTeacher(status: "active" | "disabled"): Promise<void>;
  /** Someone else writes into a cell. */
  write(row: number, column: number, score: number): Promise<void>;
}

const MOST_AT_ONCE = 2_000;

/** A class of the demo's children that its teacher teaches, with assessments and no score. */
export async function makeGradebook(
  origin: string,
  { name, children: count, assessments: columns, maximum = 20 }: {
    name: string;
    children: number;
    assessments: number;
    maximum?: number;
  },
): Promise<TestGradebook> {
  const office = await apiOf(origin, demoLogin("Admin"));
  const teacher = await apiOf(origin, demoLogin("Teacher"));
  const done = async (path: string, body?: unknown, method?: string) => {
    const answer = await office.ask(path, body, method);
    assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { class_id } = await done("/api/classes", { name });
  const { body: me } = await teacher.ask("/api/me");
  const { user_id } = me;
  await done(`/api/classes/${class_id}/teachers/${user_id}`, undefined, "PUT");
  const roll = (await done(`/api/students?limit=${count}`)).data;
  await done(`/api/classes/${class_id}/students`, {
    student_ids: roll.map(({ student_id }: { student_id: number }) => student_id),
  });
  const [term] = (await done("/api/terms")).data;
  const { term_id, starts_on: date } = term;
  const assessments: TestGradebook["assessments"] = [];
  for (let number = 1; number <= columns; number++) {
    const title = `Quiz ${number}`;
    assessments.push(
      await done(`/api/classes/${class_id}/assessments`, { term_id, title, date, maximum }),
    );
  }
  const path = `/api/classes/${class_id}/gradebook`;
  const read = () => done(`${path}?term_id=${term_id}`);
  const { students } = await read();
  const at = async (row: number, column: number) => ({
    student_id: students[row].student_id,
    assessment_id: (await read()).assessments[column].assessment_id,
  });
  return {
    class_id,
    term_id,
    children: students,
    assessments,
    path: `/classes/${class_id}/gradebook?term=${term_id}`,
    office,
    async stored(row, column) {
      const { student_id, assessment_id } = await at(row, column);
      const { scores } = await read();
      const found = scores.find((score: typeof scores[number]) =>
        score.student_id === student_id && score.assessment_id === assessment_id
      );
      if (!found) return "";
      const { state, score, label } = found;
      return [state === "scored" ? null : state, score ?? label].filter((it) => it !== null)
        .join(" ");
    },
    async fill(scoreOf) {
      const scores = students.flatMap((student: typeof students[number], row: number) =>
        assessments.map(({ assessment_id }, column) => ({
          student_id: student.student_id,
          assessment_id,
          state: "scored",
          score: scoreOf(row, column),
        }))
      );
      for (let from = 0; from < scores.length; from += MOST_AT_ONCE) {
        const part = scores.slice(from, from + MOST_AT_ONCE);
        await done(`${path}/scores?term_id=${term_id}`, { scores: part }, "PUT");
      }
    },
    async setTeacher(status) {
      const { name, email, role } = me;
      await done(`/api/users/${user_id}`, { name, email, role, status }, "PUT");
    },
    async write(row, column, score) {
      const cell = { ...await at(row, column), state: "scored", score };
      await done(`${path}/scores?term_id=${term_id}`, { scores: [cell] }, "PUT");
    },
  };
}

interface Session {
  book: TestGradebook;
  device?: Device;
  test(one: Visit): Promise<void>;
}

/** The gradebook's teacher opens it. */
export async function asTeacher(visit: Visits, origin: string, { book, device, test }: Session) {
  await visit({ origin, device }, async (one) => {
    await one.open(book.path);
    await signIn(one, demoLogin("Teacher"));
    await one.page.getByRole("grid").waitFor();
    await test(one);
  });
}

/** The cell of a child and an assessment, by their places. */
export function cellOf(page: Page, row: number, column: number): Locator {
  return page.locator(`tbody tr[data-row="${row}"] > td`).nth(column + 1);
}

/** The bodies of the bursts that the page has sent, one a request. */
export function listenForBursts(page: Page): { cells: number; status: number | null }[] {
  const bursts: { cells: number; status: number | null }[] = [];
  page.on("request", (request) => {
    if (!request.url().includes("/gradebook/scores")) return;
    const burst = { cells: request.postDataJSON().scores.length, status: null as number | null };
    bursts.push(burst);
    void request.response().then((response) => burst.status = response?.status() ?? null, () => {});
  });
  return bursts;
}

/** Until the page says that all is saved. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-kind="saved"]').waitFor();
}

/** By Tab alone into the grid; answers how many presses that took. */
export async function tabIntoGrid(page: Page): Promise<number> {
  for (let presses = 1; presses <= 60; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => !!document.activeElement?.closest("tbody td"))) return presses;
  }
  throw new Error("Tab does not come into the grid");
}

/** The name and place of what has the focus, as the grid says it. */
export async function focusedCell(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const { activeElement: here } = document;
    return here?.getAttribute("aria-label") ?? here?.textContent ?? "";
  });
}
