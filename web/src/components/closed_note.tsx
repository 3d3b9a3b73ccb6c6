import { Note } from "./parts.tsx";
import { formatTime } from "../lib/dates.ts";
import { role } from "../lib/session.ts";

interface ClosedNoteProps {
  term: { name: string; closed_at: string | null };
  /** What of it is looked at: "its results". */
  what: string;
}

/** That a closed term's marks can be read and not changed, and who can open it. */
export function ClosedNote({ term: { name, closed_at }, what }: ClosedNoteProps) {
  return (
    <Note tone="warn">
      {name} was closed {formatTime(closed_at)}: {what} can be read.{" "}
      {role.value === "Admin" ? <a href="/terms">Open it again</a> : "An Admin can open it"}
    </Note>
  );
}
