import { body, type ExpectedRows, OFFICE, STAFF, student } from "./row.ts";

export const guardians: ExpectedRows = {
  listGuardians: { path: student("/guardians"), status: STAFF(200) },
  linkGuardian: {
    path: ({ ours, theirs }) =>
      `/api/students/${ours.student_id}/guardians/${theirs.parent.user_id}`,
    body: body({}),
    status: OFFICE(200),
  },
  unlinkGuardian: {
    path: ({ ours }) => `/api/students/${ours.student_id}/guardians/${ours.parent.user_id}`,
    status: OFFICE(204),
  },
};
