import type { Choice } from "./register_state.ts";

const LETTERS: Record<string, Choice> = {
  p: "Present",
  a: "Absent",
  e: "Excused",
  l: "Late",
};

export type RegisterKey =
  | { move: 1 | -1 | "first" | "last" }
  | { choose: Choice }
  | { act: "cycle" | "find" | "save" }
  | null;

/**
 * What a key means in the register: up, down and Enter go to the neighbour, Space goes through the
 * choices, letters choose. On a keyboard without Latin letters the key's place counts, so that the
 * same four keys work.
 */
export function registerKey(
  event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey">,
  { typing }: { typing: boolean },
): RegisterKey {
  const { key, code } = event;
  if (event.ctrlKey || event.metaKey) {
    return key.toLowerCase() === "s" && !event.altKey ? { act: "save" } : null;
  }
  if (event.altKey) return null;
  if (key === "ArrowDown" || key === "Enter") return { move: 1 };
  if (key === "ArrowUp") return { move: -1 };
  if (typing) return null;
  if (key === "Home") return { move: "first" };
  if (key === "End") return { move: "last" };
  if (key === " ") return { act: "cycle" };
  if (key === "/") return { act: "find" };
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
  return /^[\p{L}]$/u.test(key) && letter in LETTERS ? { choose: LETTERS[letter] } : null;
}
