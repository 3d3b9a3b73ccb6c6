// What Laurel is measured against: `Deno.serve` and libSQL, with the same questions asked in
// plain SQL, one after the other, and nothing else. It asks for no session, checks no input,
// keeps no log, and makes no PDF. Arguments: the address of its database.
import { phcPasswords } from "../../api/features/sessions/passwords.ts";

const [url] = Deno.args;
const { createClient } = url.startsWith("file:")
  ? await import("@libsql/client")
  : await import("@libsql/client/web");
const database = createClient({ url, intMode: "number" });
const passwords = phcPasswords();
const now = () => new Date().toISOString();

type Args = (string | number | null)[];
const rows = async (sql: string, args: Args) =>
  (await database.execute({ sql, args })).rows.map((row) => ({ ...row }));

const STUDENT = "select s.*, u.name, u.email from students s join users u using (user_id)";

async function login({ email, password }: { email: string; password: string }) {
  const [user] = await rows("select * from users where email = ?", [email]);
  const { ok } = await passwords.verify(password, String(user.password));
  if (!ok) return new Response(null, { status: 401 });
  const token = crypto.randomUUID();
  await rows(
    "insert into sessions (session_id, user_id, created_at, expires_at) values (?, ?, ?, ?)",
    [token, Number(user.user_id), now(), "2100-01-01T00:00:00.000Z"],
  );
  return Response.json({ token });
}

async function putRegister(class_id: string, date: string, marks: unknown[]) {
  const saved = await rows(
    `insert into attendance
        (student_id, date, class_id, status, minutes_late, created_at, updated_at)
      select value ->> 'student_id', ?, ?, value ->> 'status', value ->> 'minutes_late', ?, ?
      from json_each(?) where true
      on conflict (student_id, date, class_id) where class_id is not null
      do update set status = excluded.status, minutes_late = excluded.minutes_late,
        updated_at = excluded.updated_at
      returning *`,
    [date, Number(class_id), now(), now(), JSON.stringify(marks)],
  );
  return Response.json({ data: saved });
}

async function report(student_id: string) {
  const args = [student_id];
  await rows(`${STUDENT} where s.student_id = ?`, args);
  await rows("select * from grades where student_id = ?", args);
  await rows("select status, count(*) from attendance where student_id = ? group by 1", args);
  await rows("select * from activities where student_id = ?", args);
  const [saved] = await rows(
    `insert into reports (student_id, type, generated_at, status)
      values (?, 'Progress', ?, 'pending') returning *`,
    [student_id, now()],
  );
  return Response.json(saved, { status: 201 });
}

async function gpa(student_id: string) {
  const grades = await rows("select points, credits from grades where student_id = ?", [
    student_id,
  ]);
  const sum = (of: (grade: typeof grades[number]) => number) =>
    grades.reduce((total, grade) => total + of(grade), 0);
  const credits = sum((grade) => Number(grade.credits));
  return Response.json({
    gpa: sum((grade) => Number(grade.points) * Number(grade.credits)) / credits,
  });
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, , thing, id, part, date] = pathname.split("/");
  const body = request.body ? await request.json() : null;
  if (thing === "login") return login(body);
  if (thing === "classes") {
    if (request.method === "PUT") return putRegister(id, date, body.marks);
    const marks = await rows(
      `select e.student_id, u.name, a.* from enrollments e join students s using (student_id)
        join users u using (user_id)
        left join attendance a on a.student_id = e.student_id and a.class_id = e.class_id
          and a.date = ?
        where e.class_id = ? order by s.sort_name`,
      [date, id],
    );
    return Response.json({ data: marks });
  }
  if (part === "gpa") return gpa(id);
  if (part === "generate-report") return report(id);
  if (part === "grades") {
    const [saved] = await rows(
      `insert into grades
          (student_id, subject, grade, points, credits, level, created_at, updated_at)
        values (?, ?, ?, 3, 1, 'Regular', ?, ?) returning *`,
      [id, body.subject, body.grade, now(), now()],
    );
    return Response.json(saved, { status: 201 });
  }
  if (id) return Response.json((await rows(`${STUDENT} where s.student_id = ?`, [id]))[0]);
  const list = `${STUDENT} where s.archived_at is null order by s.sort_name, s.student_id limit 51`;
  return Response.json({ data: await rows(list, []) });
}

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`ready: http://127.0.0.1:${port}`),
}, answer);
