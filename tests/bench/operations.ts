import { PASSWORD, type School } from "../helpers/school.ts";
import { fillSchool } from "../helpers/big_school.ts";

/** What the requests are about, the same in each server's database. */
export interface Subject {
  /** Accounts with `PASSWORD`: enough that no limit by account or by user is met. */
  emails: string[];
  /** A child who is read, and one who is written to, so that what is read stays as it is. */
  read_id: number;
  written_id: number;
  /** A class for each client: who saves a register that another saves is told so. */
  classes: { class_id: number; members: number[] }[];
}

export interface Operation {
  name: string;
  /** The nth request of all, by one of the clients. */
  request(
    subject: Subject,
    by: { n: number; client: number },
  ): { method?: string; path: string; body?: unknown };
}

export const MOST_CLIENTS = 16;
const CLASS = 40;
const STUDENTS = 1_000;
const ACCOUNTS = 64;
const DATE = "2026-10-14";

/** Fills a school of 1,000, of whom each client has a class of 40. */
export async function prepare(school: School): Promise<Subject> {
  await fillSchool(school, STUDENTS);
  const rows = await school.rows(
    "select student_id from students where archived_at is null order by student_id",
  );
  const ids = rows.map(({ student_id }) => Number(student_id));
  const classes: Subject["classes"] = [];
  for (let at = 0; at < MOST_CLIENTS * CLASS; at += CLASS) {
    const members = ids.slice(at, at + CLASS);
    classes.push({ ...await school.class(members), members });
  }
  const emails: string[] = [];
  while (emails.length < ACCOUNTS) emails.push((await school.user("Admin")).email);
  return { emails, read_id: ids.at(-1)!, written_id: ids.at(-2)!, classes };
}

export const operations: Operation[] = [
  {
    name: "login",
    request: ({ emails }, { n }) => ({
      path: "/api/login",
      body: { email: emails[n % emails.length], password: PASSWORD },
    }),
  },
  { name: "listStudents (50)", request: () => ({ path: "/api/students?limit=50" }) },
  { name: "getStudent", request: ({ read_id }) => ({ path: `/api/students/${read_id}` }) },
  {
    name: "createGrade",
    request: ({ written_id }) => ({
      path: `/api/students/${written_id}/grades`,
      body: { subject: "Art", grade: "B" },
    }),
  },
  {
    name: "putClassAttendance (40)",
    request: ({ classes }, { n, client }) => ({
      method: "PUT",
      path: `/api/classes/${classes[client].class_id}/attendance/${DATE}`,
      // Never what is there already, of which there would be nothing to write.
      body: {
        marks: classes[client].members.map((student_id) => (
          { student_id, status: "Present", minutes_late: 1 + n % 600 }
        )),
      },
    }),
  },
  {
    name: "getClassAttendance (40)",
    request: ({ classes }, { client }) => ({
      path: `/api/classes/${classes[client].class_id}/attendance/${DATE}`,
    }),
  },
  { name: "getGpa", request: ({ read_id }) => ({ path: `/api/students/${read_id}/gpa` }) },
  {
    name: "generateReport",
    request: ({ read_id }) => ({
      path: `/api/students/${read_id}/generate-report`,
      body: { type: "Progress" },
    }),
  },
];
