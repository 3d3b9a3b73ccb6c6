import { at, body, type ExpectedRows, OFFICE } from "./row.ts";

const email = "new@school.example";

export const users: ExpectedRows = {
  acceptInvitation: "public",
  listUsers: { path: at("/api/users"), status: OFFICE(200) },
  createUser: {
    path: at("/api/users"),
    body: body({ name: "New", email, role: "Teacher" }),
    status: OFFICE(201),
  },
  getUser: { path: ({ ours }) => `/api/users/${ours.parent.user_id}`, status: OFFICE(200) },
  updateUser: {
    path: ({ ours }) => `/api/users/${ours.parent.user_id}`,
    body: body({ name: "New", email, role: "Parent", status: "active" }),
    status: OFFICE(200),
  },
  inviteUser: {
    path: ({ ours }) => `/api/users/${ours.parent.user_id}/invitation`,
    status: OFFICE(201),
  },
};
