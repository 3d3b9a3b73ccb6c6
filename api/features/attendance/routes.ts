import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { StudentId } from "../students/schema.ts";
import { createAttendance } from "./create_attendance.ts";
import { deleteAttendance } from "./delete_attendance.ts";
import { getAttendance } from "./get_attendance.ts";
import { getAttendanceSummary } from "./get_attendance_summary.ts";
import { getClassAttendance } from "./get_class_attendance.ts";
import { listAttendance } from "./list_attendance.ts";
import { listRegisters } from "./list_registers.ts";
import { putClassAttendance } from "./put_class_attendance.ts";
import { Registers, RegistersQuery } from "./registers_schema.ts";
import {
  Attendance,
  AttendanceId,
  AttendanceInput,
  AttendanceList,
  AttendanceQuery,
  Register,
  RegisterId,
  RegisterInput,
} from "./schema.ts";
import { AttendanceSummary, AttendanceSummaryQuery } from "./summary_schema.ts";
import { updateAttendance } from "./update_attendance.ts";

const tag = "Attendance";
const collection = "/api/students/{student_id}/attendance";
const TOLD =
  "A child whose day becomes Absent, today's or yesterday's: the guardians are told in the app, once, if the school's settings say so; taken back if it is corrected within the hour.";
const item = `${collection}/{attendance_id}` as const;
const register = "/api/classes/{class_id}/attendance/{date}";

export const attendance = createRouter();

attendance.openapi(
  operation("listAttendance", {
    tag,
    method: "get",
    path: collection,
    summary: "List a student's attendance",
    description:
      "The newest day first, with a summary of all the days that the filter leaves. A day is what its own mark says; without one it is Present if any lesson of it is, else Excused if any is, else Absent.",
    request: { params: StudentId, query: AttendanceQuery },
    responses: { 200: jsonOf(AttendanceList, "A page of marks, and the summary") },
  }),
  async (c) =>
    c.json(
      await listAttendance(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

attendance.openapi(
  operation("getAttendanceSummary", {
    tag,
    method: "get",
    path: `${collection}/summary`,
    summary: "Read a student's calendar",
    description:
      "Every marked day from one day to another, with what they come to: by month, in a row, as a rate. Left out, it is the school year that today is in: the terms around it, up to a break of more than five weeks; in no year, the last 365 days.",
    request: { params: StudentId, query: AttendanceSummaryQuery },
    responses: { 200: jsonOf(AttendanceSummary, "The days, and what they come to") },
  }),
  async (c) =>
    answer(
      c,
      await getAttendanceSummary(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
    ),
);

attendance.openapi(
  operation("createAttendance", {
    tag,
    method: "post",
    path: collection,
    summary: "Mark a student",
    description:
      `For a day, or for a class on a day; not for the future. It takes no register: the class's stays as it is. 409 where that is marked already, or the student has left. ${TOLD}`,
    request: { params: StudentId, body: jsonBody(AttendanceInput) },
    responses: { 201: jsonOf(Attendance, "The new mark") },
    refusals: [409, 412],
  }),
  async (c) =>
    answer(
      c,
      await createAttendance(
        call(c, { ...c.req.valid("param"), attendance: c.req.valid("json") }),
      ),
      201,
    ),
);

attendance.openapi(
  operation("getAttendance", {
    tag,
    method: "get",
    path: item,
    summary: "Read an attendance mark",
    description: "404 for a mark of a student who is not yours to see.",
    request: { params: AttendanceId },
    responses: { 200: jsonOf(Attendance, "The mark") },
  }),
  async (c) => answer(c, await getAttendance(call(c, c.req.valid("param")))),
);

attendance.openapi(
  operation("updateAttendance", {
    tag,
    method: "put",
    path: item,
    summary: "Change an attendance mark",
    description: `Replaces every field; one that is left out becomes null. ${TOLD}`,
    request: { params: AttendanceId, body: jsonBody(AttendanceInput) },
    responses: { 200: jsonOf(Attendance, "The mark as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateAttendance(
        call(c, { ...c.req.valid("param"), attendance: c.req.valid("json") }),
      ),
    ),
);

attendance.openapi(
  operation("deleteAttendance", {
    tag,
    method: "delete",
    path: item,
    summary: "Delete an attendance mark",
    description:
      `The student is not marked then, which is not absent. A register that loses its last mark is not taken any more. ${TOLD}`,
    request: { params: AttendanceId },
    responses: { 204: { description: "Deleted" } },
    refusals: [409, 412],
  }),
  async (c) => {
    await deleteAttendance(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);

attendance.openapi(
  operation("getClassAttendance", {
    tag,
    method: "get",
    path: register,
    summary: "Read a class's register for a day",
    description:
      "A line for every child who was in the class on that day or has a mark in it, by name; and by the same rule as listRegisters whether the register is taken, or why none is expected. One that isn't expected can be taken all the same, but for a day to come or of an archived class.",
    request: { params: RegisterId },
    responses: { 200: jsonOf(Register, "The register") },
  }),
  async (c) => answer(c, await getClassAttendance(call(c, c.req.valid("param")))),
);

attendance.openapi(
  operation("putClassAttendance", {
    tag,
    method: "put",
    path: register,
    summary: "Take a class's register for a day",
    description:
      `All or none; only the children who are named are marked, and from then on the register is taken, whoever has no mark in it; one that names nobody takes none. The same request again changes nothing. 404 where one of them has no line in it, or a new mark for a child who is not yours to see; 400 for a day in the future. ${TOLD}`,
    request: { params: RegisterId, body: jsonBody(RegisterInput) },
    responses: { 200: jsonOf(Register, "The register as it now is") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await putClassAttendance(call(c, { ...c.req.valid("param"), ...c.req.valid("json") })),
    ),
);

attendance.openapi(
  operation("listRegisters", {
    tag,
    method: "get",
    path: "/api/registers",
    summary: "List who has taken the register",
    description:
      "The classes in use, by name, with whether the register of the day is taken; for a Teacher those they teach. None is expected in a holiday, outside the terms, on a weekday when the class doesn't meet, of a class with nobody in it, or for a day to come.",
    request: { query: RegistersQuery },
    responses: { 200: jsonOf(Registers, "A page of classes") },
  }),
  async (c) => c.json(await listRegisters(call(c, c.req.valid("query"))), 200),
);
