import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { BellIcon, CheckIcon, SendIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { Tabs } from "../../components/parts.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { List, Notification } from "../../lib/api_types.ts";
import { api, me, role, unread } from "../../lib/session.ts";
import { plural } from "../../lib/strings.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useAction } from "../../lib/use_action.ts";
import { useQuery } from "../../lib/use_query.ts";
import { NoticeList } from "./notice_list.tsx";
import { SendNoticeDialog } from "./send_notice_dialog.tsx";

export function NoticesPage() {
  const url = useUrlState({ show: "all", cursor: "" });
  const { show, cursor } = url.values;
  const own = `/api/notifications/${me.value!.user_id}`;
  const notices = useQuery<List<Notification>>(own, {
    status: show === "unread" ? "unread" : null,
    cursor,
    limit: 30,
  });
  const [sending, setSending] = useState(false);
  const may_send = role.value === "Admin" || role.value === "Teacher";

  const read_all = useAction(
    () => api.put<{ read: number }>(`${own}/read`),
    {
      onDone() {
        unread.value = 0;
        // The button that had the focus is gone.
        document.querySelector<HTMLElement>("main h1")?.focus();
        void notices.reload();
      },
      done_message: ({ read }) => `${plural(read, "notice", "notices")} marked as read`,
    },
  );

  // Shown as read at once: if the server does not hear of it, it is new again at the next visit.
  async function markRead(notice: Notification) {
    const list = notices.value!;
    notices.set({
      ...list,
      data: list.data.map((other) => other === notice ? { ...notice, status: "read" } : other),
    });
    unread.value = Math.max(0, unread.value - 1);
    const result = await api.put(`${own}/${notice.notification_id}/read`);
    if (!result.ok) void notices.reload();
  }

  return (
    <>
      <PageHeader
        title="Notices"
        actions={
          <>
            {unread.value > 0 && (
              <Button
                icon={CheckIcon}
                busy={read_all.busy}
                onClick={() => void read_all.run(undefined)}
              >
                Mark all as read
              </Button>
            )}
            {may_send && (
              <Button
                kind="primary"
                icon={SendIcon}
                onClick={() => setSending(true)}
              >
                Send a notice
              </Button>
            )}
          </>
        }
      />
      <Tabs
        label="Which notices"
        current={show}
        href={(id) => url.href({ show: id })}
        tabs={[
          { id: "all", title: "All" },
          { id: "unread", title: "Unread", count: unread.value || undefined },
        ]}
      />
      <Load query={notices} skeleton={<TableSkeleton rows={4} />}>
        {(list) =>
          list.data.length === 0 ? <NoNotices unread_only={show === "unread"} /> : (
            <NoticeList
              notices={list.data}
              onRead={(n) => void markRead(n)}
            />
          )}
      </Load>
      {notices.value && (
        <Pager
          label="notices"
          cursor={cursor}
          next_cursor={notices.value.next_cursor}
          href={(to) => url.href({ cursor: to })}
        />
      )}
      {may_send && <SendNoticeDialog open={sending} onClose={() => setSending(false)} />}
    </>
  );
}

function NoNotices({ unread_only }: { unread_only: boolean }) {
  return unread_only
    ? (
      <EmptyState icon={CheckIcon} title="Nothing new">
        You have read every notice
      </EmptyState>
    )
    : (
      <EmptyState icon={BellIcon} title="No notices yet">
        What the school sends you stands here
      </EmptyState>
    );
}
