import type { School } from "./school.ts";

const AT = "'2026-09-01T08:00:00.000Z'";
const STAMPS = `${AT}, ${AT}`;

/**
 * Fills a school with so many more children, and with what grows with them: a parent, marks,
 * days and messages for each, a class and a teacher for every 25. One request; their ids
 * follow on those that are there.
 */
export async function fillSchool(school: School, students: number): Promise<void> {
  const upTo = (n: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${n})`;
  const classes = Math.ceil(students / 25);
  const people = (role: string, count: number, email: string) =>
    `insert into users (name, sort_name, email, role, status, created_at, updated_at)
      ${upTo(count)} select '${role} no ' || printf('%05d', i),
        lower('${role}') || ' no ' || printf('%05d', i),
        ${email}, '${role}', 'active', ${STAMPS} from n`;
  const added = `(select student_id, user_id, cast(substr(student_number, 3) as integer) as i
      from students where student_number glob 'F-*') s`;
  const times = (n: number) =>
    `(select value as k from json_each('${JSON.stringify([...Array(n).keys()])}')) k`;
  await school.database.run([
    people("Student", students, "null"),
    people("Parent", students, "'filler' || i || '@home.example'"),
    people("Teacher", classes, "'filler' || i || '@staff.example'"),
    `insert into students (user_id, sort_name, student_number, grade_level, created_at, updated_at)
      select user_id, sort_name, 'F-' || substr(sort_name, -5),
        cast(1 + user_id % 12 as text), ${STAMPS} from users where sort_name glob 'student no *'`,
    `insert into guardians (user_id, student_id, created_at)
      select u.user_id, s.student_id, ${AT} from ${added}
      join users u on u.sort_name = 'parent no ' || printf('%05d', s.i)`,
    `insert into classes (name, sort_name, credits, level, created_at, updated_at)
      ${upTo(classes)} select 'Filler ' || printf('%04d', i), 'filler ' || printf('%04d', i), 1,
        'Regular', ${STAMPS} from n`,
    `insert into class_teachers (class_id, user_id, created_at)
      select c.class_id, u.user_id, ${AT} from classes c
      join users u on u.sort_name = 'teacher no 0' || substr(c.sort_name, -4)
      where c.sort_name glob 'filler *'`,
    `insert into enrollments (class_id, student_id, started_on, created_at)
      select c.class_id, s.student_id, '2026-09-01', ${AT} from ${added}
      join classes c on c.sort_name = 'filler ' || printf('%04d', 1 + (s.i - 1) / 25)`,
    `insert into grades (student_id, subject, grade, points, credits, level, created_at, updated_at)
      select s.student_id, 'Subject ' || k.k, 'B', 3, 1, 'Regular', ${STAMPS}
      from ${added} cross join ${times(2)}`,
    `insert into attendance (student_id, date, status, created_at, updated_at)
      select s.student_id, '2026-10-0' || (k.k + 1), 'Present', ${STAMPS}
      from ${added} cross join ${times(2)}`,
    `insert into activities (student_id, activity_name, participation_date, created_at)
      select s.student_id, 'Choir', '2026-10-01', ${AT} from ${added}`,
    `insert into reports (student_id, type, generated_at, status)
      select s.student_id, 'Progress', ${AT}, 'pending' from ${added}`,
    `insert into notifications (user_id, student_id, message, status, kind, sent_at)
      select g.user_id, g.student_id, 'Hello', iif(k.k = 0, 'unread', 'read'), 'message', ${AT}
      from ${added} join guardians g on g.student_id = s.student_id cross join ${times(2)}`,
    `insert into sessions (session_id, user_id, created_at, expires_at)
      select 'filler-' || user_id, user_id, ${AT}, '2026-12-01T00:00:00.000Z' from users
      where email glob 'filler*'`,
    `insert into refresh_tokens (token_hash, session_id, created_at)
      select 'filler-' || session_id, session_id, ${AT} from sessions where session_id glob 'filler-*'`,
    `insert into idempotency_keys (scope, key, request_hash, status, response, created_at)
      select 'user:' || user_id, 'filler', '', 201, '[]', ${AT} from users where email glob 'filler*'`,
    `insert into invitations (user_id, token_hash, created_at, expires_at)
      select user_id, 'filler-' || user_id, ${AT}, '2026-12-01T00:00:00.000Z' from users
      where email glob 'filler*'`,
    `insert into audit_log (at, actor_user_id, action, entity, entity_id, student_id)
      select ${AT}, 1, 'createStudent', 'students', s.student_id, s.student_id
      from ${added} cross join ${times(1)}`,
  ]);
}
