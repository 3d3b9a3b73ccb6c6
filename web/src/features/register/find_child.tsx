import type { Ref } from "preact";
import { useState } from "preact/hooks";
import { SearchIcon } from "../../components/icons.tsx";
import type { RegisterRow } from "../../lib/api_types.ts";
import { findChildren } from "./find_state.ts";
import styles from "./register_page.module.css";

interface FindChildProps {
  rows: RegisterRow[];
  input: Ref<HTMLInputElement>;
  /** The child who is meant so far, to be shown; null for nobody. */
  onFound(student_id: number | null): void;
  /** Enter: to this child. */
  onGo(student_id: number): void;
  /** Escape: back to where one was. */
  onLeave(): void;
}

/** Goes to a child by name. What is typed here marks nobody: letters mark only in the list. */
export function FindChild({ rows, input, onFound, onGo, onLeave }: FindChildProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = findChildren(rows, typed);
  const current = found[at];

  function look(text: string, index: number) {
    setTyped(text);
    setAt(index);
    onFound(findChildren(rows, text)[index]?.student_id ?? null);
  }

  function keys(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      look(typed, (at + step + found.length) % found.length);
    } else if (event.key === "Enter" && current) {
      event.preventDefault();
      look("", 0);
      onGo(current.student_id);
    } else if (event.key === "Escape") {
      event.preventDefault();
      look("", 0);
      onLeave();
    }
  }

  return (
    <div class={styles.find}>
      <SearchIcon />
      <input
        ref={input}
        type="search"
        aria-label="Find a child"
        placeholder="Find a child"
        autocomplete="off"
        autocapitalize="off"
        enterKeyHint="go"
        spellcheck={false}
        maxLength={100}
        value={typed}
        onInput={(event) => look(event.currentTarget.value, 0)}
        onBlur={() => look("", 0)}
        onKeyDown={keys}
      />
      <span class={typed.trim() === "" || current ? "sr_only" : styles.nobody} role="status">
        {words()}
      </span>
    </div>
  );

  function words(): string {
    if (typed.trim() === "") return "";
    if (!current) return "Nobody of that name";
    return `${current.name}, ${at + 1} of ${found.length}. Enter goes there`;
  }
}
