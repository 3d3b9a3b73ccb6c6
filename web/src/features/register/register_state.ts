import type {
  AttendanceStatus,
  ClassRegister,
  ClassRegisterInput,
  RegisterRow,
} from "../../lib/api_types.ts";
import { type Sheet, sheetOf, withProposal } from "../../lib/sheet.ts";

/** Late is a way of being present; in the room it is a choice of its own. */
export type Choice = "Present" | "Absent" | "Excused" | "Late";
export const CHOICES: Choice[] = ["Present", "Absent", "Excused", "Late"];

export type RegisterEntry = {
  choice: Choice | null;
  /** As it was typed. */
  minutes: string;
  reason: string;
};

export type RegisterSheet = Sheet<RegisterRow, RegisterEntry>;

export const LONGEST_LATE_MINUTES = 600;

/**
 * A register on the screen. In one that nobody has taken everyone is put down as present, which
 * holds from the moment that someone saves it; in one that was, who has no mark stays without.
 */
export function registerSheet(
  register: Pick<ClassRegister, "taken_at" | "data">,
): RegisterSheet {
  const sheet = markedSheet(register);
  return register.taken_at === null ? withProposal(sheet, presentIfNothing) : sheet;
}

/** A register as the server has it: for nobody is anything put in that no one has seen. */
export function markedSheet({ data }: Pick<ClassRegister, "data">): RegisterSheet {
  return sheetOf(data, entryOf);
}

function entryOf({ status, minutes_late, reason }: RegisterRow): RegisterEntry {
  return {
    choice: status === "Present" && minutes_late ? "Late" : status,
    minutes: minutes_late ? String(minutes_late) : "",
    reason: reason ?? "",
  };
}

function presentIfNothing(entry: RegisterEntry): RegisterEntry {
  return entry.choice === null ? choose(entry, "Present") : entry;
}

/** What changes with a choice: minutes stay with Late only, and a reason not with Present. */
export function choose(entry: RegisterEntry, choice: Choice): RegisterEntry {
  return {
    choice,
    minutes: choice === "Late" ? entry.minutes : "",
    reason: choice === "Present" && entry.choice !== "Present" ? "" : entry.reason,
  };
}

const NEXT: Record<Choice, Choice> = {
  Present: "Absent",
  Late: "Absent",
  Absent: "Excused",
  Excused: "Present",
};

/** What one more tap makes of it. Late is not on the way: it needs minutes. */
export function nextChoice(choice: Choice | null): Choice {
  return choice === null ? "Present" : NEXT[choice];
}

/** Everyone who is not marked yet is present. */
export function markRestPresent(sheet: RegisterSheet): RegisterSheet {
  const entries = { ...sheet.entries };
  for (const { student_id } of sheet.rows) {
    entries[student_id] = presentIfNothing(entries[student_id]);
  }
  return { ...sheet, entries };
}

export function countChoices(sheet: RegisterSheet): Record<Choice | "not_marked", number> {
  const counts = { Present: 0, Late: 0, Absent: 0, Excused: 0, not_marked: 0 };
  for (const { student_id } of sheet.rows) {
    counts[sheet.entries[student_id].choice ?? "not_marked"]++;
  }
  return counts;
}

/** What keeps the register from being saved, by child. */
export function registerErrors(sheet: RegisterSheet): Record<number, string> {
  const found: Record<number, string> = {};
  for (const { student_id } of sheet.rows) {
    const { choice, minutes } = sheet.entries[student_id];
    if (choice === "Late" && minutesOf(minutes) === null) {
      found[student_id] = `Enter the minutes, from 1 to ${LONGEST_LATE_MINUTES}`;
    }
  }
  return found;
}

/** The body of the one PUT: a mark for every child who has one. */
export function registerInput(sheet: RegisterSheet): ClassRegisterInput {
  return {
    marks: sheet.rows.flatMap(({ student_id }) => {
      const { choice, minutes, reason } = sheet.entries[student_id];
      if (choice === null) return [];
      const status: AttendanceStatus = choice === "Late" ? "Present" : choice;
      return {
        student_id,
        status,
        minutes_late: choice === "Late" ? minutesOf(minutes) : null,
        reason: reason.trim() || null,
      };
    }),
  };
}

function minutesOf(text: string): number | null {
  if (!/^\d{1,3}$/.test(text.trim())) return null;
  const minutes = Number(text);
  return minutes >= 1 && minutes <= LONGEST_LATE_MINUTES ? minutes : null;
}

/** An entry as a person would say it: `Late by 10 min (bus)`. */
export function entryWords({ choice, minutes, reason }: RegisterEntry): string {
  if (choice === null) return "Not marked";
  const word = choice === "Late" ? `Late by ${minutes || "?"} min` : choice;
  return reason ? `${word} (${reason})` : word;
}
