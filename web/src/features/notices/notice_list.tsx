import { Button } from "../../components/button.tsx";
import {
  BellIcon,
  CheckIcon,
  type IconComponent,
  MarksIcon,
  RegisterIcon,
  StarIcon,
} from "../../components/icons.tsx";
import type { Notification } from "../../lib/api_types.ts";
import { formatAgo, formatTime } from "../../lib/dates.ts";
import { pathInApp } from "../../lib/url_state.ts";
import styles from "./notice_list.module.css";

interface NoticeListProps {
  notices: Notification[];
  onRead(notice: Notification): void;
}

export function NoticeList({ notices, onRead }: NoticeListProps) {
  return (
    <ul class={styles.list}>
      {notices.map((notice) => (
        <Notice key={notice.notification_id} notice={notice} onRead={onRead} />
      ))}
    </ul>
  );
}

interface NoticeProps {
  notice: Notification;
  onRead(notice: Notification): void;
}

function Notice({ notice, onRead }: NoticeProps) {
  const unread = notice.status === "unread";
  const link = pathInApp(notice.link);
  const Icon = iconOf(notice.kind);
  return (
    <li
      class={unread ? `${styles.notice} ${styles.unread}` : styles.notice}
      tabIndex={-1}
    >
      <span class={styles.mark}>
        <Icon />
      </span>
      <div class={styles.words}>
        <p class={styles.message}>{notice.message}</p>
        <div class={styles.about}>
          {unread && <span class={styles.dot}>New</span>}
          <time dateTime={notice.sent_at} title={formatTime(notice.sent_at)}>
            {formatAgo(notice.sent_at)}
          </time>
          {link && <a href={link} onClick={() => unread && onRead(notice)}>Show</a>}
        </div>
      </div>
      {unread && (
        <Button
          kind="quiet"
          small
          icon={CheckIcon}
          onClick={(event) => {
            // The button goes away with this: the notice keeps the reader's place.
            event.currentTarget.closest("li")?.focus();
            onRead(notice);
          }}
        >
          Mark as read
        </Button>
      )}
    </li>
  );
}

function iconOf(kind: string): IconComponent {
  switch (kind) {
    case "grade":
    case "report":
      return MarksIcon;
    case "absence":
    case "attendance":
      return RegisterIcon;
    case "activity":
      return StarIcon;
    default:
      return BellIcon;
  }
}
