import type { Tone } from "../../components/tone.ts";
import type { Attendance, AttendanceStatus, AttendanceSummary } from "../../lib/api_types.ts";
import { formatRate } from "../../lib/strings.ts";

export const STATUSES: AttendanceStatus[] = ["Present", "Absent", "Excused"];

const TONES: Record<AttendanceStatus, Tone> = {
  Present: "good",
  Absent: "bad",
  Excused: "info",
};

/** A day in one word and its colour; late is a way of being present. */
export function dayWord(
  { status, minutes_late }: Pick<Attendance, "status" | "minutes_late">,
): { word: string; tone: Tone } {
  if (status === "Present" && minutes_late) {
    return { word: `Late, ${minutes_late} min`, tone: "warn" };
  }
  return { word: status, tone: TONES[status] };
}

/** Why chronic absence is shown, in numbers: absent and excused days of the marked ones. */
export function chronicWords({ absent, excused, marked }: AttendanceSummary): string {
  const missed = absent + excused;
  return `${missed} of ${marked} marked days missed (${formatRate(missed / marked)})`;
}
