import { useEffect, useMemo, useState } from "preact/hooks";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { Select } from "../../components/field.tsx";
import { LinkButton } from "../../components/button.tsx";
import { MarksIcon } from "../../components/icons.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { List, Term } from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import type { Gradebook } from "../../lib/gradebook_types.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { NoTerms } from "../class/class_marks_tab.tsx";
import { termOf } from "../student/grade_groups.ts";
import styles from "./gradebook.module.css";
import type { Sort } from "./grid.tsx";
import { openGradebook } from "./open_gradebooks.ts";
import { Sheet } from "./sheet_view.tsx";

/** A class's assessments of a term: children × assessments, saved as one types. */
export function GradebookPage({ params }: { params: { id: string } }) {
  const { id } = params;
  const url = useUrlState({ term: "", sort: "name" });
  const terms = useQuery<List<Term>>("/api/terms", { limit: 200 });
  const known = terms.value?.data ?? [];
  const term_id = url.values.term || String(termOf(schoolToday(), known)?.term_id ?? "");
  const path = term_id ? `/api/classes/${id}/gradebook` : null;
  const query = useQuery<Gradebook>(path, { term_id });
  const gradebook = String(query.value?.term.term_id) === term_id ? query.value : null;
  return (
    <>
      <PageHeader
        title="Gradebook"
        sub={gradebook?.name}
        back={{ href: `/classes/${id}`, label: gradebook?.name ?? "Class" }}
        actions={gradebook && (
          <LinkButton icon={MarksIcon} href={`/classes/${id}/results?term=${term_id}`}>
            Results
          </LinkButton>
        )}
      />
      {terms.problem && <ErrorPanel problem={terms.problem} onRetry={() => void terms.reload()} />}
      {terms.value && known.length === 0 && <NoTerms />}
      {query.problem && <ErrorPanel problem={query.problem} onRetry={() => void query.reload()} />}
      {gradebook
        ? (
          <Opened
            key={term_id}
            gradebook={gradebook}
            sort={sortOf(url.values.sort)}
            sortHref={(sort) => url.href({ sort })}
            reload={() => void query.reload()}
          >
            {(guard) => (
              <div class={styles.term}>
                <Select
                  label="Term"
                  hide_label
                  value={term_id}
                  onChange={(event) => {
                    const next = event.currentTarget.value;
                    event.currentTarget.value = term_id;
                    guard(url.href({ term: next }));
                  }}
                  options={known.map((term) => ({
                    value: term.term_id,
                    label: term.closed_at ? `${term.name} (closed)` : term.name,
                  }))}
                />
              </div>
            )}
          </Opened>
        )
        : path && !query.problem && <TableSkeleton rows={12} />}
    </>
  );
}

interface OpenedProps {
  gradebook: Gradebook;
  sort: Sort;
  sortHref(sort: Sort): string;
  reload(): void;
  /** The choice of the term; `guard` goes to an address after asking. */
  children(guard: (href: string) => void): preact.JSX.Element;
}

/** The store outlives readings: a newer one is put into it, and what was typed stays. */
function Opened({ gradebook, ...rest }: OpenedProps) {
  const [store] = useState(() => openGradebook(gradebook));
  const first = useMemo(() => gradebook, []);
  useEffect(() => {
    if (gradebook !== first) store.load(gradebook);
  }, [gradebook]);
  return <Sheet store={store} {...rest} />;
}

function sortOf(text: string): Sort {
  const known: Sort[] = ["name", "-name", "average", "-average"];
  return known.find((sort) => sort === text) ?? "name";
}
