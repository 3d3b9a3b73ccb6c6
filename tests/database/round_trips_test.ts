import assert from "node:assert/strict";
import { fillSchool } from "../helpers/big_school.ts";
import { HAS_SQLD, type Sqld, withSqld } from "../helpers/sqld.ts";
import { type Cost, costOf } from "./cost.ts";
import { type Measured, withMeasured, withRemoteSchool } from "./measured_school.ts";
import { EXCEPTIONS, mayWrite, needed } from "./needed.ts";
import { type Asked, everyOperation, nameOf, ofEveryChild, withLimit } from "./operations.ts";

const SIZES = [1_000, 100_000];

/** Refused by a foreign key, which may speak of a session that has ended: it looks once more. */
const ASKS_TWICE = ["deleteTerm"];

/**
 * What sums up the school is asked for once before, and of the smaller one: kept, it looks at
 * none of the school's rows, and to make it of 100,000 children takes longer than a request may.
 */
const KEPT = ["getHome Admin", "getSchoolSummary Admin"];

const ignore = !HAS_SQLD;

interface Bounds {
  /** Where a table's last id stands in SQLite's own table of them. */
  ids: Map<string, number>;
  /** How many indexes a row of a table is in at most. */
  indexes: Map<string, number>;
}

async function boundsOf({ school }: Measured): Promise<Bounds> {
  const map = async (query: string) =>
    new Map((await school.rows(query)).map(({ name, n }) => [String(name), Number(n)]));
  return {
    ids: await map(
      "select name, row_number() over (order by rowid) as n from sqlite_sequence",
    ),
    // One that is only of what is archived, or only of what is not, is counted as one of the two.
    indexes: await map(
      `select t.name, count(i.name) filter (
          where not (i.partial and m.sql like '%archived_at" is not null')
        ) as n
      from sqlite_master t left join pragma_index_list(t.name) i
      left join sqlite_master m on m.name = i.name
      where t.type = 'table' group by t.name`,
    ),
  };
}

/** Each request with what it costs, and each list some pages on. */
async function measure(
  measured: Measured,
  { students }: { students: number },
): Promise<Cost[]> {
  const { school, families } = measured;
  const costs: Cost[] = [];
  const ask = async (asked: Asked) => {
    if (KEPT.includes(nameOf(asked))) {
      if (students > SIZES[0]) return;
      await costOf(measured, asked);
    }
    const cost = await costOf(measured, asked);
    costs.push(cost);
    if (!asked.operation.startsWith("list") || !cost.body.next_cursor) return;
    const deep = await deepIn(measured, { asked, cursor: cost.body.next_cursor });
    if (deep) costs.push(await costOf(measured, deep));
  };
  for (const asked of await everyOperation(school, families)) await ask(asked);
  await school.rows("update settings set teacher_scope = 'all'");
  for (const asked of ofEveryChild(families)) await ask(asked);
  return costs;
}

/** The page of ten that follows 210 others, or 20 where there are no more. */
async function deepIn(
  { school }: Measured,
  { asked, cursor }: { asked: Asked; cursor: string },
): Promise<Asked | null> {
  const path = asked.path.replace(/[?&]limit=\d+$/, "");
  for (const passed of [200, 10]) {
    const from = `${withLimit(path, passed)}&cursor=${cursor}`;
    const { body } = await school.request("GET", from, { as: asked.as });
    if (!body.next_cursor) continue;
    const variant = `${asked.variant ?? ""} deep`.trim();
    return { ...asked, variant, path: `${withLimit(path, 10)}&cursor=${body.next_cursor}` };
  }
  return null;
}

/** What a request cost in each school, beside what it may. */
interface Line {
  costs: Cost[];
  needs: number;
  may_write: number;
}

/** Each request that was made of every school. */
async function measureAll(server: Sqld): Promise<Line[]> {
  const lines = new Map<string, Line>();
  for (const students of SIZES) {
    const test = async (measured: Measured) => {
      const bounds = await boundsOf(measured);
      for (const cost of await measure(measured, { students })) {
        const name = nameOf(cost.asked);
        const needs = needed(cost, bounds.ids);
        const may_write = mayWrite(cost, bounds);
        const line = lines.get(name) ?? { costs: [], needs, may_write };
        line.costs.push(...KEPT.includes(name) ? SIZES.map(() => cost) : [cost]);
        lines.set(name, line);
      }
    };
    await withMeasured(server, { students, test });
  }
  return [...lines.values()];
}

function table(lines: Line[]): string {
  const excepted = (name: string) => EXCEPTIONS.some(({ of }) => of.test(name));
  const row = ([first, ...cells]: (string | number)[]) =>
    [first.toString().padEnd(66), ...cells.map((cell) => String(cell).padStart(15))].join("");
  const heads = ["requests", ...SIZES.map((size) => `read of ${size}`), "needed", "written"];
  return [
    row(["", ...heads]),
    ...lines.map(({ costs, needs }) => {
      const [{ asked, requests, rows_written }] = costs;
      const name = `${nameOf(asked)}${excepted(nameOf(asked)) ? " *" : ""}`;
      return row([name, requests, ...costs.map(({ rows_read }) => rows_read), needs, rows_written]);
    }),
    ...EXCEPTIONS.map(({ of, most, because }) => `* ${of.source}: ${most}; ${because}`),
  ].join("\n");
}

function wrongIn({ costs, needs, may_write }: Line): string[] {
  const [{ asked, status, requests, rows_read, rows_written }, of_many] = costs;
  const name = nameOf(asked);
  if (!of_many) return [`${name} is asked of one school alone`];
  const most = (asked.method === "GET" ? 1 : 2) + (ASKS_TWICE.includes(asked.operation) ? 1 : 0);
  const checks: [boolean, string][] = [
    [status < 500 && status === of_many.status, `answers ${status} and ${of_many.status}`],
    [requests <= most && requests === of_many.requests, `makes ${requests} requests`],
    [rows_read <= needs + 5, `reads ${rows_read} rows and needs ${needs}`],
    // Where a token falls in its index is chance, and a row more or less.
    [of_many.rows_read <= rows_read + 5, `reads ${of_many.rows_read} in a large school`],
    [rows_written === of_many.rows_written, `writes ${of_many.rows_written} in a large school`],
    [rows_written <= may_write, `writes ${rows_written} rows where ${may_write} are enough`],
  ];
  return checks.flatMap(([holds, says]) => holds ? [] : [`${name} ${says}`]);
}

Deno.test({
  name:
    "a read is one request to the database, a write two, and each takes the rows that it needs, in a school of 100,000 as in one of 1,000",
  ignore,
  fn: () =>
    withSqld(async (server) => {
      const lines = await measureAll(server);
      console.log(table(lines));
      assert.deepEqual(lines.flatMap(wrongIn), []);
    }),
});

Deno.test({
  name: "a register of 40 is one statement, and 16 of them at once are all saved",
  ignore,
  fn: () =>
    withSqld((server) =>
      withRemoteSchool(server, async ({ school, remote }) => {
        await fillSchool(school, 40 * 16);
        const ids = (await school.rows("select student_id from students order by student_id"))
          .map(({ student_id }) => Number(student_id));
        await school.rows("update students set archived_at = null");
        const registers = [];
        for (let i = 0; i < 16; i++) {
          const members = ids.slice(i * 40, i * 40 + 40);
          const { class_id } = await school.class(members);
          registers.push({
            path: `/api/classes/${class_id}/attendance/2026-10-14`,
            body: { marks: members.map((student_id) => ({ student_id, status: "Present" })) },
          });
        }
        const cost = await costOf({ school, remote }, {
          operation: "putClassAttendance",
          role: "Admin",
          method: "PUT",
          as: school.admin,
          ...registers[0],
        });
        assert.deepEqual([cost.status, cost.requests], [200, 2]);
        const inserts = cost.steps.filter(({ sql }) => /^insert into "attendance"/.test(sql));
        assert.deepEqual(inserts.map(({ affected }) => affected), [40]);

        const answers = await Promise.all(
          registers.map(({ path, body }) =>
            school.request("PUT", path, { as: school.admin, body })
          ),
        );
        assert.deepEqual(answers.map(({ status }) => status), Array(16).fill(200));
        const [{ saved }] = await school.rows(
          "select count(*) as saved from attendance where date = '2026-10-14'",
        );
        assert.equal(saved, 640);
      })
    ),
});
