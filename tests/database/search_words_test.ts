import assert from "node:assert/strict";
import { migrate } from "../../db/migrate.ts";
import { fillSchool } from "../helpers/big_school.ts";
import { databaseBefore } from "../helpers/database.ts";
import { openSchool } from "../helpers/school.ts";

const KEPT =
  "select list, word, sort_name, id from search_words order by list, word, sort_name, id";
const MADE_ANEW = `select list, word, sort_name, id from user_words
  union select list, word, sort_name, id from student_words
  union select list, word, sort_name, id from class_words
  order by list, word, sort_name, id`;
const COUNTED = "select class_id, student_count from classes order by class_id";
const COUNTED_ANEW = `select class_id, (
    select count(*) from enrollments join students using (student_id)
    where enrollments.class_id = classes.class_id and ended_on is null and archived_at is null
  ) as student_count from classes order by class_id`;

Deno.test("the words and the counts of a school that was there before are made as it is migrated", async () => {
  const now = new Date("2026-10-14T09:00:00Z");
  const database = await databaseBefore("0003");
  await database.run([
    `insert into users (name, sort_name, email, role, status, created_at, updated_at) values
      ('Ana-Bea', 'ana-bea', null, 'Student', 'invited', '', ''),
      ('Cleo', 'cleo', 'c.dee@home.example', 'Student', 'active', '', '')`,
    `insert into students (user_id, sort_name, student_number, archived_at, created_at, updated_at)
      values (1, 'ana-bea', 'N-7', null, '', ''), (2, 'cleo', null, '2026-01-01', '', '')`,
    `insert into classes (name, sort_name, credits, level, created_at, updated_at)
      values ('3A', '3a', 1, 'Regular', '', '')`,
    `insert into enrollments (class_id, student_id, started_on, created_at)
      values (1, 1, '', ''), (1, 2, '', '')`,
  ]);
  await migrate(database, { now });
  const [words, classes] = await database.run([KEPT, COUNTED]);
  assert.deepEqual(
    words.rows.map(({ list, word, id }) => `${list} ${id} ${word}`),
    [
      "archived students 2 cleo",
      "classes 1 3a",
      "students 1 ana-bea",
      "students 1 bea",
      "students 1 n-7",
      "students 1 7",
      "users 1 ana-bea",
      "users 1 bea",
      "users 2 c.dee@home.example",
      "users 2 cleo",
      "users 2 dee",
    ].sort(),
  );
  assert.deepEqual(classes.rows.map((row) => ({ ...row })), [{ class_id: 1, student_count: 1 }]);
  await database.close();
});

Deno.test("whoever writes a name or puts a child in a class, the words and the counts are as if made anew", async () => {
  const school = await openSchool();
  try {
    await fillSchool(school, 60);
    await school.database.run([
      "update users set name = 'Zoe', sort_name = 'zoe \"z\" back\\slash' where user_id % 3 = 0",
      "update users set email = 'new.' || email where email is not null and user_id % 5 = 0",
      "update students set student_number = null where student_id % 7 = 0",
      "update students set archived_at = 'x' where student_id % 4 = 0",
      "update students set archived_at = null where student_id % 8 = 0",
      "update enrollments set ended_on = '2026-10-01' where student_id % 6 = 0",
      "update enrollments set ended_on = null where student_id % 12 = 0",
      "delete from enrollments where student_id % 9 = 0",
      `insert into enrollments (class_id, student_id, started_on, created_at)
        select class_id, student_id, '', '' from classes cross join students
        where (student_id + class_id) % 5 = 0
        on conflict do update set ended_on = null`,
      "update classes set archived_at = 'x' where class_id % 2 = 0",
      "delete from class_teachers where class_id = 3",
      "delete from enrollments where class_id = 3",
      "delete from classes where class_id = 3",
    ]);
    const words = await school.rows(KEPT);
    assert.deepEqual(words, await school.rows(MADE_ANEW));
    assert.ok(words.length > 200);
    const counts = await school.rows(COUNTED);
    assert.deepEqual(counts, await school.rows(COUNTED_ANEW));
    assert.ok(counts.some(({ student_count }) => Number(student_count) > 0));
  } finally {
    await school.close();
  }
});
