import assert from "node:assert/strict";
import { fillSchool } from "../helpers/big_school.ts";
import { type RemoteDatabase, remoteDatabase } from "../helpers/database.ts";
import { type TwoFamilies, twoFamilies } from "../helpers/families.ts";
import { openSchool, type School } from "../helpers/school.ts";
import { HAS_SQLD, type Sqld, withSqld } from "../helpers/sqld.ts";
import { type Asked, everyOperation } from "./operations.ts";

const SIZES = [300, 3_000];

/**
 * What counts, and over what: never a table that grows with the school. The rows of one
 * child, of one inbox's unread, of one class, or of the people whom a message is for.
 */
const COUNTS = [
  "countUnreadNotifications",
  ...["getMe", "updateMe", "putClassGrades", "getTrend"],
  "readAllNotifications",
  "sendNotifications",
  "generateReport",
  ...["listAttendance", "getAttendanceSummary"],
  ...["listClasses", "getClass", "createClass", "updateClass", "deleteClass", "restoreClass"],
  ...["addClassTeacher", "removeClassTeacher"],
];

/** Refused by a foreign key, which may speak of a session that has ended: it looks once more. */
const ASKS_TWICE = ["deleteTerm"];

/**
 * A class comes with how many children are in it, and each is looked at; a teacher's list
 * sorts all the children of their classes. Neither is more in a larger school.
 */
const READS_MORE = [
  ...["listClasses Admin", "listClasses Teacher", "listStudents Teacher"],
  // Each class's register is asked of, on every day that it may be at the school.
  ...["listRegisters Admin", "listRegisters Teacher"],
];

/** What a request cost the database, as the server's own replies say. */
interface Cost {
  name: string;
  writes: boolean;
  status: number;
  answered: number;
  requests: number;
  rows_read: number;
  rows_written: number;
  sent: string;
}

interface Measured {
  school: School;
  remote: RemoteDatabase;
  families: TwoFamilies;
}

function withMeasured(
  students: number,
  { server, test }: { server: Sqld; test: (measured: Measured) => Promise<void> },
): Promise<void> {
  return withRemoteSchool(server, async ({ school, remote }) => {
    const families = await twoFamilies(school);
    await fillSchool(school, students);
    // A teacher of more than one class, as they are.
    await school.rows(
      `insert into class_teachers (class_id, user_id, created_at)
        select class_id, ?, '' from classes where sort_name in ('filler 0001', 'filler 0002')`,
      families.ours.teacher.user_id,
    );
    await test({ school, remote, families });
  });
}

async function withRemoteSchool(
  server: Sqld,
  test: (opened: { school: School; remote: RemoteDatabase }) => Promise<void>,
): Promise<void> {
  let remote: RemoteDatabase;
  const school = await openSchool({}, async (now) => remote = await remoteDatabase(server, now));
  try {
    await test({ school, remote: remote! });
  } finally {
    await school.close();
  }
}

/** What a request costs, done to the school, or to a copy of it where it writes. */
async function costOf({ school, remote }: Omit<Measured, "families">, asked: Asked): Promise<Cost> {
  const { name, method, path, ...send } = asked;
  const writes = method !== "GET";
  const measure = async () => {
    const before = remote.proxy.exchanges.length;
    const { status, body } = await school.request(method, path, send);
    const exchanges = remote.proxy.exchanges.slice(before);
    const total = (of: (exchange: typeof exchanges[number]) => number) =>
      exchanges.reduce((sum, exchange) => sum + of(exchange), 0);
    const cost = {
      requests: exchanges.length,
      rows_read: total(({ rows_read }) => rows_read),
      rows_written: total(({ rows_written }) => rows_written),
    };
    const { db_requests, rows_read, rows_written } = JSON.parse(school.requests.at(-1)!);
    assert.deepEqual({ requests: db_requests, rows_read, rows_written }, cost, "as it is logged");
    const sent = exchanges.map(({ sent }) => sent).join("\n");
    return { name, writes, status, answered: body?.data?.length ?? 1, ...cost, sent };
  };
  return writes ? await remote.onCopy(measure) : await measure();
}

function table(costs: Cost[][]): string {
  const lines = costs[0].map(({ name, status, requests, rows_written }, i) =>
    [
      name.padEnd(36),
      status,
      String(requests).padStart(9),
      ...costs.map((of) => String(of[i].rows_read).padStart(9)),
      String(rows_written).padStart(9),
    ].join(" ")
  );
  const heads = ["requests", ...SIZES.map((size) => `of ${size}`), "written"];
  return [" ".repeat(40) + heads.map((head) => head.padStart(10)).join(""), ...lines].join("\n");
}

const ignore = !HAS_SQLD;

Deno.test({
  name: "a read is one request to the database, a write two, and none costs more in a large school",
  ignore,
  fn: () =>
    withSqld(async (server) => {
      const costs: Cost[][] = [];
      for (const students of SIZES) {
        const test = async (measured: Measured) => {
          const of: Cost[] = [];
          for (const asked of await everyOperation(measured.school, measured.families)) {
            of.push(await costOf(measured, asked));
          }
          costs.push(of);
        };
        await withMeasured(students, { server, test });
      }
      console.log(table(costs));
      const [small, large] = costs;
      const counting = new Set<string>();
      for (const [i, { sent: _, ...cost }] of small.entries()) {
        const { name, writes, requests, rows_read, answered, status } = cost;
        assert.ok(status < 500, name);
        const [operation] = name.split(" ");
        const most = (writes ? 2 : 1) + (ASKS_TWICE.includes(operation) ? 1 : 0);
        assert.ok(requests <= most, `${name}: ${requests} requests`);
        const { sent, rows_read: read_of_many, ...same } = large[i];
        assert.deepEqual({ ...same, rows_read }, cost, `${name} grows with the school`);
        // Where a token falls in its index is chance, and a row more or less.
        assert.ok(read_of_many <= rows_read + 3, `${name} reads ${read_of_many} in a large school`);
        if (/count\(/i.test(sent)) counting.add(operation);
        if (operation.startsWith("list") && !READS_MORE.includes(name)) {
          assert.ok(rows_read <= 4 * answered + 60, `${name}: ${rows_read} for ${answered}`);
        }
      }
      assert.deepEqual([...counting].sort(), COUNTS.toSorted());
    }),
});

Deno.test({
  name: "a page deep in a list costs what the first one does",
  ignore,
  fn: () =>
    withSqld((server) =>
      withMeasured(1_000, {
        server,
        async test(measured) {
          const { school, families: { ours } } = measured;
          const { user_id } = ours.parent;
          const many =
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 300)";
          await school.database.run([
            `insert into grades (student_id, subject, grade, level, created_at, updated_at)
              ${many} select ${ours.student_id}, 'Art', 'B', 'Regular', '', '' from n`,
            `insert into attendance (student_id, date, status, created_at, updated_at) ${many}
              select ${ours.student_id}, date('2025-01-01', i || ' days'), 'Present', '', '' from n`,
            `insert into notifications (user_id, message, status, kind, sent_at)
              ${many} select ${user_id}, 'Hello', 'read', 'message', '' from n`,
          ]);
          const paths = [
            "/api/students?",
            "/api/students?sort=-name&",
            "/api/students?sort=student_number&",
            "/api/users?",
            "/api/users?role=Parent&",
            "/api/audit?",
            `/api/students/${ours.student_id}/grades?`,
            `/api/students/${ours.student_id}/attendance?`,
          ].map((path) => ({ path, as: school.admin }));
          paths.push({ path: `/api/notifications/${user_id}?`, as: ours.parent });
          for (const { path, as } of paths) {
            const ask = (rest: string) =>
              costOf(measured, { name: path, method: "GET", path: path + rest, as });
            const first = await ask("limit=10");
            const { body } = await school.request("GET", `${path}limit=200`, { as });
            const deep = await ask(`limit=10&cursor=${body.next_cursor}`);
            assert.deepEqual([deep.answered, deep.requests], [10, 1]);
            assert.ok(deep.rows_read <= first.rows_read + 3, `${path}: ${deep.rows_read}`);
          }
        },
      })
    ),
});

Deno.test({
  name: "a register of 40 is two requests, and 16 of them at once are all saved",
  ignore,
  fn: () =>
    withSqld((server) =>
      withRemoteSchool(server, async ({ school, remote }) => {
        await fillSchool(school, 40 * 16);
        const ids = (await school.rows("select student_id from students order by student_id"))
          .map(({ student_id }) => Number(student_id));
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
          name: "putClassAttendance of 40",
          method: "PUT",
          as: school.admin,
          ...registers[0],
        });
        assert.deepEqual([cost.status, cost.requests], [200, 2]);

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
