import { Card } from "../../components/parts.tsx";
import cards from "../../components/cards.module.css";
import type { Home } from "../../lib/api_types.ts";
import { formatAgo } from "../../lib/dates.ts";
import { pathInApp } from "../../lib/url_state.ts";
import styles from "./home.module.css";

/** The newest notices; nothing at all where there is none. */
export function LatestNotices({ notices }: { notices: Home["notices"] }) {
  if (notices.length === 0) return null;
  return (
    <Card title="Latest notices" action={<a href="/notices">All notices</a>}>
      <ul class={cards.list}>
        {notices.map((notice) => {
          const link = pathInApp(notice.link);
          const unread = notice.status === "unread";
          return (
            <li key={notice.notification_id} class={cards.line}>
              <span class={unread ? styles.strong : undefined}>
                {link ? <a href={link}>{notice.message}</a> : notice.message}
              </span>
              <time dateTime={notice.sent_at}>{formatAgo(notice.sent_at)}</time>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
