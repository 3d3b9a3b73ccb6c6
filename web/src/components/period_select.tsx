import type { List, Term } from "../lib/api_types.ts";
import { Select } from "./field.tsx";

interface PeriodSelectProps {
  terms: List<Term> | null;
  /** The id of a term, or "" for this school year. */
  term: string;
  onChange(term: string): void;
}

/** Which days are summed up: this school year, or a term. */
export function PeriodSelect({ terms, term, onChange }: PeriodSelectProps) {
  return (
    <Select
      label="Period"
      hide_label
      value={term}
      onChange={(event) => onChange(event.currentTarget.value)}
      options={[
        { value: "", label: "This school year" },
        ...(terms?.data ?? []).map(({ term_id, name }) => ({ value: term_id, label: name })),
      ]}
    />
  );
}
