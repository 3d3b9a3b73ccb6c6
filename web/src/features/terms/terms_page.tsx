import { useState } from "preact/hooks";
import { ConfirmDialog } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { TextField } from "../../components/field.tsx";
import { ArchiveIcon, CalendarIcon } from "../../components/icons.tsx";
import { Badge } from "../../components/parts.tsx";
import { SpansPage } from "../../components/spans_page.tsx";
import type { Term } from "../../lib/api_types.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";

/** The terms of the school year: what marks and reports belong to. */
export function TermsPage() {
  const [closing, setClosing] = useState<Term | null>(null);
  return (
    <SpansPage<Term>
      title="Terms"
      noun="term"
      sub="Marks and reports belong to a term"
      path="/api/terms"
      id={({ term_id }) => term_id}
      name={{ hint: "Such as Autumn term 2026", maxLength: 200 }}
      days={TermDays}
      on_delete="Only a term without marks and reports can be deleted"
      badge={({ closed_at }) => closed_at && <Badge>Closed</Badge>}
      actions={(term) => [{
        label: term.closed_at ? "Open again" : "Close",
        icon: ArchiveIcon,
        onClick: () => setClosing(term),
      }]}
      empty={
        <EmptyState icon={CalendarIcon} title="No terms yet">
          Add the term that runs now: then teachers can enter its marks
        </EmptyState>
      }
    >
      {(reload) => (
        <CloseTerm
          term={closing}
          onDone={() => {
            setClosing(null);
            reload();
          }}
          onClose={() => setClosing(null)}
        />
      )}
    </SpansPage>
  );
}

/** Closes a term whose results are done, or opens it for a late change. */
function CloseTerm(
  { term, onDone, onClose }: { term: Term | null; onDone(): void; onClose(): void },
) {
  const is_closed = term?.closed_at !== null;
  const turn = useAction(
    ({ term_id, closed_at }: Term) =>
      api.post<Term>(`/api/terms/${term_id}/${closed_at ? "open" : "close"}`),
    { onDone, done_message: (done) => done.closed_at ? "Term closed" : "Term open again" },
  );
  return (
    <ConfirmDialog
      open={term !== null}
      title={is_closed ? `Open "${term?.name}" again?` : `Close "${term?.name}"?`}
      confirm={is_closed ? "Open again" : "Close the term"}
      busy={turn.busy}
      problem={turn.problem}
      onConfirm={() => term && void turn.run(term)}
      onClose={() => {
        turn.reset();
        onClose();
      }}
    >
      <p>
        {is_closed
          ? "Scores, results and marks of the term can be changed again"
          : "Scores, results and marks of the term can then be read and no longer be changed, until an Admin opens it again"}
      </p>
    </ConfirmDialog>
  );
}

function TermDays({ now }: { now: Term | null }) {
  return (
    <>
      <TextField label="First day" name="starts_on" type="date" defaultValue={now?.starts_on} />
      <TextField label="Last day" name="ends_on" type="date" defaultValue={now?.ends_on} />
    </>
  );
}
