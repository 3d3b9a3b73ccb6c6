import type { Class } from "../../lib/api_types.ts";
import { me } from "../../lib/session.ts";

const NAMES_SHOWN = 2;

/** Oneself first, then a name or two; the class itself lists everyone. */
export function teacherWords(teachers: Class["teachers"]): string {
  const own = teachers.filter(({ user_id }) => user_id === me.value?.user_id);
  const others = teachers.filter((teacher) => !own.includes(teacher));
  return firstNames([...own, ...others].map(({ name }) => name));
}

/** A name or two, and how many more there are. */
export function firstNames(names: string[]): string {
  const rest = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
