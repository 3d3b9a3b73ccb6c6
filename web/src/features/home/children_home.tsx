import { EmptyState } from "../../components/empty_state.tsx";
import { NextIcon, StudentsIcon } from "../../components/icons.tsx";
import { Avatar, Badge, Card, Stats } from "../../components/parts.tsx";
import cards from "../../components/cards.module.css";
import type { ChildAtHome, FamilyHome } from "../../lib/api_types.ts";
import { formatDate, formatDay, formatTime } from "../../lib/dates.ts";
import { formatGpa, formatRate, plural } from "../../lib/strings.ts";
import styles from "./home.module.css";

/** A parent's children, a card each; a student's own card. */
export function ChildrenHome({ home }: { home: FamilyHome }) {
  if (home.children.length === 0) {
    return (
      <Card>
        <EmptyState icon={StudentsIcon} title="Your account is ready">
          {home.role === "Parent"
            ? "The school office now links it to your child. After that, marks and attendance stand here"
            : "The school office now links it to your record. After that, your marks and attendance stand here"}
        </EmptyState>
      </Card>
    );
  }
  return (
    <ul class={styles.children}>
      {home.children.map((child) => (
        <li key={child.student_id}>
          <ChildCard child={child} home={home} />
        </li>
      ))}
    </ul>
  );
}

function ChildCard({ child, home }: { child: ChildAtHome; home: FamilyHome }) {
  const { student_id, name, grade_level, archived_at, gpa, attendance } = child;
  const own = home.role === "Student";
  const page = `/students/${student_id}`;
  return (
    <article class={styles.child}>
      <header class={styles.child_head}>
        <Avatar name={name} large />
        <div>
          <h2>
            <a href={page}>{own ? "Your record" : name}</a>
          </h2>
          {grade_level && <p class={cards.quiet}>Grade {grade_level}</p>}
          {archived_at && (
            <Badge tone="warn">
              Left the school {formatTime(archived_at, { dateStyle: "medium" })}
            </Badge>
          )}
        </div>
      </header>
      <Stats
        items={[
          {
            label: "GPA",
            value: formatGpa(gpa),
            note: gpa === null ? "No counted marks yet" : `Out of ${home.gpa_maximum}`,
          },
          {
            label: "Attendance",
            value: formatRate(attendance.rate),
            note: daysPresent(attendance),
          },
        ]}
      />
      <LatestMarks grades={child.latest_grades} />
      <LatestAbsences days={child.latest_absences} page={page} />
      <a class={styles.child_more} href={page}>
        Marks, attendance and reports
        {!own && <span class="sr_only">of {name}</span>}
        <NextIcon size={18} />
      </a>
    </article>
  );
}

function daysPresent({ marked, present }: ChildAtHome["attendance"]): string {
  return marked === 0 ? "Not marked yet" : `${present} of ${plural(marked, "day", "days")}`;
}

function LatestMarks({ grades }: { grades: ChildAtHome["latest_grades"] }) {
  if (grades.length === 0) {
    return <p class={cards.quiet}>No marks yet</p>;
  }
  return (
    <div>
      <h3 class={styles.small_heading}>Latest marks</h3>
      <ul class={cards.list}>
        {grades.map(({ grade_id, subject, grade, created_at }) => (
          <li key={grade_id} class={cards.line}>
            <span>
              {subject} <span class={cards.quiet}>{formatDate(created_at)}</span>
            </span>
            <Badge>{grade}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface LatestAbsencesProps {
  days: ChildAtHome["latest_absences"];
  page: string;
}

function LatestAbsences({ days, page }: LatestAbsencesProps) {
  if (days.length === 0) return null;
  return (
    <div>
      <h3 class={styles.small_heading}>
        <a href={`${page}?tab=attendance`}>Latest absences</a>
      </h3>
      <ul class={cards.list}>
        {days.map(({ date, status, reason }) => (
          <li key={date} class={cards.line}>
            <span>
              {formatDay(date)} {reason && <span class={cards.quiet}>{reason}</span>}
            </span>
            <Badge tone={status === "Absent" ? "bad" : "info"}>{status}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
