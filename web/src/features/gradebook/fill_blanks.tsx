import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/field.tsx";
import { Form } from "../../components/form.tsx";
import type { Assessment, GradebookStudent } from "../../lib/gradebook_types.ts";
import type { Problem } from "../../lib/problem.ts";
import { plural } from "../../lib/strings.ts";
import { toast } from "../../lib/toast.ts";
import { useState } from "preact/hooks";
import { parseCell } from "./cell_syntax.ts";
import styles from "./gradebook.module.css";
import type { GradebookStore } from "./gradebook_store.ts";
import { cellAt } from "./grid_state.ts";

interface FillBlanksProps {
  store: GradebookStore;
  assessment: Assessment;
  students: GradebookStudent[];
  onDone(): void;
}

/** The same into every blank cell of a column: full points for all who have nothing else. */
export function FillBlanks({ store, assessment, students, onDone }: FillBlanksProps) {
  const { assessment_id, maximum } = assessment;
  const [problem, setProblem] = useState<Problem | null>(null);
  const blank = students.filter(({ student_id, left }) => {
    const { now, wrong } = cellAt(store.row(student_id).value, assessment_id);
    return !left && now === null && wrong === null;
  });
  if (blank.length === 0) return null;

  function fill({ text }: Record<string, string>) {
    const parsed = parseCell(text, store.ruleOf(assessment_id));
    if (!parsed.ok) return setProblem(fieldProblem(parsed.message));
    store.enter(blank.map(({ student_id }) => ({ student_id, assessment_id, text })));
    toast(`${plural(blank.length, "blank", "blanks")} filled`);
    onDone();
  }

  return (
    <Form label="Fill the blanks" problem={problem} onSubmit={fill}>
      <div class={styles.fill}>
        <TextField
          label={`Fill ${plural(blank.length, "blank", "blanks")} with`}
          name="text"
          maxLength={20}
          autocomplete="off"
          autocapitalize="off"
          placeholder={String(maximum)}
        />
        <Button type="submit">Fill</Button>
      </div>
    </Form>
  );
}

function fieldProblem(message: string): Problem {
  return {
    type: "laurel:input",
    title: message,
    status: 400,
    detail: "",
    request_id: null,
    errors: [{ path: "body.text", message }],
  };
}
