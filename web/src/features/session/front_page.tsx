import type { ComponentChildren } from "preact";
import { LaurelMark } from "../../components/laurel_mark.tsx";
import { usePageTitle } from "../../lib/page.ts";
import { school } from "../../lib/session.ts";
import styles from "./front_page.module.css";

interface FrontPageProps {
  title: string;
  intro?: ComponentChildren;
  /** Under the card: other ways to go on. */
  below?: ComponentChildren;
  wide?: boolean;
  children?: ComponentChildren;
}

/** The frame of every page before sign-in: the school's name over one card. */
export function FrontPage({ title, intro, below, wide, children }: FrontPageProps) {
  const heading = usePageTitle(title);
  return (
    <div class={styles.page}>
      <main class={wide ? `${styles.inside} ${styles.wide}` : styles.inside} id="main">
        <div class={styles.brand}>
          <LaurelMark size={48} />
          <p>{school.value?.setup_needed ? "Laurel" : school.value?.school_name}</p>
        </div>
        <div class={styles.card}>
          <div>
            <h1 ref={heading} tabIndex={-1}>{title}</h1>
            {intro && <p class={styles.intro}>{intro}</p>}
          </div>
          {children}
        </div>
        {below && <div class={styles.below}>{below}</div>}
      </main>
      <footer class={styles.foot}>
        Laurel · <a href="/docs">API reference</a>
      </footer>
    </div>
  );
}
