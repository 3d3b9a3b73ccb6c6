import type { LibsqlDatabase } from "../../db/client.ts";

const AT = "'2026-09-01T08:00:00.000Z'";
const STAMPS = `${AT}, ${AT}`;

/** In a class, and taught by one teacher; in a family, of one parent. */
const IN_CLASS = 10;
const IN_FAMILY = 4;

/**
 * Fills a school with so many more children, and with what grows with them: marks, days and
 * messages for each, a parent for every four, a class and a teacher for every ten. A quarter of the
 * children have left, and a third of the classes are archived. In one write.
 */
export async function fillSchool(
  { database }: { database: LibsqlDatabase },
  students: number,
): Promise<void> {
  const [{ rows: [last] }] = await database.run([
    `select ifnull((select max(user_id) from users), 0) as user_id,
      ifnull((select max(student_id) from students), 0) as student_id,
      ifnull((select max(class_id) from classes), 0) as class_id`,
  ]);
  const classes = Math.ceil(students / IN_CLASS);
  const parents = Math.ceil(students / IN_FAMILY);
  const n = (count: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  const each = `${n(students)} select`;
  const twice = `(select 0 as k union all select 1) k`;
  const first = { child: Number(last.user_id), parent: 0, teacher: 0 };
  first.parent = first.child + students;
  first.teacher = first.parent + parents;
  const child = `${last.student_id} + i`;
  const class_id = `${last.class_id} + 1 + (i - 1) / ${IN_CLASS}`;
  const parent = `${first.parent} + 1 + (i - 1) / ${IN_FAMILY}`;
  const of_parents = `${n(parents)} select`;
  const number = "printf('%06d', i)";
  const people = (role: "child" | "parent" | "teacher", count: number, email: string) =>
    `insert into users (user_id, name, sort_name, email, role, status, created_at, updated_at)
      ${n(count)} select ${first[role]} + i, '${role} ' || ${number}, '${role} ' || ${number},
        ${email}, '${role === "child" ? "Student" : role[0].toUpperCase() + role.slice(1)}',
        iif(i % 3 = 0, 'invited', 'active'), ${STAMPS} from n`;
  // Written at once, where the triggers would take each name apart.
  const [{ rows: triggers }] = await database.run([
    `select name, sql from sqlite_master
      where name in ('users_words_insert', 'students_words_insert')`,
  ]);
  const words = (role: "child" | "parent" | "teacher", own: string[], count = students) => {
    const list = { list: "'users'", id: `${first[role]} + i`, words: own };
    const roll = {
      list: "iif(i % 4 = 0, 'archived students', 'students')",
      id: child,
      words: [`'f-' || ${number}`],
    };
    return (role === "child" ? [list, roll] : [list]).flatMap(({ list, id, words }) =>
      [`'${role}'`, number, ...words].map((word) =>
        `insert into search_words (list, word, sort_name, id)
          ${n(count)} select ${list}, ${word}, '${role} ' || ${number}, ${id} from n`
      )
    );
  };
  await database.run([
    ...triggers.map(({ name }) => `drop trigger ${name}`),
    ...words("child", []),
    ...words("parent", ["'filler' || i || '@home.example'"], parents),
    ...words("teacher", ["'filler' || i || '@staff.example'"], classes),
    people("child", students, "null"),
    people("parent", parents, "'filler' || i || '@home.example'"),
    people("teacher", classes, "'filler' || i || '@staff.example'"),
    `insert into students (student_id, user_id, sort_name, student_number, grade_level, archived_at,
        created_at, updated_at)
      ${each} ${child}, ${first.child} + i, 'child ' || ${number}, 'F-' || ${number},
        cast(1 + i % 12 as text), iif(i % 4 = 0, ${AT}, null), ${STAMPS} from n`,
    `insert into guardians (user_id, student_id, created_at)
      ${each} ${parent}, ${child}, ${AT} from n`,
    `insert into classes (class_id, name, sort_name, credits, level, archived_at, created_at,
        updated_at)
      ${n(classes)} select ${last.class_id} + i, 'Filler ' || ${number}, 'filler ' || ${number}, 1,
        'Regular', iif(i % 3 = 1, ${AT}, null), ${STAMPS} from n`,
    `insert into class_teachers (class_id, user_id, created_at)
      ${n(classes)} select ${last.class_id} + i, ${first.teacher} + i, ${AT} from n`,
    `insert into enrollments (class_id, student_id, started_on, created_at)
      ${each} ${class_id}, ${child}, '2026-09-01', ${AT} from n`,
    `insert into grades (student_id, subject, grade, points, credits, level, created_at, updated_at)
      ${each} ${child}, 'Subject ' || k, 'B', 3, 1, 'Regular', ${STAMPS} from n cross join ${twice}`,
    `insert into attendance (student_id, date, status, created_at, updated_at)
      ${each} ${child}, '2026-10-0' || (k + 1), 'Present', ${STAMPS} from n cross join ${twice}`,
    `insert into activities (student_id, activity_name, participation_date, created_at)
      ${each} ${child}, 'Choir', '2026-10-01', ${AT} from n`,
    `insert into reports (student_id, type, generated_at, status)
      ${each} ${child}, 'Progress', ${AT}, 'pending' from n`,
    `insert into notifications (user_id, student_id, message, status, kind, sent_at)
      ${each} ${parent}, ${child}, 'Hello', iif(k = 0, 'unread', 'read'), 'message', ${AT}
      from n cross join ${twice}`,
    `insert into sessions (session_id, user_id, created_at, expires_at)
      ${of_parents} 'filler-' || i, ${first.parent} + i, ${AT}, '2026-12-01T00:00:00.000Z' from n`,
    `insert into refresh_tokens (token_hash, session_id, created_at)
      ${of_parents} 'filler-' || i, 'filler-' || i, ${AT} from n`,
    `insert into idempotency_keys (scope, key, request_hash, status, response, created_at)
      ${of_parents} 'user:' || (${first.parent} + i), 'filler', '', 201, '[]', ${AT} from n`,
    `insert into invitations (user_id, token_hash, created_at, expires_at)
      ${of_parents} ${first.parent} + i, 'filler-' || i, ${AT}, '2026-12-01T00:00:00.000Z' from n`,
    `insert into audit_log (at, actor_user_id, action, entity, entity_id, student_id)
      ${each} ${AT}, 1, 'createStudent', 'students', ${child}, ${child} from n`,
    ...triggers.map(({ sql }) => String(sql)),
  ]);
}
