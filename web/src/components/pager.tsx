import { useEffect } from "preact/hooks";
import { LinkButton } from "./button.tsx";
import { BackIcon, NextIcon } from "./icons.tsx";
import styles from "./pager.module.css";

interface PagerProps {
  /** What is paged: "students". */
  label: string;
  /** The cursor of the page that is shown; "" on the first. */
  cursor: string;
  next_cursor: string | null;
  /** The address of the page at a cursor; "" is the first page. */
  href(cursor: string): string;
}

// A keyset cursor knows only the way on; the way back is what was walked in this tab.
const came_from = new Map<string, string>();

export function Pager({ label, cursor, next_cursor, href }: PagerProps) {
  useEffect(() => {
    if (next_cursor) came_from.set(next_cursor, cursor);
  }, [next_cursor, cursor]);

  if (cursor === "" && next_cursor === null) return null;
  const previous = came_from.get(cursor);
  return (
    <nav class={styles.pager} aria-label={`Pages of ${label}`}>
      <div class={styles.buttons}>
        {cursor !== "" && (previous === undefined
          ? <LinkButton icon={BackIcon} href={href("")}>First page</LinkButton>
          : <LinkButton icon={BackIcon} href={href(previous)}>Previous</LinkButton>)}
        {next_cursor && <LinkButton icon={NextIcon} href={href(next_cursor)}>Next</LinkButton>}
      </div>
    </nav>
  );
}
