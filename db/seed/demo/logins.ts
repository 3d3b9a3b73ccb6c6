import type { Role } from "../../../api/access/policy.ts";

/** Who can sign in to the demo school, and how. */
export interface DemoLogin {
  role: Role;
  name: string;
  email: string;
  password: string;
}

export const DOMAIN = "demo.example";
export const DEMO_PASSWORD = "laurel demo school";

/** One of each role: the teacher teaches both of the parent's children, and the student is one of them. */
export const DEMO_LOGINS: readonly DemoLogin[] = [
  login("Admin", "Helen Marchetti"),
  login("Teacher", "Miriam Adler"),
  login("Parent", "Tereza Dvořáková"),
  login("Student", "Eliška Dvořáková"),
];

export function loginOf(role: Role): DemoLogin {
  return DEMO_LOGINS.find((login) => login.role === role)!;
}

function login(role: Role, name: string): DemoLogin {
  return { role, name, email: `${role.toLowerCase()}@${DOMAIN}`, password: DEMO_PASSWORD };
}
