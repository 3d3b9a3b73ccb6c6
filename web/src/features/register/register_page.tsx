import { useCallback, useEffect, useState } from "preact/hooks";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { CalendarIcon } from "../../components/icons.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Class } from "../../lib/api_types.ts";
import { formatLongDate, isDate, schoolToday } from "../../lib/dates.ts";
import { me } from "../../lib/session.ts";
import { useQuery } from "../../lib/use_query.ts";
import { openRegister } from "./open_register.ts";
import { RegisterSheet } from "./register_sheet.tsx";

/** A class's register for one day: thirty children on one page, saved by one request. */
export function RegisterPage({ params }: { params: { id: string; date: string } }) {
  const { id, date } = params;
  if (!isDate(date)) return <NoSuchDay class_id={Number(id)} />;
  return <RegisterView key={`${id} ${date}`} class_id={Number(id)} date={date} />;
}

type Opened = Awaited<ReturnType<typeof openRegister>>;

function RegisterView({ class_id, date }: { class_id: number; date: string }) {
  const about = useQuery<Class>(`/api/classes/${class_id}`);
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = useCallback(async () => {
    setOpened(null);
    setOpened(await openRegister({ class_id, date }));
  }, []);
  useEffect(() => void open(), []);
  // Without the network the name is what this person's own classes say.
  const taught = me.value?.classes.find((one) => one.class_id === class_id);
  const class_name = about.value?.name ?? taught?.name ?? null;
  const back = { href: `/classes/${class_id}?tab=register`, label: class_name ?? "Class" };
  const sub = [class_name, formatLongDate(date)].filter(Boolean).join(" · ");
  return (
    <>
      <PageHeader title="Register" sub={sub} back={back} />
      {opened === null ? <TableSkeleton rows={12} /> : opened.ok
        ? (
          <RegisterSheet
            {...{ class_id, date, class_name }}
            archived={typeof about.value?.archived_at === "string"}
            opened={opened.value}
          />
        )
        : <ErrorPanel problem={opened.problem} onRetry={() => void open()} />}
    </>
  );
}

function NoSuchDay({ class_id }: { class_id: number }) {
  const href = `/classes/${class_id}/register/${schoolToday()}`;
  return (
    <>
      <PageHeader
        title="Register"
        back={{ href: `/classes/${class_id}?tab=register`, label: "Class" }}
      />
      <EmptyState
        icon={CalendarIcon}
        title="There is no such day"
        actions={<LinkButton kind="primary" href={href}>Register of today</LinkButton>}
      >
        The address names a day that is in no calendar
      </EmptyState>
    </>
  );
}
