// Small pieces without behaviour, each too small for a file of its own.
import type { ComponentChildren } from "preact";
import { initials, stableNumber } from "../lib/strings.ts";
import { AlertIcon, CheckIcon, InfoIcon } from "./icons.tsx";
import styles from "./parts.module.css";
import type { Tone } from "./tone.ts";

export type { Tone };

/** A word about a state; the word alone must say it, the colour only helps. */
export function Badge({ tone = "plain", children }: { tone?: Tone; children: ComponentChildren }) {
  return (
    <span class={tone === "plain" ? styles.badge : `${styles.badge} ${styles[tone]}`}>
      {children}
    </span>
  );
}

const HUES = 6;

/** Initials in a colour that stays the same for a name. Decoration: the name stands next to it. */
export function Avatar({ name, large }: { name: string; large?: boolean }) {
  const hue = styles[`hue_${1 + stableNumber(name, HUES)}`];
  return (
    <span
      class={[styles.avatar, hue, large && styles.avatar_large].filter(Boolean).join(" ")}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

/** An avatar, a name (with a link if there is one), and a small second line. */
export function Person(
  { name, href, note }: { name: string; href?: string; note?: ComponentChildren },
) {
  return (
    <span class={styles.person}>
      <Avatar name={name} />
      <span class={styles.person_words}>
        {href ? <a href={href}>{name}</a> : <span>{name}</span>}
        {note && <small>{note}</small>}
      </span>
    </span>
  );
}

interface CardProps {
  title?: string;
  /** A button or link at the end of the title's line. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

export function Card({ title, action, children }: CardProps) {
  return (
    <section class={styles.card}>
      {(title || action) && (
        <div class={styles.card_head}>
          {title && <h2>{title}</h2>}
          {action}
        </div>
      )}
      {children}
    </section>
  );
}

/** Things below each other with room between. */
export function Stack({ children }: { children: ComponentChildren }) {
  return <div class={styles.stack}>{children}</div>;
}

/** The line above a list: search, filters, buttons. */
export function Toolbar({ children }: { children: ComponentChildren }) {
  return <div class={styles.toolbar}>{children}</div>;
}

export interface StatItem {
  label: string;
  value: ComponentChildren;
  note?: ComponentChildren;
}

/** Big numbers with what they are: GPA, attendance rate. */
export function Stats({ items }: { items: StatItem[] }) {
  return (
    <dl class={styles.stats}>
      {items.map(({ label, value, note }) => (
        <div class={styles.stat} key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Names and values, one per line; a value that is null or "" shows as a dash. */
export function Facts({ items }: { items: { label: string; value: ComponentChildren }[] }) {
  return (
    <dl class={styles.facts}>
      {items.map(({ label, value }) => [
        <dt key={label}>{label}</dt>,
        <dd key={`${label} value`}>
          {value === null || value === undefined || value === "" ? "–" : value}
        </dd>,
      ])}
    </dl>
  );
}

/** Something to know before going on; not an error. */
export function Note(
  { tone = "info", children }: { tone?: "info" | "warn" | "good"; children: ComponentChildren },
) {
  const Icon = tone === "info" ? InfoIcon : tone === "warn" ? AlertIcon : CheckIcon;
  const extra = tone === "warn"
    ? ` ${styles.note_warn}`
    : tone === "good"
    ? ` ${styles.note_good}`
    : "";
  return (
    <div class={styles.note + extra}>
      <Icon />
      <div>{children}</div>
    </div>
  );
}

interface TabsProps {
  /** What they are tabs of, for screen readers. */
  label: string;
  tabs: { id: string; title: string; count?: number }[];
  current: string;
  href(id: string): string;
}

/** Views of one thing, each with its own address: so they are links, and Back works. */
export function Tabs({ label, tabs, current, href }: TabsProps) {
  return (
    <nav class={styles.tabs} aria-label={label}>
      {tabs.map(({ id, title, count }) => (
        <a
          key={id}
          class={styles.tab}
          href={href(id)}
          aria-current={id === current ? "page" : undefined}
        >
          {title}
          {count !== undefined && <span class={styles.count}>{count}</span>}
        </a>
      ))}
    </nav>
  );
}
