import assert from "node:assert/strict";
import { openDatabase } from "../../db/client.ts";
import { migrate } from "../../db/migrate.ts";
import { databaseBefore } from "../helpers/database.ts";

const NOW = new Date("2026-10-14T09:00:00Z");

Deno.test("which marks are the results of a class is found as a school that was there is migrated", async () => {
  const database = await databaseBefore("0006");
  const child = (id: number) => [
    `insert into users (name, sort_name, role, status, created_at, updated_at)
      values ('Child ${id}', '${id}', 'Student', 'invited', '', '')`,
    `insert into students (user_id, sort_name, created_at, updated_at) values (${id}, '', '', '')`,
  ];
  const mark = (
    [student_id, subject, grade, percent, class_id, term_id]: (string | number | null)[],
  ) => ({
    sql: `insert into grades (student_id, subject, grade, percent, class_id, term_id,
      level, created_at, updated_at) values (?, ?, ?, ?, ?, ?, 'Regular', '', '')`,
    args: [student_id, subject, grade, percent, class_id, term_id],
  });
  await database.run([
    ...[1, 2, 3].flatMap(child),
    `insert into classes (name, sort_name, subject, credits, level, created_at, updated_at)
      values ('3A', '3a', 'Algebra', 1, 'Regular', '', ''), ('3B', '3b', null, 1, 'Regular', '', '')`,
    `insert into terms (name, starts_on, ends_on, created_at, updated_at)
      values ('Autumn', '2026-09-01', '2026-12-18', '', '')`,
    mark([1, "Algebra", "of the subject", null, 1, 1]),
    mark([1, "Mathematics", "second", 80, 1, 1]),
    mark([2, "Maths", "older", 70, 1, 1]),
    mark([2, "Mathematics", "before it was renamed", 71, 1, 1]),
    mark([2, "Art", "by hand", null, 1, 1]),
    mark([3, "Art", "by hand", null, 1, 1]),
    mark([3, "Algebra", "of no term", null, 1, null]),
    mark([3, "Algebra", "of no class", null, null, 1]),
    mark([3, "3B", "of the name", null, 2, 1]),
  ]);
  await migrate(database, { now: NOW });
  const [results] = await database.run([
    "select grade from grades where class_result order by student_id",
  ]);
  assert.deepEqual(results.rows.map(({ grade }) => grade), [
    "of the subject",
    "before it was renamed",
    "of the name",
  ]);
  await database.close();
});

Deno.test("who an account is that is deleted is looked for in no table row by row", async () => {
  const database = await openDatabase({ url: ":memory:" });
  await migrate(database, { now: NOW });
  const [found] = await database.run([
    `select m.name as "table", f."from" as "column" from sqlite_master m
      join pragma_foreign_key_list(m.name) f where m.type = 'table' and f."table" = 'users'`,
  ]);
  const named = found.rows.map((row) => `${row.table}.${row.column}`);
  assert.ok(named.includes("grades.entered_by"), String(named));
  for (const { table, column } of found.rows) {
    const [plan] = await database.run([
      `explain query plan select 1 from "${table}" where "${column}" = 7`,
    ]);
    assert.match(String(plan.rows[0].detail), /^SEARCH/, `${table}.${column}`);
  }
  await database.close();
});
