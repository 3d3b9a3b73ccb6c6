import { useState } from "preact/hooks";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Class, ClassRegister } from "../../lib/api_types.ts";
import { formatLongDate } from "../../lib/dates.ts";
import { useQuery } from "../../lib/use_query.ts";
import { RegisterSheet } from "./register_sheet.tsx";

/** A class's register for one day: thirty children on one page, saved by one request. */
export function RegisterPage({ params }: { params: { id: string; date: string } }) {
  const { id, date } = params;
  return <RegisterView key={`${id} ${date}`} class_id={id} date={date} />;
}

function RegisterView({ class_id, date }: { class_id: string; date: string }) {
  const path = `/api/classes/${class_id}/attendance/${date}`;
  const about = useQuery<Class>(`/api/classes/${class_id}`);
  const register = useQuery<ClassRegister>(path);
  // A sheet starts from what the server has now, never from what this tab remembers.
  const ready = register.value !== null && !register.loading;
  const [started, setStarted] = useState(false);
  if (ready && !started) setStarted(true);
  const back = { href: `/classes/${class_id}?tab=register`, label: about.value?.name ?? "Class" };
  const sub = [about.value?.name, dayWords(date)].filter(Boolean).join(" · ");

  if (register.problem) {
    return (
      <>
        <PageHeader title="Register" sub={sub} back={back} />
        <ErrorPanel problem={register.problem} onRetry={() => void register.reload()} />
      </>
    );
  }
  return (
    <>
      <PageHeader title="Register" sub={sub} back={back} />
      {started && register.value
        ? (
          <RegisterSheet
            path={path}
            class_id={class_id}
            date={date}
            register={register.value}
            etag={register.etag}
          />
        )
        : <TableSkeleton rows={12} />}
    </>
  );
}

function dayWords(date: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? formatLongDate(date) : date;
}
