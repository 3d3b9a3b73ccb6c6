import { useEffect, useState } from "preact/hooks";
import { CloseIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { List, Student, User } from "../../lib/api_types.ts";
import { useQuery } from "../../lib/use_query.ts";
import styles from "./people_picker.module.css";

export interface Chosen {
  id: number;
  name: string;
}

interface PeoplePickerProps {
  of: "students" | "users";
  chosen: Chosen[];
  onChange(chosen: Chosen[]): void;
  /** Narrows who is found: `{ role: "Parent" }`. */
  filter?: Record<string, string>;
  /** One person only: choosing another takes the place of the first. */
  single?: boolean;
}

const WAIT_MS = 250;

/** Find by name, tick, find the next; who is ticked stays above the list. */
export function PeoplePicker({ of, chosen, onChange, filter, single }: PeoplePickerProps) {
  const [text, setText] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery<List<Student | User>>(`/api/${of}`, { ...filter, q, limit: 20 });

  function toggle(person: Chosen) {
    const without = chosen.filter(({ id }) => id !== person.id);
    if (without.length < chosen.length) onChange(without);
    else onChange(single ? [person] : [...chosen, person]);
  }

  return (
    <div class={styles.picker}>
      <label class={styles.label}>
        {of === "students" ? "Find students" : "Find users"}
        <input
          class={styles.input}
          type="search"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      </label>
      {chosen.length > 0 && (
        <ul class={styles.chips} aria-label="Chosen">
          {chosen.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                class={styles.chip}
                onClick={() => toggle(person)}
              >
                <span class="sr_only">Take out</span>
                {person.name}
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Load query={found} skeleton={<Skeleton lines={4} />}>
        {({ data }) => (
          <ul class={styles.found} aria-label="Found" tabIndex={0}>
            {data.length === 0 && <li class={styles.none}>Nobody has that name</li>}
            {data.map((row) => {
              const person = { id: idOf(row), name: row.name };
              return (
                <li key={person.id}>
                  <label>
                    <input
                      type="checkbox"
                      checked={chosen.some(({ id }) => id === person.id)}
                      onChange={() => toggle(person)}
                    />
                    <span>
                      {row.name} <small>{noteOf(row)}</small>
                    </span>
                  </label>
                </li>
              );
            })}
          </ul>
        )}
      </Load>
    </div>
  );
}

function idOf(row: Student | User): number {
  return "student_id" in row ? row.student_id : row.user_id;
}

function noteOf(row: Student | User): string {
  // Two people may have one name; an address only one.
  if (!("student_id" in row)) return [row.role, row.email].filter(Boolean).join(" · ");
  return row.grade_level ? `Grade ${row.grade_level}` : "";
}
