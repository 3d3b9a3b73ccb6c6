import { brokenConstraint } from "../../../db/failures.ts";
import type { Deps } from "../../deps.ts";
import { badInput, conflict, type FieldError } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { noSuchClass } from "./roster.ts";
import type { Attendance, AttendanceInput } from "./schema.ts";

/** What an attendance mark is once it is deleted, for the audit log. */
export const GONE: { [K in keyof AttendanceInput]: AttendanceInput[K] | null } = {
  date: null,
  status: null,
  minutes_late: null,
  reason: null,
  class_id: null,
};

interface Known {
  deps: Deps;
  timezone: string;
  /** The row of `body.class_id`; none where the student was in no such class on the day. */
  inClass: object[];
  /** The mark that is replaced; the class and day that it keeps are not judged again. */
  before: Attendance | null;
}

/** @throws {Refusal} 400 with every field that is wrong */
export function checkAttendance(
  { date, class_id }: AttendanceInput,
  { deps, timezone, inClass, before }: Known,
): void {
  const kept = before?.class_id === class_id && before.date === date;
  const errors = [
    ...futureDay({ path: "body.date", date, timezone, deps }),
    ...(class_id !== null && !kept && inClass.length === 0 ? [noSuchClass] : []),
  ];
  if (errors.length > 0) throw badInput(errors);
}

/** The error of a day that is after today at the school; none for any other. */
export function futureDay(
  { path, date, timezone, deps }: { path: string; date: string; timezone: string; deps: Deps },
): FieldError[] {
  const today = dayIn(timezone, deps.clock.now());
  return date <= today ? [] : [{
    path,
    message: `"${date}" is in the future. The register can be taken up to today, "${today}"`,
  }];
}

/** Says that the student has a mark there already; rethrows any other error. */
export function refuseSecondMark(error: unknown): never {
  const broken = brokenConstraint(error);
  if (broken?.kind === "UNIQUE" && broken.on.startsWith("attendance.")) {
    throw conflict(
      "This student is marked already, on this day and in this class. Change that mark instead",
    );
  }
  throw error;
}
