import type { ClassRegister } from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import type { Problem, Result } from "../../lib/problem.ts";
import { api, me, user } from "../../lib/session.ts";
import { keeper, look, outbox } from "../offline/device.ts";
import { isForLater, registerPath, type WaitingRegister } from "../offline/waiting.ts";
import { dayOf, type KnownRegister, type RegisterDay } from "./register_day.ts";
import { type RegisterSheet, registerSheet } from "./register_state.ts";

/** A register as the page begins with it. */
export interface OpenRegister {
  sheet: RegisterSheet;
  etag: string | null;
  taken_at: string | null;
  /** Null: whether it is taken, or is to be, cannot be known here. */
  day: RegisterDay | null;
  /** Null: as the server has it now. Else when this device last had it from there. */
  kept_at: number | null;
}

/** Longer than this nobody with thirty children waits, if the device has it as well. */
const SLOW_MS = 3000;

/**
 * What waits on this device to be sent, else what the server has, else what the device has kept:
 * a class before its first lesson of a day without network has the children of the day before.
 */
export async function openRegister(
  { class_id, date }: { class_id: number; date: string },
): Promise<{ ok: true; value: OpenRegister } | { ok: false; problem: Problem }> {
  await look();
  const item = await outbox.find(class_id, date);
  if (item) return { ok: true, value: fromWaiting(item) };
  const user_id = user.value!.user_id;
  const asked = api.get<ClassRegister>(registerPath({ class_id, date }));
  const kept = await keeper.register({ user_id, class_id, date });
  const answer = kept ? await Promise.race([asked, late()]) : await asked;
  if (answer?.ok) {
    const { value: register, etag } = answer;
    const class_name = me.value?.classes.find((one) => one.class_id === class_id)?.name ?? null;
    void keeper.keepRegister({ user_id, class_id, date, class_name, register, etag });
    return { ok: true, value: { ...asRead(register), etag, kept_at: null } };
  }
  if (kept && (!answer || isForLater(answer.problem))) {
    const { register, etag, kept_at } = kept;
    return { ok: true, value: { ...asRead(register), etag, kept_at } };
  }
  return { ok: false, problem: (answer as Extract<Result<unknown>, { ok: false }>).problem };
}

function late(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), SLOW_MS));
}

function asRead(register: KnownRegister) {
  const { taken_at } = register;
  return { sheet: registerSheet(register), taken_at, day: dayOf(register, schoolToday()) };
}

/** What was saved is where the page goes on from; what the server had stays the base. */
export function fromWaiting({ sheet, etag }: WaitingRegister): OpenRegister {
  const { entries } = sheet;
  const opened = { sheet: { ...sheet, proposed: entries }, etag };
  return { ...opened, taken_at: null, day: null, kept_at: null };
}
