import type { Gpa, Grade, Term } from "../../lib/api_types.ts";

export interface TermName {
  term_id: number | null;
  name: string;
}

/**
 * The names of terms. Families may not list the terms, so theirs come with the GPA.
 * The newest term first, as both sources are in the order of time.
 */
export function termNames(terms: Term[] | null, gpa: Gpa | null): TermName[] {
  if (terms) {
    return [...terms].sort((a, b) => b.starts_on.localeCompare(a.starts_on))
      .map(({ term_id, name }) => ({ term_id, name }));
  }
  return [...gpa?.terms ?? []].reverse()
    .flatMap(({ term_id, name }) => term_id === null ? [] : [{ term_id, name: name ?? "" }]);
}

export interface GradeGroup extends TermName {
  grades: Grade[];
}

/** Marks by term, the newest term first, marks of no term last; in a term by subject. */
export function groupByTerm(grades: Grade[], names: TermName[]): GradeGroup[] {
  const groups = new Map<number | null, Grade[]>();
  for (const grade of grades) {
    groups.set(grade.term_id, [...groups.get(grade.term_id) ?? [], grade]);
  }
  const rank = (id: number | null) => {
    if (id === null) return Infinity;
    const at = names.findIndex(({ term_id }) => term_id === id);
    return at === -1 ? names.length : at;
  };
  return [...groups.entries()]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([term_id, found]) => ({
      term_id,
      name: names.find((known) => known.term_id === term_id)?.name ??
        (term_id === null ? "No term" : "Earlier term"),
      grades: [...found].sort((a, b) => a.subject.localeCompare(b.subject)),
    }));
}

/** The term that a day falls in; else the newest that has begun; else the first of all. */
export function termOf(day: string, terms: Term[]): Term | null {
  const by_start = [...terms].sort((a, b) => a.starts_on.localeCompare(b.starts_on));
  return by_start.find(({ starts_on, ends_on }) => starts_on <= day && day <= ends_on) ??
    by_start.findLast(({ starts_on }) => starts_on <= day) ?? by_start[0] ?? null;
}
