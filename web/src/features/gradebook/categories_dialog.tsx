import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextField } from "../../components/field.tsx";
import { Form } from "../../components/form.tsx";
import { PlusIcon, TrashIcon } from "../../components/icons.tsx";
import type { Category, Gradebook } from "../../lib/gradebook_types.ts";
import { api } from "../../lib/session.ts";
import { formatRate } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { numberOf } from "./assessment_dialog.tsx";
import styles from "./gradebook.module.css";

interface CategoriesDialogProps {
  gradebook: Gradebook;
  open: boolean;
  onSaved(): void;
  onClose(): void;
}

/** What kinds of work there are, and how much each weighs in the average. */
export function CategoriesDialog({ open, onClose, ...rest }: CategoriesDialogProps) {
  return (
    <Dialog open={open} title="Categories and weights" wide onClose={onClose}>
      <Categories {...rest} onClose={onClose} />
    </Dialog>
  );
}

interface Line {
  /** Stays while the form is open, also for one that the server does not know yet. */
  key: number;
  category_id?: number;
  name: string;
  weight: string;
  drop_lowest: string;
}

function Categories(
  { gradebook, onSaved, onClose }: Omit<CategoriesDialogProps, "open">,
) {
  const { class_id, term: { term_id }, categories } = gradebook;
  const [lines, setLines] = useState<Line[]>(() => linesOf(categories));
  const save = useAction(
    (now: Line[]) =>
      api.put<unknown>(`/api/classes/${class_id}/categories`, {
        categories: now.map(({ category_id, name, weight, drop_lowest }) => ({
          ...(category_id === undefined ? {} : { category_id }),
          name: name.trim(),
          weight: numberOf(weight),
          drop_lowest: numberOf(drop_lowest),
        })),
      }, { query: { term_id } }),
    { done_message: "Categories saved", onDone: onSaved },
  );
  const weights = lines.map(({ weight }) => Math.max(0, numberOf(weight) || 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);

  function change(key: number, patch: Partial<Line>) {
    setLines((now) => now.map((line) => line.key === key ? { ...line, ...patch } : line));
  }

  function add() {
    const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
    setLines([...lines, { key, name: "", weight: "10", drop_lowest: "0" }]);
  }

  return (
    <Form label="Categories" problem={save.problem} onSubmit={() => void save.run(lines)}>
      <p>
        The average is each category's percent times its weight, divided by the weights of the
        categories that have something. Without categories every point counts the same. Of equal
        maxima the lowest scores are dropped, of others those that cost the child most
      </p>
      {lines.length > 0 && (
        <ul class={styles.categories}>
          {lines.map((line, at) => (
            <li key={line.key}>
              <TextField
                label="Name"
                name={`categories.${at}.name`}
                maxLength={50}
                autocomplete="off"
                value={line.name}
                onInput={(event) => change(line.key, { name: event.currentTarget.value })}
              />
              <TextField
                label="Weight"
                name={`categories.${at}.weight`}
                inputMode="decimal"
                autocomplete="off"
                maxLength={7}
                value={line.weight}
                hint={sum > 0 ? formatRate(weights[at] / sum) : "Counts for nothing"}
                onInput={(event) => change(line.key, { weight: event.currentTarget.value })}
              />
              <TextField
                label="Drop lowest"
                name={`categories.${at}.drop_lowest`}
                type="number"
                min={0}
                max={50}
                value={line.drop_lowest}
                onInput={(event) => change(line.key, { drop_lowest: event.currentTarget.value })}
              />
              <Button
                kind="quiet"
                icon={TrashIcon}
                icon_only
                onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
              >
                Remove {line.name || "this category"}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button icon={PlusIcon} onClick={add}>Add category</Button>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={save.busy}>Save</Button>
      </DialogActions>
    </Form>
  );
}

function linesOf(categories: Category[]): Line[] {
  return categories.map(({ category_id, name, weight, drop_lowest }, key) => ({
    key,
    category_id,
    name,
    weight: String(weight),
    drop_lowest: String(drop_lowest),
  }));
}
