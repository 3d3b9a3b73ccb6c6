import { Card } from "../../components/parts.tsx";
import type { List, Notification } from "../../lib/api_types.ts";
import { formatAgo } from "../../lib/dates.ts";
import { pathInApp } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import styles from "./home.module.css";

/** The three newest notices; nothing at all where there is none. */
export function LatestNotices({ user_id }: { user_id: number }) {
  const { value } = useQuery<List<Notification>>(
    `/api/notifications/${user_id}`,
    { limit: 3 },
  );
  if (!value || value.data.length === 0) return null;
  return (
    <Card title="Latest notices" action={<a href="/notices">All notices</a>}>
      <ul class={styles.lines}>
        {value.data.map((notice) => {
          const link = pathInApp(notice.link);
          const unread = notice.status === "unread";
          return (
            <li key={notice.notification_id} class={styles.line}>
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
