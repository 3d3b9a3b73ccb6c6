import { at, body, type ExpectedRows, klass, OFFICE, STAFF } from "./row.ts";

export const classes: ExpectedRows = {
  listClasses: { path: at("/api/classes"), status: STAFF(200) },
  getClass: { path: klass(), status: STAFF(200) },
  createClass: { path: at("/api/classes"), body: body({ name: "New" }), status: OFFICE(201) },
  updateClass: { path: klass(), body: body({ name: "New" }), status: OFFICE(200) },
  deleteClass: { path: klass(), status: OFFICE(200) },
  restoreClass: { path: klass("/restore"), status: OFFICE(200) },
  addClassTeacher: {
    path: ({ ours, theirs }) => `/api/classes/${ours.class_id}/teachers/${theirs.teacher.user_id}`,
    status: OFFICE(200),
  },
  removeClassTeacher: {
    path: ({ ours }) => `/api/classes/${ours.class_id}/teachers/${ours.teacher.user_id}`,
    status: OFFICE(200),
  },
  listClassStudents: { path: klass("/students"), status: STAFF(200) },
  enrollStudents: {
    path: klass("/students"),
    body: ({ theirs }) => ({ student_ids: [theirs.student_id] }),
    status: OFFICE(200),
  },
  unenrollStudent: {
    path: (f) => klass(`/students/${f.ours.student_id}`)(f),
    status: OFFICE(204),
  },
};
