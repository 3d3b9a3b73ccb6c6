import type { ClassRegister } from "../../lib/api_types.ts";
import type { Problem } from "../../lib/problem.ts";
import { changedIds, type SheetConflict, touchedIds } from "../../lib/sheet.ts";
import { plural } from "../../lib/strings.ts";
import {
  countChoices,
  type RegisterEntry,
  type RegisterSheet,
} from "../register/register_state.ts";

/** A register as it was saved on the screen. */
export interface SavedRegister {
  user_id: number;
  class_id: number;
  date: string;
  class_name: string | null;
  sheet: RegisterSheet;
  /** The tag of what the sheet began with; null: it was begun without the server. */
  etag: string | null;
}

/** The same, on the device, on its way to the server. It holds all that is needed to send it. */
export interface WaitingRegister extends SavedRegister {
  id: string;
  /** Its place in the line: when it was first saved, in milliseconds. */
  since: number;
  saved_at: string;
  /** Another one with each save. */
  revision: string;
  /** When the teacher last wanted it sent, in milliseconds; not there in what was kept before. */
  wanted_at?: number;
  /**
   * All but `waiting` wait for the teacher, not for the network. `old` and `lost` are never kept:
   * with time a waiting one is shown as old, and one that the device can't open any more as lost.
   */
  state: "waiting" | "conflict" | "refused" | "old" | "lost";
  conflicts: SheetConflict<RegisterEntry>[];
  problem: Problem | null;
}

/** After so long, a long weekend and a day, it isn't sent unless the teacher says so once more. */
export const ASK_AFTER_DAYS = 4;

/** How a register on the device is shown: one that nobody has wanted sent for days as old. */
export function asShown(item: WaitingRegister, now: number): WaitingRegister {
  const wanted_at = item.wanted_at ?? Date.parse(item.saved_at);
  const old = now - wanted_at > ASK_AFTER_DAYS * 86_400_000;
  return old && item.state === "waiting" ? { ...item, state: "old" } : item;
}

/** What is known of a register that the device can't open any more: whose, of which class and day. */
export function lostRegister(id: string): WaitingRegister {
  const [user_id, class_id, date] = id.split("/");
  return {
    id,
    user_id: Number(user_id),
    class_id: Number(class_id),
    date,
    class_name: null,
    sheet: { rows: [], base: {}, proposed: {}, entries: {} },
    etag: null,
    since: 0,
    saved_at: "",
    revision: "",
    state: "lost",
    conflicts: [],
    problem: null,
  };
}

interface RegisterKey {
  user_id: number;
  class_id: number;
  date: string;
}

export function registerId({ user_id, class_id, date }: RegisterKey): string {
  return `${user_id}/${class_id}/${date}`;
}

export function registerPath({ class_id, date }: Omit<RegisterKey, "user_id">): string {
  return `/api/classes/${class_id}/attendance/${date}`;
}

/**
 * A second save of a register that waits. What this screen entered counts; for the others stands
 * what waits already, perhaps from another tab. Both are new to what the server had at the first.
 */
export function mergedInto(before: WaitingRegister, saved: SavedRegister): SavedRegister {
  const entries = { ...before.sheet.entries };
  const touched = new Set(touchedIds(saved.sheet));
  for (const { student_id } of saved.sheet.rows) {
    if (touched.has(student_id) || !entries[student_id]) {
      entries[student_id] = saved.sheet.entries[student_id];
    }
  }
  const { sheet, etag } = before;
  return { ...saved, sheet: { ...sheet, entries }, etag };
}

/** Who has a mark in the sheet, and no line any more in what the server has now. */
export function namesLeftOut(sheet: RegisterSheet, { data }: ClassRegister): string[] {
  const there = new Set(data.map(({ student_id }) => student_id));
  const gone = new Set(changedIds(sheet).filter((id) => !there.has(id)));
  return sheet.rows.filter(({ student_id }) => gone.has(student_id)).map(({ name }) => name);
}

/** The server was not reached, is in trouble or wants a new sign-in: the register is not at fault. */
export function isForLater({ status }: Problem): boolean {
  return status === 0 || status >= 500 || [401, 408, 412, 425, 429].includes(status);
}

/** `28 present, 2 absent`. */
export function countWords(sheet: RegisterSheet): string {
  const { Present, Late, Absent, Excused, not_marked } = countChoices(sheet);
  return [
    `${Present} present`,
    Late > 0 && `${Late} late`,
    Absent > 0 && `${Absent} absent`,
    Excused > 0 && `${Excused} excused`,
    not_marked > 0 && `${not_marked} not marked`,
  ].filter(Boolean).join(", ");
}

/** What the bar above every page says of them; null where there is nothing to say. */
export function waitingWords(items: { state: WaitingRegister["state"] }[]): string | null {
  const waiting = items.filter(({ state }) => state === "waiting").length;
  const lost = items.filter(({ state }) => state === "lost").length;
  const stuck = items.length - waiting;
  if (lost > 0 && lost === stuck) {
    return plural(
      lost,
      "register on this device was lost before it was sent",
      "registers on this device were lost before they were sent",
    );
  }
  if (stuck > 0) {
    return plural(
      stuck,
      "register needs you before it is sent",
      "registers need you before they are sent",
    );
  }
  if (waiting === 0) return null;
  return `${plural(waiting, "register waits", "registers wait")} on this device to be sent`;
}

/** What the teacher can do about a register that the server refused. */
export function refusalAdvice({ status }: Problem): string {
  switch (status) {
    case 403:
    case 404:
      return "The class may not be yours any more, or be gone. Ask the school office, then try again or discard it";
    case 409:
      return "Ask the school office to change that, then try again; or discard it";
    default:
      return "Open the register, put right what it says, and save it again; or discard it";
  }
}
