import { at, body, type ExpectedRows, FAMILY } from "./row.ts";

const password = "a quiet green morning";

export const sessions: ExpectedRows = {
  register: "public",
  login: "public",
  refreshSession: "public",
  logout: { path: at("/api/logout"), status: FAMILY(204) },
  getMe: { path: at("/api/me"), status: FAMILY(200) },
  // A child on the roll has the name that the school gave.
  updateMe: { path: at("/api/me"), body: body({ name: "New" }), status: [200, 200, 403, 200] },
  changePassword: {
    path: at("/api/me/password"),
    body: body({ current_password: "correct horse battery", new_password: password }),
    status: FAMILY(204),
  },
};
