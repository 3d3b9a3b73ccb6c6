import { useEffect, useRef, useState } from "preact/hooks";
import { SearchIcon } from "./icons.tsx";
import styles from "./search_box.module.css";

interface SearchBoxProps {
  /** "Search students": the label, and the placeholder. */
  label: string;
  /** The text now in the address. */
  value: string;
  /** Called 250 ms after the last key, or at once on Enter. */
  onSearch(text: string): void;
}

const WAIT_MS = 250;

export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const timer = useRef(0);
  const sent = useRef(value);
  const box = useRef<HTMLInputElement>(null);

  // Back and Forward change the address under the box.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function send(next: string) {
    clearTimeout(timer.current);
    sent.current = next.trim();
    onSearch(sent.current);
  }

  return (
    <form
      class={styles.box}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        send(box.current!.value);
      }}
    >
      <SearchIcon />
      <input
        ref={box}
        class={styles.input}
        type="search"
        name="q"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        value={text}
        onInput={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(next), WAIT_MS) as unknown as number;
        }}
      />
    </form>
  );
}
