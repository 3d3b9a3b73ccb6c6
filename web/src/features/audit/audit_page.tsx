import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { TextField } from "../../components/field.tsx";
import { AuditIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { AuditEntry, Class, List, Scale, Term } from "../../lib/api_types.ts";
import { addDays, formatTime, schoolToday } from "../../lib/dates.ts";
import { school } from "../../lib/session.ts";
import { type UrlState, useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { startOfDay } from "../../lib/zoned_time.ts";
import styles from "./audit_page.module.css";
import {
  auditChanges,
  type AuditNames,
  auditSentence,
  groupByRequest,
  groupSentence,
} from "./audit_words.ts";
import { PersonFilter } from "./person_filter.tsx";

const DEFAULTS = { student_id: "", actor_user_id: "", from: "", to: "", cursor: "" };

/** Who did what, and when: the newest first. Nothing in it can be changed. */
export function AuditPage() {
  const url = useUrlState(DEFAULTS);
  const { student_id, actor_user_id, from, to, cursor } = url.values;
  const names = useNames();
  const timezone = school.value?.timezone ?? "UTC";
  const entries = useQuery<List<AuditEntry>>("/api/audit", {
    student_id,
    actor_user_id,
    from: from && startOfDay(from, timezone),
    to: to && lastMoment(to, timezone),
    cursor,
  });
  return (
    <>
      <PageHeader title="Audit log" sub="Who did what, and when. Nothing here can be changed" />
      <Filters url={url} />
      <Load query={entries} skeleton={<TableSkeleton rows={12} />}>
        {({ data, next_cursor }) => (
          <>
            {data.length === 0
              ? <NoEntries />
              : (
                <ol class={styles.list} aria-busy={entries.loading} aria-label="Entries">
                  {groupByRequest(data).map((group) => (
                    <Group key={group[0].audit_id} entries={group} names={names} />
                  ))}
                </ol>
              )}
            <Pager
              label="entries"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
    </>
  );
}

function lastMoment(date: string, timezone: string): string {
  return new Date(Date.parse(startOfDay(addDays(date, 1), timezone)) - 1).toISOString();
}

function Filters({ url }: { url: UrlState<typeof DEFAULTS> }) {
  const { student_id, actor_user_id, from, to } = url.values;
  const today = schoolToday();
  return (
    <div class={styles.filters} role="group" aria-label="Filters">
      <PersonFilter
        of="users"
        label="Done by"
        id={actor_user_id}
        onChange={(id) => url.set({ actor_user_id: id })}
      />
      <PersonFilter
        of="students"
        label="Student"
        id={student_id}
        onChange={(id) => url.set({ student_id: id })}
      />
      <TextField
        label="From"
        type="date"
        max={to || today}
        value={from}
        onChange={(event) => url.set({ from: event.currentTarget.value })}
      />
      <TextField
        label="To"
        type="date"
        min={from}
        max={today}
        value={to}
        onChange={(event) => url.set({ to: event.currentTarget.value })}
      />
    </div>
  );
}

function Group({ entries, names }: { entries: AuditEntry[]; names: AuditNames }) {
  const [first] = entries;
  const who = first.actor_name ??
    (first.actor_user_id === null ? "Laurel" : `Account no. ${first.actor_user_id}`);
  return (
    <li class={styles.entry}>
      <time class={styles.when} dateTime={first.at}>
        {formatTime(first.at, { dateStyle: "medium", timeStyle: "medium" })}
      </time>
      {entries.length === 1
        ? (
          <>
            <p class={styles.what}>
              <strong>{who}</strong> <Sentence entry={first} />
            </p>
            <Changes entry={first} names={names} />
          </>
        )
        : (
          <>
            <p class={styles.what}>
              <strong>{who}</strong> {groupSentence(first, entries.length)}
            </p>
            <details class={styles.rest}>
              <summary>Show each</summary>
              <ul>
                {entries.map((entry) => (
                  <li key={entry.audit_id}>
                    {entry.student_id === null
                      ? <Sentence entry={entry} />
                      : <StudentLink id={entry.student_id} name={entry.student_name} />}
                    <Changes entry={entry} names={names} />
                  </li>
                ))}
              </ul>
            </details>
          </>
        )}
    </li>
  );
}

function Sentence({ entry }: { entry: AuditEntry }) {
  const { before, student_id, after } = auditSentence(entry);
  return (
    <>
      {before} {student_id !== null && <StudentLink id={student_id} name={entry.student_name} />}
      {after && ` ${after}`}
    </>
  );
}

/** A child who was erased has a number and no page. */
function StudentLink({ id, name }: { id: number; name: string | null }) {
  return name === null ? <>student no. {id}</> : <a href={`/students/${id}`}>{name}</a>;
}

function Changes({ entry, names }: { entry: AuditEntry; names: AuditNames }) {
  const changes = auditChanges(entry, names);
  if (changes.length === 0) return null;
  return (
    <ul class={styles.changes}>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          <span class={styles.field}>{field}:</span> {from !== null && (
            <>
              {to === null ? <s>{from}</s> : from}
              {to !== null && " → "}
            </>
          )}
          {to}
        </li>
      ))}
    </ul>
  );
}

/** Classes, terms and scales are few: their names say more than their numbers. */
function useNames(): AuditNames {
  const classes = useQuery<List<Class>>("/api/classes", { limit: 200 });
  const terms = useQuery<List<Term>>("/api/terms", { limit: 200 });
  const scales = useQuery<List<Scale>>("/api/scales", { limit: 200 });
  return {
    scale_id: Object.fromEntries(
      (scales.value?.data ?? []).map(({ scale_id, name }) => [scale_id, name]),
    ),
    class_id: Object.fromEntries(
      (classes.value?.data ?? []).map(({ class_id, name }) => [class_id, name]),
    ),
    term_id: Object.fromEntries(
      (terms.value?.data ?? []).map(({ term_id, name }) => [term_id, name]),
    ),
  };
}

function NoEntries() {
  return (
    <EmptyState
      icon={AuditIcon}
      title="Nothing happened here"
      actions={<LinkButton href="/audit">Show everything</LinkButton>}
    >
      No entry matches. Take a filter away, or choose other days
    </EmptyState>
  );
}
