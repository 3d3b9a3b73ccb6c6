import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { badInput } from "../../errors.ts";
import { setArchived } from "./archive_student.ts";
import { createStudent } from "./create_student.ts";
import { eraseStudent } from "./erase_student.ts";
import { getStudent } from "./get_student.ts";
import { linkStudentAccount } from "./link_student_account.ts";
import { listStudents } from "./list_students.ts";
import {
  AccountInput,
  Erased,
  EraseInput,
  EraseQuery,
  Student,
  StudentId,
  StudentInput,
  Students,
  StudentsQuery,
} from "./schema.ts";
import { updateStudent } from "./update_student.ts";
import { z } from "zod";

const tag = "Students";
const collection = "/api/students";
const item = "/api/students/{student_id}";

export const students = createRouter();

students.openapi(
  operation("listStudents", {
    tag,
    method: "get",
    path: collection,
    summary: "List students",
    description:
      "Those whom you may see: an Admin all, a Teacher those taught, a Student themselves, a Parent their children.",
    request: { query: StudentsQuery },
    responses: { 200: jsonOf(Students, "A page of students") },
  }),
  async (c) => c.json(await listStudents(call(c, c.req.valid("query"))), 200),
);

students.openapi(
  operation("createStudent", {
    tag,
    method: "post",
    path: collection,
    summary: "Add a student",
    description: "Puts a child on the roll. They get a login later, or never.",
    request: { body: jsonBody(StudentInput) },
    responses: { 201: jsonOf(Student, "The new student") },
    refusals: [409],
  }),
  async (c) => answer(c, await createStudent(call(c, c.req.valid("json"))), 201),
);

students.openapi(
  operation("getStudent", {
    tag,
    method: "get",
    path: item,
    summary: "Read a student",
    description: "404 for a student who is not yours to see.",
    request: { params: StudentId },
    responses: { 200: jsonOf(Student, "The student") },
  }),
  async (c) => answer(c, await getStudent(call(c, c.req.valid("param")))),
);

students.openapi(
  operation("updateStudent", {
    tag,
    method: "put",
    path: item,
    summary: "Change a student",
    description: "Replaces every field; one that is left out becomes null.",
    request: { params: StudentId, body: jsonBody(StudentInput) },
    responses: { 200: jsonOf(Student, "The student as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateStudent(
        call(c, { ...c.req.valid("param"), student: c.req.valid("json") }),
      ),
    ),
);

students.openapi(
  operation("deleteStudent", {
    tag,
    method: "delete",
    path: item,
    summary: "Archive or erase a student",
    description:
      "Archives: the child leaves every list and can be restored. With `erase=true` and your password the child, their files, their account and what the audit log says of them are gone for good.",
    request: {
      params: StudentId,
      query: EraseQuery,
      body: { ...jsonBody(EraseInput), required: false },
    },
    responses: {
      200: jsonOf(z.union([Student, Erased]), "The archived student, or what was erased"),
    },
    refusals: [412, 429],
  }),
  async (c) => {
    const { student_id } = c.req.valid("param");
    if (!c.req.valid("query").erase) {
      return answer<Student | z.infer<typeof Erased>>(
        c,
        await setArchived(call(c, { student_id, archived: true })),
      );
    }
    const password = c.req.valid("json")?.password;
    if (password === undefined) {
      await c.var.db.read([]);
      throw badInput([{
        path: "body.password",
        message: "Type your password to erase for good",
      }]);
    }
    return answer<Student | z.infer<typeof Erased>>(
      c,
      await eraseStudent(call(c, { student_id, password })),
    );
  },
);

students.openapi(
  operation("restoreStudent", {
    tag,
    method: "post",
    path: `${item}/restore`,
    summary: "Put an archived student back on the roll",
    description: "Changes nothing where the student is on the roll.",
    request: { params: StudentId },
    responses: { 200: jsonOf(Student, "The student") },
    refusals: [412],
  }),
  async (c) => answer(c, await setArchived(call(c, { ...c.req.valid("param"), archived: false }))),
);

students.openapi(
  operation("linkStudentAccount", {
    tag,
    method: "put",
    path: `${item}/account`,
    summary: "Give a student the account that they registered",
    description:
      "For a child who registered on their own: their account becomes the student's, and they see their record from the next request on. The child keeps the name that the school has.",
    request: { params: StudentId, body: jsonBody(AccountInput) },
    responses: { 200: jsonOf(Student, "The student") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await linkStudentAccount(call(c, { ...c.req.valid("param"), ...c.req.valid("json") })),
    ),
);
