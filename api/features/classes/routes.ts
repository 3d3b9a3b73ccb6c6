import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { addClassTeacher } from "./add_class_teacher.ts";
import { setClassArchived } from "./archive_class.ts";
import { createClass } from "./create_class.ts";
import { enrollStudents } from "./enroll_students.ts";
import { getClass } from "./get_class.ts";
import { listClassStudents } from "./list_class_students.ts";
import { listClasses } from "./list_classes.ts";
import { removeClassTeacher } from "./remove_class_teacher.ts";
import {
  Class,
  Classes,
  ClassesQuery,
  ClassId,
  ClassInput,
  ClassStudentId,
  ClassStudents,
  ClassTeacherId,
  Enrolled,
  EnrollInput,
  RosterQuery,
} from "./schema.ts";
import { unenrollStudent } from "./unenroll_student.ts";
import { updateClass } from "./update_class.ts";

const tag = "Classes";
const collection = "/api/classes";
const item = "/api/classes/{class_id}";
const roster = `${item}/students` as const;
const teacher = `${item}/teachers/{user_id}` as const;

export const classes = createRouter();

classes.openapi(
  operation("listClasses", {
    tag,
    method: "get",
    path: collection,
    summary: "List classes",
    description: "By name: an Admin all, a Teacher their own.",
    request: { query: ClassesQuery },
    responses: { 200: jsonOf(Classes, "A page of classes") },
  }),
  async (c) => c.json(await listClasses(call(c, c.req.valid("query"))), 200),
);

classes.openapi(
  operation("createClass", {
    tag,
    method: "post",
    path: collection,
    summary: "Add a class",
    description: "A form, or a section of a subject. Add its teachers and students next.",
    request: { body: jsonBody(ClassInput) },
    responses: { 201: jsonOf(Class, "The new class") },
  }),
  async (c) => answer(c, await createClass(call(c, c.req.valid("json"))), 201),
);

classes.openapi(
  operation("getClass", {
    tag,
    method: "get",
    path: item,
    summary: "Read a class",
    description: "404 for a Teacher who doesn't teach it.",
    request: { params: ClassId },
    responses: { 200: jsonOf(Class, "The class") },
  }),
  async (c) => answer(c, await getClass(call(c, c.req.valid("param")))),
);

classes.openapi(
  operation("updateClass", {
    tag,
    method: "put",
    path: item,
    summary: "Change a class",
    description:
      "Replaces every field; one that is left out takes the value that a new class has. Marks that are there keep their credits and level. Those of the class's own subject, which is its name where it has none, are called as it is from now on; in a closed term they keep what it was called then. 409 where a child has marks of both in an open term.",
    request: { params: ClassId, body: jsonBody(ClassInput) },
    responses: { 200: jsonOf(Class, "The class as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateClass(call(c, { ...c.req.valid("param"), input: c.req.valid("json") })),
    ),
);

classes.openapi(
  operation("deleteClass", {
    tag,
    method: "delete",
    path: item,
    summary: "Archive a class",
    description:
      "It leaves the list, with its roster and its marks kept, and can be restored. Changes nothing where it is archived.",
    request: { params: ClassId },
    responses: { 200: jsonOf(Class, "The archived class") },
    refusals: [412],
  }),
  async (c) =>
    answer(c, await setClassArchived(call(c, { ...c.req.valid("param"), archived: true }))),
);

classes.openapi(
  operation("restoreClass", {
    tag,
    method: "post",
    path: `${item}/restore`,
    summary: "Bring an archived class back",
    description: "Changes nothing where the class is not archived.",
    request: { params: ClassId },
    responses: { 200: jsonOf(Class, "The class") },
    refusals: [412],
  }),
  async (c) =>
    answer(c, await setClassArchived(call(c, { ...c.req.valid("param"), archived: false }))),
);

classes.openapi(
  operation("addClassTeacher", {
    tag,
    method: "put",
    path: teacher,
    summary: "Give a class to a teacher",
    description:
      "A Teacher or an Admin, invited or active: 409 for anyone else. They reach its students from the next request on.",
    request: { params: ClassTeacherId },
    responses: { 200: jsonOf(Class, "The class") },
    refusals: [409],
  }),
  async (c) => answer(c, await addClassTeacher(call(c, c.req.valid("param")))),
);

classes.openapi(
  operation("removeClassTeacher", {
    tag,
    method: "delete",
    path: teacher,
    summary: "Take a class from a teacher",
    description: "From the next request on.",
    request: { params: ClassTeacherId },
    responses: { 200: jsonOf(Class, "The class") },
    refusals: [412],
  }),
  async (c) => answer(c, await removeClassTeacher(call(c, c.req.valid("param")))),
);

classes.openapi(
  operation("listClassStudents", {
    tag,
    method: "get",
    path: roster,
    summary: "Read a class's roster",
    description: "Who is in it now, by name. Who has left the school is not.",
    request: { params: ClassId, query: RosterQuery },
    responses: { 200: jsonOf(ClassStudents, "A page of the roster") },
  }),
  async (c) =>
    c.json(
      await listClassStudents(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

classes.openapi(
  operation("enrollStudents", {
    tag,
    method: "post",
    path: roster,
    summary: "Put students in a class",
    description:
      "From `started_on` on (today, where it is left out), all of them or none: 404 where one is unknown or has left the school. Who is in the class stays, from the earlier day; who had left it comes back.",
    request: { params: ClassId, body: jsonBody(EnrollInput) },
    responses: { 200: jsonOf(Enrolled, "How many are new in it") },
    refusals: [409, 412],
  }),
  async (c) =>
    c.json(
      await enrollStudents(call(c, { ...c.req.valid("param"), ...c.req.valid("json") })),
      200,
    ),
);

classes.openapi(
  operation("unenrollStudent", {
    tag,
    method: "delete",
    path: `${roster}/{student_id}`,
    summary: "Take a student out of a class",
    description: "From today on; the days before stay.",
    request: { params: ClassStudentId },
    responses: { 204: { description: "Taken out" } },
    refusals: [412],
  }),
  async (c) => {
    await unenrollStudent(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);
