import assert from "node:assert/strict";
import { migrate } from "../../db/migrate.ts";
import { databaseBefore } from "../helpers/database.ts";

Deno.test("a school that was there before keeps the registers that were taken", async () => {
  const database = await databaseBefore("0007");
  await database.run([
    `insert into users (name, sort_name, role, status, created_at, updated_at) values
      ('Ana', 'ana', 'Student', 'invited', '', ''), ('Bea', 'bea', 'Student', 'invited', '', '')`,
    `insert into students (user_id, sort_name, created_at, updated_at)
      values (1, 'ana', '', ''), (2, 'bea', '', '')`,
    `insert into classes (name, sort_name, credits, level, created_at, updated_at)
      values ('3A', '3a', 1, 'Regular', '', '')`,
    `insert into attendance (student_id, date, status, class_id, created_at, updated_at) values
      (1, '2026-10-13', 'Present', 1, '', '2026-10-13T08:00:00.000Z'),
      (2, '2026-10-13', 'Absent', 1, '', '2026-10-13T08:05:00.000Z'),
      (1, '2026-10-14', 'Absent', null, '', '2026-10-14T08:00:00.000Z')`,
  ]);
  await migrate(database, { now: new Date("2026-10-14T09:00:00Z") });
  const [{ rows }] = await database.run(["select * from registers"]);
  assert.deepEqual(rows.map((row) => ({ ...row })), [
    { class_id: 1, date: "2026-10-13", taken_at: "2026-10-13T08:05:00.000Z" },
  ]);
  await database.close();
});
