import type { ComponentChildren } from "preact";
import { usePageTitle } from "../lib/page.ts";
import { BackIcon } from "./icons.tsx";
import styles from "./page_header.module.css";

interface PageHeaderProps {
  /** The page's one h1, and the document's title. */
  title: string;
  /** The document's title where it is another: a greeting is no name of a page. */
  document_title?: string;
  sub?: ComponentChildren;
  /** Before the title: a large Avatar. */
  lead?: ComponentChildren;
  back?: { href: string; label: string };
  actions?: ComponentChildren;
}

/** At the top of every page. The h1 takes the focus when the route has changed. */
export function PageHeader({ title, document_title, sub, lead, back, actions }: PageHeaderProps) {
  const heading = usePageTitle(document_title ?? title);
  return (
    <div>
      {back && (
        <a class={styles.back} href={back.href}>
          <BackIcon />
          {back.label}
        </a>
      )}
      <div class={styles.header}>
        <div class={styles.words}>
          {lead}
          <div>
            <h1 ref={heading} tabIndex={-1}>{title}</h1>
            {sub && <p class={styles.sub}>{sub}</p>}
          </div>
        </div>
        {actions && <div class={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
