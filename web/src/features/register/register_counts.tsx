import { formatTime } from "../../lib/dates.ts";
import type { countChoices } from "./register_state.ts";

interface CountsProps {
  counts: ReturnType<typeof countChoices>;
  /** Null while the register is not taken, or what is on the screen is not what was saved. */
  saved_at: string | null;
}

/** How many are here and how many are not, for the bar at the bottom. */
export function RegisterCounts({ counts, saved_at }: CountsProps) {
  const words = [
    { count: counts.Present, word: "present" },
    { count: counts.Late, word: "late" },
    { count: counts.Absent, word: "absent" },
    { count: counts.Excused, word: "excused" },
    { count: counts.not_marked, word: "not marked" },
  ].filter(({ count, word }) => count > 0 || word === "present");
  return (
    <>
      {words.map(({ count, word }) => (
        <span key={word}>
          <strong>{count}</strong> {word}
        </span>
      ))}
      {saved_at && <span>Saved {formatTime(saved_at)}</span>}
    </>
  );
}
