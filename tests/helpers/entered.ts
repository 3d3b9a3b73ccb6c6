import type { InStatement } from "@libsql/client";
import type { Role } from "../../api/access/policy.ts";
import type { Deps } from "../../api/deps.ts";
import { fold } from "../../api/schema.ts";
import type { LibsqlDatabase } from "../../db/client.ts";
import type { School, SignedIn } from "./school.ts";

/** Of `PASSWORD`, made beforehand: the hashing itself is tested in its own place. */
const PASSWORD_HASH =
  "$argon2id$v=19$m=64,t=1,p=1$qQ3496l9+IRXyhK5rqZu/g$Oz/9Q17GcfHZ4BR8bX2Ry6ph5Zfxb6LjqUKfP+5u7PU";
const SESSION_DAYS = 30;

const THE_USER = "(select max(user_id) from users)";
const THE_CLASS = "(select max(class_id) from classes)";

type Entered = Pick<
  School,
  "user" | "childLogin" | "parentOf" | "teacherOf" | "class" | "term" | "holiday"
>;

/**
 * What a test has in its school before it begins, past the API. Each is one request to the
 * database, for over a server that is what takes the time. `next` numbers what has no name.
 */
export function enteredInto(
  { database, clock, tokens }: Pick<Deps, "clock" | "tokens"> & { database: LibsqlDatabase },
  next: () => number,
): Entered {
  const now = () => clock.now().toISOString();

  /** Runs the statements; the id that the first of them returns. */
  async function entered(...statements: InStatement[]): Promise<number> {
    const [{ rows: [{ id }] }] = await database.run(statements);
    return Number(id);
  }

  function session(user: string, args: number[] = []) {
    const session_id = `test-${next()}`;
    const expires_at = new Date(clock.now().getTime() + SESSION_DAYS * 86_400_000).toISOString();
    return {
      session_id,
      statement: {
        sql: `insert into sessions (session_id, user_id, created_at, expires_at)
          values (?, ${user}, ?, ?)`,
        args: [session_id, ...args, now(), expires_at],
      },
    };
  }

  async function user(role: Role, name: string, ...more: InStatement[]): Promise<SignedIn> {
    const email = `${role.toLowerCase()}${next()}@school.example`;
    const { session_id, statement } = session(THE_USER);
    const user_id = await entered(
      {
        sql: `insert into users
          (name, sort_name, email, password, role, status, created_at, updated_at)
          values (?, ?, ?, ?, ?, 'active', ?, ?) returning user_id as id`,
        args: [name, fold(name), email, PASSWORD_HASH, role, now(), now()],
      },
      statement,
      ...more,
    );
    return { user_id, email, token: await tokens.sign({ user_id, role, session_id }) };
  }

  return {
    user: (role, name = `${role} ${next()}`) => user(role, name),
    async childLogin(student_id) {
      const email = `child${next()}@school.example`;
      const whose = "(select user_id from students where student_id = ?)";
      const { session_id, statement } = session(whose, [student_id]);
      const user_id = await entered(
        {
          sql: `update users set email = ?, password = ?, status = 'active'
            where user_id = ${whose} returning user_id as id`,
          args: [email, PASSWORD_HASH, student_id],
        },
        statement,
      );
      const token = await tokens.sign({ user_id, role: "Student", session_id });
      return { user_id, email, token };
    },
    parentOf: (...student_ids) =>
      user("Parent", `Parent ${next()}`, {
        sql: `insert into guardians (user_id, student_id, created_at)
          select ${THE_USER}, value, ? from json_each(?)`,
        args: [now(), JSON.stringify(student_ids)],
      }),
    teacherOf: (...class_ids) =>
      user("Teacher", `Teacher ${next()}`, {
        sql: `insert into class_teachers (class_id, user_id, created_at)
          select value, ${THE_USER}, ? from json_each(?)`,
        args: [now(), JSON.stringify(class_ids)],
      }),
    async class(student_ids = [], name = `Class ${next()}`) {
      const class_id = await entered(
        {
          sql: `insert into classes (name, sort_name, credits, level, created_at, updated_at)
            values (?, ?, 1, 'Regular', ?, ?) returning class_id as id`,
          args: [name, fold(name), now(), now()],
        },
        {
          sql: `insert into enrollments (class_id, student_id, started_on, created_at)
            select ${THE_CLASS}, value, '2026-09-01', ? from json_each(?)`,
          args: [now(), JSON.stringify(student_ids)],
        },
      );
      return { class_id };
    },
    async term(name = `Term ${next()}`, starts_on = "2026-09-01", ends_on = "2026-12-18") {
      const term_id = await entered({
        sql: `insert into terms (name, starts_on, ends_on, created_at, updated_at)
          values (?, ?, ?, ?, ?) returning term_id as id`,
        args: [name, starts_on, ends_on, now(), now()],
      });
      return { term_id };
    },
    async holiday(starts_on, ends_on = starts_on) {
      const holiday_id = await entered({
        sql: `insert into holidays (name, starts_on, ends_on, created_at, updated_at)
          values (?, ?, ?, ?, ?) returning holiday_id as id`,
        args: [`Holiday ${next()}`, starts_on, ends_on, now(), now()],
      });
      return { holiday_id };
    },
  };
}
