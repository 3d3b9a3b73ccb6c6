import assert from "node:assert/strict";
import { type Api, apiOf } from "./servers.ts";

export const PASSWORD = "a long enough password";
export const CLASS = "3 Oak";
export const SUBJECT = "Mathematics";
/** In the order of the roster. `mark` and `status` are what the teacher enters. */
export const CHILDREN = [
  { name: "Ada Ångström", mark: "A", points: 4, status: "Present" },
  { name: "Bảo Nguyễn", mark: "B+", points: 3.3, status: "Absent" },
  { name: "Carla Díaz", mark: "C", points: 2, status: "Present" },
  { name: "Dimitra Παππά", mark: "A-", points: 3.7, status: "Absent" },
];
export const OURS = CHILDREN[1];
export const OTHERS = CHILDREN.filter((child) => child !== OURS);
export const NOTICE = "The class goes to the museum on Friday";

export const OFFICE = { name: "Olga Office", email: "office@school.example", password: PASSWORD };
export const TEACHER = { name: "Tomás Teacher", email: "tomas@school.example", password: PASSWORD };
export const PARENT = { name: "Phương Nguyễn", email: "phuong@home.example", password: PASSWORD };

/** What all of it has left behind, as the API tells it. */
export async function assertStored({ ask }: Api, origin: string): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const students = (await ask("/api/students")).body.data;
  assert.deepEqual(students.map(({ name }: { name: string }) => name), names(CHILDREN));
  const { body: { data: [school_class] } } = await ask("/api/classes");
  assert.equal(school_class.name, CLASS);
  assert.deepEqual(names(school_class.teachers), [TEACHER.name]);
  const register = (await ask(`/api/classes/${school_class.class_id}/attendance/${today}`)).body;
  assert.deepEqual(
    register.data.map(({ name, status }: typeof CHILDREN[0]) => ({ name, status })),
    CHILDREN.map(({ name, status }) => ({ name, status })),
  );
  for (const [i, { student_id }] of students.entries()) {
    const { mark, points } = CHILDREN[i];
    const { gpa, counted } = (await ask(`/api/students/${student_id}/gpa`)).body;
    assert.equal(gpa, points);
    assert.equal(counted[0].grade, mark);
    assert.equal(counted[0].subject, SUBJECT);
    const ours = CHILDREN[i] === OURS;
    const reports = (await ask(`/api/students/${student_id}/reports`)).body.data;
    assert.deepEqual(
      reports.map(({ type, status }: { type: string; status: string }) => `${type} ${status}`),
      ours ? ["Progress ready"] : [],
    );
    const guardians = (await ask(`/api/students/${student_id}/guardians`)).body.data;
    assert.deepEqual(names(guardians), ours ? [PARENT.name] : []);
  }
  const users = (await ask("/api/users")).body.data;
  const people = [OFFICE, PARENT, TEACHER];
  assert.deepEqual(
    users.filter(({ role }: { role: string }) => role !== "Student")
      .map(({ name, status }: { name: string; status: string }) => ({ name, status })),
    people.map(({ name }) => ({ name, status: "active" })),
  );
  const parent = await apiOf(origin, PARENT);
  const { user_id } = (await parent.ask("/api/me")).body;
  const inbox = (await parent.ask(`/api/notifications/${user_id}`)).body.data;
  assert.deepEqual(
    inbox.map(({ message, status }: { message: string; status: string }) => ({ message, status })),
    [{ message: NOTICE, status: "read" }],
  );
}

function names(rows: { name: string }[]): string[] {
  return rows.map(({ name }) => name);
}
