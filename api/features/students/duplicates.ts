import { brokenConstraint } from "../../../db/failures.ts";
import { conflict } from "../../errors.ts";

/** Says which unique field of a student or a user is taken; rethrows any other error. */
export function refuseDuplicate(error: unknown): never {
  switch (brokenConstraint(error)?.on) {
    case "users.email":
      throw conflict("Another account has this email. Use another, or find that account");
    case "students.student_number":
      throw conflict("Another student has this student number. Use another");
    default:
      throw error;
  }
}
