import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { CalendarIcon, StudentsIcon } from "../../components/icons.tsx";
import { schoolToday } from "../../lib/dates.ts";
import { DayBar } from "./day_bar.tsx";

interface BarProps {
  class_id: number;
  date: string;
  go(href: string): void;
}

/** Of a class that is archived, on a day without a register. */
export function Archived(bar: BarProps) {
  return (
    <>
      <DayBar {...bar} />
      <EmptyState
        icon={CalendarIcon}
        title="This class is archived"
        actions={<LinkButton href={`/classes/${bar.class_id}`}>Open the class</LinkButton>}
      >
        No register was taken on this day. One can be once the class is restored
      </EmptyState>
    </>
  );
}

/** Of a day that is still to come. */
export function NotYet(bar: BarProps) {
  const href = `/classes/${bar.class_id}/register/${schoolToday()}`;
  return (
    <>
      <DayBar {...bar} />
      <EmptyState
        icon={CalendarIcon}
        title="This day is still to come"
        actions={<LinkButton kind="primary" href={href}>Register of today</LinkButton>}
      >
        Its register can be taken from that day on
      </EmptyState>
    </>
  );
}

/** Of a day on which nobody was in the class. */
export function NoChildren({ class_id, date, go }: BarProps) {
  return (
    <>
      <DayBar class_id={class_id} date={date} go={go} />
      <EmptyState
        icon={StudentsIcon}
        title="Nobody was in this class on that day"
        actions={<LinkButton href={`/classes/${class_id}`}>See the roster</LinkButton>}
      >
        The school office puts children into classes
      </EmptyState>
    </>
  );
}
