import { at, body, type ExpectedRows, FAMILY, klass, STAFF, student } from "./row.ts";

export const attendance: ExpectedRows = {
  listAttendance: { path: student("/attendance"), status: FAMILY(200) },
  getAttendanceSummary: { path: student("/attendance/summary"), status: FAMILY(200) },
  getAttendance: {
    path: (f) => student(`/attendance/${f.ours.attendance_id}`)(f),
    status: FAMILY(200),
  },
  createAttendance: {
    path: student("/attendance"),
    body: body({ date: "2026-10-05", status: "Present" }),
    status: STAFF(201),
  },
  updateAttendance: {
    path: (f) => student(`/attendance/${f.ours.attendance_id}`)(f),
    body: body({ date: "2026-10-05", status: "Present" }),
    status: STAFF(200),
  },
  deleteAttendance: {
    path: (f) => student(`/attendance/${f.ours.attendance_id}`)(f),
    status: STAFF(204),
  },
  getClassAttendance: { path: klass("/attendance/2026-10-05"), status: STAFF(200) },
  putClassAttendance: {
    path: klass("/attendance/2026-10-05"),
    body: ({ ours }) => ({ marks: [{ student_id: ours.student_id, status: "Present" }] }),
    status: STAFF(200),
  },
  listRegisters: { path: at("/api/registers"), status: STAFF(200) },
};
