import { useState } from "preact/hooks";
import {
  CalendarIcon,
  CheckIcon,
  ClassesIcon,
  type IconComponent,
  NextIcon,
  PeopleIcon,
  SendIcon,
  SettingsIcon,
  StudentsIcon,
} from "../../components/icons.tsx";
import { Card } from "../../components/parts.tsx";
import type { Class, List, Term, User } from "../../lib/api_types.ts";
import { useQuery } from "../../lib/use_query.ts";
import { SendNoticeDialog } from "../notices/send_notice_dialog.tsx";
import styles from "./home.module.css";

export function AdminHome() {
  const [sending, setSending] = useState(false);
  return (
    <>
      <GettingStarted />
      <section aria-label="Shortcuts">
        <ul class={styles.shortcuts}>
          <Shortcut
            href="/students"
            icon={StudentsIcon}
            title="Students"
            text="Find a child, add one, see marks and attendance"
          />
          <Shortcut
            href="/classes"
            icon={ClassesIcon}
            title="Classes"
            text="Rosters, registers and marks"
          />
          <Shortcut
            href="/users"
            icon={PeopleIcon}
            title="People"
            text="Accounts of teachers, parents and students"
          />
          <Shortcut
            href="/terms"
            icon={CalendarIcon}
            title="Terms"
            text="When each begins and ends"
          />
          <Shortcut
            href="/settings"
            icon={SettingsIcon}
            title="Settings"
            text="School name, time zone, grading scale"
          />
          <li>
            <button
              type="button"
              class={styles.shortcut}
              onClick={() => setSending(true)}
            >
              <SendIcon />
              <span>
                <strong>Send a notice</strong>
                <span>To a class, some students or users</span>
              </span>
            </button>
          </li>
        </ul>
      </section>
      <SendNoticeDialog open={sending} onClose={() => setSending(false)} />
    </>
  );
}

interface ShortcutProps {
  href: string;
  icon: IconComponent;
  title: string;
  text: string;
}

function Shortcut({ href, icon: Icon, title, text }: ShortcutProps) {
  return (
    <li>
      <a class={styles.shortcut} href={href}>
        <Icon />
        <span>
          <strong>{title}</strong>
          <span>{text}</span>
        </span>
      </a>
    </li>
  );
}

/** What a new school does first. Each step is done when the thing is there; all done, it goes away. */
function GettingStarted() {
  const one = { limit: 1 };
  const terms = useQuery<List<Term>>("/api/terms", one);
  const classes = useQuery<List<Class>>("/api/classes", one);
  const students = useQuery<List<unknown>>("/api/students", one);
  const teachers = useQuery<List<User>>("/api/users", {
    ...one,
    role: "Teacher",
  });
  const parents = useQuery<List<User>>("/api/users", {
    ...one,
    role: "Parent",
  });
  const answers = [terms, teachers, classes, students, parents];
  if (answers.some(({ value }) => value === null)) return null;
  const [term, teacher, class_, student, parent] = answers.map(({ value }) =>
    value!.data.length > 0
  );
  const steps: Step[] = [
    {
      done: term,
      href: "/terms",
      title: "Add the current term",
      text: "Marks and reports belong to a term",
    },
    {
      done: teacher,
      href: "/users",
      title: "Invite the teachers",
      text: "Each gets a link to choose a password",
    },
    {
      done: class_,
      href: "/classes",
      title: "Add the classes",
      text: "And who teaches them",
    },
    {
      done: student,
      href: "/students",
      title: "Add the students",
      text: "Then put them into their classes",
    },
    {
      done: parent,
      href: "/users",
      title: "Invite the parents",
      text: "And link each to their children, on the child's page",
    },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Card
      title="Getting started"
      action={<span class={styles.quiet}>{done} of {steps.length} done</span>}
    >
      <p class={styles.quiet}>
        Before the first marks, choose the grading scale in the <a href="/settings">settings</a>
      </p>
      <ol class={styles.steps}>
        {steps.map((step, at) => <StepLine key={step.title} step={step} number={at + 1} />)}
      </ol>
    </Card>
  );
}

interface Step {
  done: boolean;
  href: string;
  title: string;
  text: string;
}

function StepLine({ step, number }: { step: Step; number: number }) {
  const { done, href, title, text } = step;
  return (
    <li>
      <a
        class={done ? `${styles.step} ${styles.step_done}` : styles.step}
        href={href}
      >
        <span class={styles.step_mark}>
          {done ? <CheckIcon size={18} /> : <span aria-hidden="true">{number}</span>}
        </span>
        <span class={styles.step_words}>
          <strong>{title}</strong>
          <span>{done ? "Done" : text}</span>
        </span>
        <NextIcon size={18} />
      </a>
    </li>
  );
}
