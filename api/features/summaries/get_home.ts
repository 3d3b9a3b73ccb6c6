import type { Call } from "../../deps.ts";
import type { Home } from "./schema.ts";
import { adminHome } from "./admin_home.ts";
import { familyHome } from "./family_home.ts";
import { teacherHome } from "./teacher_home.ts";

/** What whoever is signed in looks at first: all of it in one round trip. */
export function getHome(call: Call<null>): Promise<Home> {
  switch (call.actor.role) {
    case "Admin":
      return adminHome(call);
    case "Teacher":
      return teacherHome(call);
    default:
      return familyHome(call, call.actor.role);
  }
}
