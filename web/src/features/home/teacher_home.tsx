import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ClassesIcon, MarksIcon, RegisterIcon } from "../../components/icons.tsx";
import { Badge, Card } from "../../components/parts.tsx";
import type { ClassRegister, Me } from "../../lib/api_types.ts";
import { formatTime, schoolToday } from "../../lib/dates.ts";
import { useQuery } from "../../lib/use_query.ts";
import styles from "./home.module.css";

// One small request a class tells whose register is still to take; not for a long list.
const REGISTERS_SHOWN = 12;

export function TeacherHome({ me }: { me: Me }) {
  if (me.classes.length === 0) {
    return (
      <Card>
        <EmptyState icon={ClassesIcon} title="No classes yet">
          The school office puts you on your classes. Then you take the register and enter marks
          from here
        </EmptyState>
      </Card>
    );
  }
  return (
    <section aria-labelledby="own-classes">
      <h2 id="own-classes" class={styles.section}>Your classes</h2>
      <ul class={styles.classes}>
        {me.classes.map((taught, at) => (
          <ClassCard
            key={taught.class_id}
            taught={taught}
            show_register={at < REGISTERS_SHOWN}
          />
        ))}
      </ul>
    </section>
  );
}

interface ClassCardProps {
  taught: Me["classes"][number];
  show_register: boolean;
}

function ClassCard({ taught, show_register }: ClassCardProps) {
  const { class_id, name, subject } = taught;
  const today = schoolToday();
  return (
    <li class={styles.class_card}>
      <div class={styles.class_head}>
        <div>
          <h3>
            <a href={`/classes/${class_id}`}>{name}</a>
          </h3>
          {subject && <p class={styles.quiet}>{subject}</p>}
        </div>
        {show_register && <RegisterState class_id={class_id} date={today} />}
      </div>
      <div class={styles.class_actions}>
        <LinkButton
          kind="primary"
          icon={RegisterIcon}
          href={`/classes/${class_id}/register/${today}`}
          aria-label={`Take register of ${name}`}
        >
          Take register
        </LinkButton>
        <LinkButton
          icon={MarksIcon}
          href={`/classes/${class_id}/gradebook`}
          aria-label={`Gradebook of ${name}`}
        >
          Gradebook
        </LinkButton>
      </div>
    </li>
  );
}

interface RegisterStateProps {
  class_id: number;
  date: string;
}

function RegisterState({ class_id, date }: RegisterStateProps) {
  const { value } = useQuery<ClassRegister>(
    `/api/classes/${class_id}/attendance/${date}`,
  );
  if (!value || value.data.length === 0) return null;
  return value.taken_at
    ? <Badge tone="good">Taken {clock(value.taken_at)}</Badge>
    : <Badge>Not taken today</Badge>;
}

function clock(time: string): string {
  return formatTime(time, { timeStyle: "short" });
}
