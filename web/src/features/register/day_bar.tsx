import type { ComponentChildren } from "preact";
import { DayPicker } from "../../components/day_picker.tsx";
import styles from "./register_page.module.css";

interface DayBarProps {
  class_id: number;
  date: string;
  go(href: string): void;
  children?: ComponentChildren;
}

/** The day before, any day, the day after; and what there is to do in this one. */
export function DayBar({ class_id, date, go, children }: DayBarProps) {
  return (
    <div class={styles.day_bar}>
      <DayPicker date={date} href={(day) => `/classes/${class_id}/register/${day}`} go={go} />
      {children}
    </div>
  );
}
