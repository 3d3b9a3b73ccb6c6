import type { ComponentChildren } from "preact";
import { Button, LinkButton } from "../../components/button.tsx";
import { BackIcon, NextIcon } from "../../components/icons.tsx";
import { addDays, schoolToday } from "../../lib/dates.ts";
import styles from "./register_page.module.css";

interface DayBarProps {
  class_id: string;
  date: string;
  go(href: string): void;
  children?: ComponentChildren;
}

/** The day before, any day, the day after; and what there is to do in this one. */
export function DayBar({ class_id, date, go, children }: DayBarProps) {
  const today = schoolToday();
  const href = (day: string) => `/classes/${class_id}/register/${day}`;
  return (
    <div class={styles.day_bar}>
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
          ? (
            <LinkButton icon={NextIcon} icon_only href={href(addDays(date, 1))}>
              Day after
            </LinkButton>
          )
          : <Button icon={NextIcon} icon_only disabled>Day after</Button>}
      </div>
      {children}
    </div>
  );
}
