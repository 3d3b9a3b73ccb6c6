import type { ComponentChildren } from "preact";
import { Card } from "../../components/parts.tsx";
import type { AttendanceDay, AttendanceYear } from "../../lib/api_types.ts";
import { formatDate, schoolToday, weekdayName } from "../../lib/dates.ts";
import styles from "./attendance_calendar.module.css";
import { type CalendarMonth, calendarOf, type Square } from "./calendar_days.ts";

// The letter says what a day was, and its shape does: the colour only repeats it.
const LOOKS = {
  Present: { letter: "P", look: styles.present },
  Late: { letter: "L", look: styles.late },
  Absent: { letter: "A", look: styles.absent },
  Excused: { letter: "E", look: styles.excused },
} as const;

type Word = keyof typeof LOOKS;

/** A child's days month by month: a table each, with a letter for every marked day. */
export function AttendanceCalendar({ year }: { year: AttendanceYear }) {
  const { weekdays, months } = calendarOf(year, schoolToday());
  return (
    <Card title="Calendar">
      <ul class={styles.legend} aria-label="What the letters mean">
        {(Object.keys(LOOKS) as Word[]).map((word) => (
          <li key={word}>
            <span class={`${styles.mark} ${LOOKS[word].look}`}>{LOOKS[word].letter}</span>
            {word}
          </li>
        ))}
        <li>
          <span class={`${styles.mark} ${styles.holiday}`}>H</span>Holiday
        </li>
      </ul>
      <div class={styles.months}>
        {months.map((month) => <Month key={month.month} {...month} weekdays={weekdays} />)}
      </div>
    </Card>
  );
}

function Month({ month, weeks, weekdays }: CalendarMonth & { weekdays: number[] }) {
  return (
    <table class={styles.month}>
      <caption>{formatDate(month, { month: "long", year: "numeric" })}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              <span aria-hidden="true">{weekdayName(weekday, "narrow")}</span>
              <span class="sr_only">{weekdayName(weekday, "long")}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, i) => (
          <tr key={i}>{week.map((square, n) => <Day key={weekdays[n]} square={square} />)}</tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ square }: { square: Square }) {
  if (square === null) return <td />;
  const { date, day, holiday } = square;
  const number = <span class={styles.number}>{Number(date.slice(8))}</span>;
  if (day) {
    const word = wordOf(day);
    const { letter, look } = LOOKS[word];
    return (
      <Said words={[word, ...day.reasons].join(", ")} date={date}>
        {number}
        <span class={`${styles.mark} ${look}`}>{letter}</span>
      </Said>
    );
  }
  if (holiday) {
    return (
      <Said words={holiday} date={date}>
        {number}
        <span class={`${styles.mark} ${styles.holiday}`}>H</span>
      </Said>
    );
  }
  return (
    <td>
      {number}
      <span class={styles.mark} />
    </td>
  );
}

/** A square whose letter is read out in words. */
function Said({ date, words, children }: {
  date: string;
  words: string;
  children: ComponentChildren;
}) {
  const day = formatDate(date, { day: "numeric", month: "long" });
  return (
    <td title={`${day}: ${words}`}>
      <span aria-hidden="true">{children}</span>
      <span class="sr_only">{`${day}: ${words}`}</span>
    </td>
  );
}

function wordOf({ status, late }: AttendanceDay): Word {
  return late ? "Late" : status;
}
