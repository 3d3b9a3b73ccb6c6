import { at, body, type ExpectedRows, FAMILY, OFFICE, student } from "./row.ts";

export const students: ExpectedRows = {
  listStudents: { path: at("/api/students"), status: FAMILY(200) },
  getStudent: { path: student(), status: FAMILY(200) },
  createStudent: { path: at("/api/students"), body: body({ name: "New" }), status: OFFICE(201) },
  updateStudent: { path: student(), body: body({ name: "New" }), status: OFFICE(200) },
  deleteStudent: { path: student(), status: OFFICE(200) },
  restoreStudent: { path: student("/restore"), status: OFFICE(200) },
  linkStudentAccount: {
    path: student("/account"),
    body: ({ ours }) => ({ user_id: ours.user_id }),
    status: OFFICE(200),
  },
};
