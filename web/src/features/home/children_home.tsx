import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { NextIcon, StudentsIcon } from "../../components/icons.tsx";
import { Avatar, Badge, Card, Stats } from "../../components/parts.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type {
  AttendanceList,
  AttendanceSummary,
  Gpa,
  Grade,
  List,
  Me,
} from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatGpa, formatRate, plural } from "../../lib/strings.ts";
import { useQuery } from "../../lib/use_query.ts";
import styles from "./home.module.css";

const MARKS_SHOWN = 4;

/** A parent's children, a card each; a student's own card. */
export function ChildrenHome({ me }: { me: Me }) {
  if (me.students.length === 0) {
    return (
      <Card>
        <EmptyState icon={StudentsIcon} title="Your account is ready">
          {me.role === "Parent"
            ? "The school office now links it to your child. After that, marks and attendance stand here"
            : "The school office now links it to your record. After that, your marks and attendance stand here"}
        </EmptyState>
      </Card>
    );
  }
  return (
    <ul class={styles.children}>
      {me.students.map((student) => (
        <li key={student.student_id}>
          <ChildCard student={student} own={me.role === "Student"} />
        </li>
      ))}
    </ul>
  );
}

interface ChildCardProps {
  student: Me["students"][number];
  own: boolean;
}

function ChildCard({ student, own }: ChildCardProps) {
  const { student_id, name, grade_level } = student;
  const path = `/api/students/${student_id}`;
  const page = `/students/${student_id}`;
  const gpa = useQuery<Gpa>(`${path}/gpa`);
  const attendance = useQuery<AttendanceList>(`${path}/attendance`, {
    limit: 1,
  });
  const grades = useQuery<List<Grade>>(`${path}/grades`, {
    limit: MARKS_SHOWN,
  });
  const problem = gpa.problem ?? attendance.problem ?? grades.problem;

  return (
    <article class={styles.child}>
      <header class={styles.child_head}>
        <Avatar name={name} large />
        <div>
          <h2>
            <a href={page}>{own ? "Your record" : name}</a>
          </h2>
          {grade_level && <p class={styles.quiet}>Grade {grade_level}</p>}
        </div>
      </header>
      {problem && (
        <ErrorPanel
          problem={problem}
          onRetry={() => {
            void gpa.reload();
            void attendance.reload();
            void grades.reload();
          }}
        />
      )}
      {!problem && !(gpa.value && attendance.value && grades.value) && <Skeleton lines={6} />}
      {gpa.value && attendance.value && grades.value && (
        <>
          <Stats
            items={[
              {
                label: "GPA",
                value: formatGpa(gpa.value.gpa),
                note: gpa.value.gpa === null
                  ? "No counted marks yet"
                  : `Out of ${gpa.value.scale.maximum}`,
              },
              {
                label: "Attendance",
                value: formatRate(attendance.value.summary.rate),
                note: daysPresent(attendance.value.summary),
              },
            ]}
          />
          <LatestMarks grades={grades.value.data} />
        </>
      )}
      <a class={styles.child_more} href={page}>
        Marks, attendance and reports
        {!own && <span class="sr_only">of {name}</span>}
        <NextIcon size={18} />
      </a>
    </article>
  );
}

function daysPresent({ marked, present }: AttendanceSummary): string {
  return marked === 0 ? "Not marked yet" : `${present} of ${plural(marked, "day", "days")}`;
}

function LatestMarks({ grades }: { grades: Grade[] }) {
  if (grades.length === 0) {
    return <p class={styles.quiet}>No marks yet</p>;
  }
  return (
    <div>
      <h3 class={styles.small_heading}>Latest marks</h3>
      <ul class={styles.lines}>
        {grades.map(({ grade_id, subject, grade, created_at }) => (
          <li key={grade_id} class={styles.line}>
            <span>
              {subject} <span class={styles.quiet}>{formatDate(created_at)}</span>
            </span>
            <Badge>{grade}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
