import type { ClassRegister } from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";

/** Whether a register is taken, and if none is needed, why. */
export type RegisterDay = Pick<ClassRegister, "date" | "status" | "why" | "holiday">;

/** A register as a device has it: one from before registers said so doesn't tell what day it is. */
export type KnownRegister =
  & Pick<ClassRegister, "class_id" | "date" | "taken_at" | "data">
  & Partial<RegisterDay>;

/**
 * What is known of a register's day. Null: nothing, as of another day than the device was told
 * of, or of one that was still to come then and has come since.
 */
export function dayOf(register: KnownRegister, today: string): RegisterDay | null {
  const { date, taken_at, status, why = null, holiday = null } = register;
  if (taken_at !== null) return { date, status: "taken", why: null, holiday };
  if (date > today) return { date, status: "not_expected", why: "future", holiday };
  return status === undefined || why === "future" ? null : { date, status, why, holiday };
}

/** Why no register is needed, in words; null where one is, or is taken. */
export function whyWords({ date, why, holiday }: RegisterDay): string | null {
  switch (why) {
    case null:
      return null;
    case "archived":
      return "This class is archived";
    case "future":
      return "This day is still to come";
    case "holiday":
      return holiday ? `Holiday: ${holiday}` : "Holiday";
    case "outside_terms":
      return "The school has no term on this day";
    case "no_lesson":
      return `This class doesn't meet on a ${formatDate(date, { weekday: "long" })}`;
    case "no_students":
      return "Nobody is in this class on this day";
  }
}
