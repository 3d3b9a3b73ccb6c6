import { addDays, schoolToday } from "../lib/dates.ts";
import { Button, LinkButton } from "./button.tsx";
import styles from "./day_picker.module.css";
import { BackIcon, NextIcon } from "./icons.tsx";

interface DayPickerProps {
  date: string;
  href(date: string): string;
  go(href: string): void;
}

/** The day before, any day up to today, the day after. */
export function DayPicker({ date, href, go }: DayPickerProps) {
  const today = schoolToday();
  return (
    <div class={styles.days}>
      <LinkButton icon={BackIcon} icon_only href={href(addDays(date, -1))}>Day before</LinkButton>
      <input
        class={styles.date}
        type="date"
        aria-label="Day"
        max={today}
        value={date}
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = date;
          if (value && value <= today) go(href(value));
        }}
      />
      {date < today
        ? <LinkButton icon={NextIcon} icon_only href={href(addDays(date, 1))}>Day after</LinkButton>
        : <Button icon={NextIcon} icon_only disabled>Day after</Button>}
    </div>
  );
}
