import { useLocation } from "preact-iso/router";
import { Button, LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { Select, TextField } from "../../components/field.tsx";
import { Fields, Form, FormActions } from "../../components/form.tsx";
import { CalendarIcon, MarksIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { Card, Stack } from "../../components/parts.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Class, List, Term } from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import { role } from "../../lib/session.ts";
import { useQuery } from "../../lib/use_query.ts";
import { SubjectList, useSubjects } from "../marks/subjects.tsx";
import { termOf } from "../student/grade_groups.ts";
import styles from "./class_page.module.css";

/** The gradebook, and which column of marks: a subject in a term. */
export function ClassMarksTab({ value }: { value: Class }) {
  const terms = useQuery<List<Term>>("/api/terms", { limit: 200 });
  const subjects = useSubjects(value);
  const { route } = useLocation();
  return (
    <Load query={terms} skeleton={<Skeleton lines={4} />}>
      {({ data }) =>
        data.length === 0 ? <NoTerms /> : (
          <Stack>
            <Card title="Gradebook">
              <div class={styles.today}>
                <div class={styles.today_words}>
                  <p>Assessments, scores and averages of a term</p>
                  <p>Tests, homework and projects come to the mark of the term</p>
                </div>
                <LinkButton
                  kind="primary"
                  icon={MarksIcon}
                  href={`/classes/${value.class_id}/gradebook`}
                >
                  Open the gradebook
                </LinkButton>
              </div>
            </Card>
            <Card title="Marks of a subject in a term">
              <Form
                label="Which marks"
                onSubmit={({ term_id, subject }) =>
                  route(
                    `/classes/${value.class_id}/marks?${new URLSearchParams({
                      term_id,
                      subject: subject.trim(),
                    })}`,
                  )}
              >
                <Fields two>
                  <Select
                    label="Term"
                    name="term_id"
                    value={termOf(schoolToday(), data)?.term_id}
                    options={data.map(({ term_id, name }) => ({ value: term_id, label: name }))}
                  />
                  <TextField
                    label="Subject"
                    name="subject"
                    maxLength={100}
                    list="subjects"
                    autocomplete="off"
                    defaultValue={value.subject ?? ""}
                  />
                </Fields>
                <SubjectList id="subjects" subjects={subjects} />
                <FormActions>
                  <Button type="submit">Open the marks</Button>
                </FormActions>
              </Form>
            </Card>
          </Stack>
        )}
    </Load>
  );
}

export function NoTerms() {
  const is_admin = role.value === "Admin";
  return (
    <EmptyState
      icon={CalendarIcon}
      title="No terms yet"
      actions={is_admin && <LinkButton kind="primary" href="/terms">Add a term</LinkButton>}
    >
      {is_admin
        ? "Marks belong to a term. Add the first one"
        : "Marks belong to a term. Ask the school office to add one"}
    </EmptyState>
  );
}
