import { AtRiskCard } from "../../components/at_risk_card.tsx";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ClassesIcon, MarksIcon, RegisterIcon } from "../../components/icons.tsx";
import { Badge, Card } from "../../components/parts.tsx";
import cards from "../../components/cards.module.css";
import type { TaughtClass, TeacherHome } from "../../lib/api_types.ts";
import { formatTime } from "../../lib/dates.ts";
import { plural } from "../../lib/strings.ts";
import styles from "./home.module.css";

export function TeacherHomePage({ home }: { home: TeacherHome }) {
  if (home.classes.length === 0) {
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
    <>
      <section aria-labelledby="own-classes">
        <h2 id="own-classes" class={styles.section}>Your classes</h2>
        <ul class={styles.classes}>
          {home.classes.map((taught) => (
            <ClassCard key={taught.class_id} taught={taught} today={home.today} />
          ))}
        </ul>
      </section>
      <AtRiskCard at_risk={home.at_risk} count={home.at_risk_count} where="whom you teach" />
    </>
  );
}

function ClassCard({ taught, today }: { taught: TaughtClass; today: string }) {
  const { class_id, name, subject, students } = taught;
  const verb = taught.register === "taken" ? "See" : "Take";
  const words = [subject, plural(students, "child", "children")].filter(Boolean).join(" · ");
  return (
    <li class={styles.class_card}>
      <div class={styles.class_head}>
        <div>
          <h3>
            <a href={`/classes/${class_id}`}>{name}</a>
          </h3>
          <p class={cards.quiet}>{words}</p>
        </div>
        <RegisterState taught={taught} />
      </div>
      <div class={styles.class_actions}>
        <LinkButton
          kind={taught.register === "not_taken" ? "primary" : "secondary"}
          icon={RegisterIcon}
          href={`/classes/${class_id}/register/${today}`}
          aria-label={`${verb} register of ${name}`}
        >
          {verb} register
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

function RegisterState({ taught: { register, taken_at } }: { taught: TaughtClass }) {
  switch (register) {
    case "taken":
      return <Badge tone="good">Taken {formatTime(taken_at, { timeStyle: "short" })}</Badge>;
    case "not_taken":
      return <Badge tone="warn">Not taken today</Badge>;
    default:
      return <Badge>Not expected today</Badge>;
  }
}
