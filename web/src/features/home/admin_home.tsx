import { useState } from "preact/hooks";
import { AtRiskCard } from "../../components/at_risk_card.tsx";
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
import { Card, Stats } from "../../components/parts.tsx";
import cards from "../../components/cards.module.css";
import type { AdminHome } from "../../lib/api_types.ts";
import { formatNumber } from "../../lib/strings.ts";
import { SendNoticeDialog } from "../notices/send_notice_dialog.tsx";
import styles from "./home.module.css";
import { RegistersCard } from "./registers_card.tsx";

export function AdminHomePage({ home }: { home: AdminHome }) {
  const [sending, setSending] = useState(false);
  return (
    <>
      <GettingStarted home={home} />
      {home.students > 0 && (
        <>
          <Card title="The school" action={<a href="/summary">School summary</a>}>
            <Stats
              items={[
                { label: "Students", value: formatNumber(home.students) },
                { label: "Teachers", value: formatNumber(home.teachers) },
                { label: "Parents", value: formatNumber(home.parents) },
                { label: "Classes", value: formatNumber(home.classes) },
              ]}
            />
          </Card>
          <div class={cards.pair}>
            <RegistersCard registers={home.registers} today={home.today} />
            <AtRiskCard at_risk={home.at_risk} count={home.at_risk_count} where="on the roll" />
          </div>
        </>
      )}
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
function GettingStarted({ home }: { home: AdminHome }) {
  const steps: Step[] = [
    {
      done: home.terms > 0,
      href: "/terms",
      title: "Add the current term",
      text: "Marks and reports belong to a term",
    },
    {
      done: home.teachers > 0,
      href: "/users",
      title: "Invite the teachers",
      text: "Each gets a link to choose a password",
    },
    {
      done: home.classes > 0,
      href: "/classes",
      title: "Add the classes",
      text: "And who teaches them",
    },
    {
      done: home.students > 0,
      href: "/students",
      title: "Add the students",
      text: "Then put them into their classes",
    },
    {
      done: home.parents > 0,
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
      action={<span class={cards.quiet}>{done} of {steps.length} done</span>}
    >
      <p class={cards.quiet}>
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
