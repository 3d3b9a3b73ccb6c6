import assert from "node:assert/strict";
import type { School, SignedIn } from "../../helpers/school.ts";

type Body = Record<string, unknown>;

/** A class of three children in a term, with a teacher, and what a test asks of its gradebook. */
export async function openGradebook(school: School) {
  const children = [];
  for (const name of ["Ana", "Bo", "Cem"]) {
    children.push((await school.student({ name })).student_id);
  }
  const { class_id } = await school.class(children, "3A Mathematics");
  const { term_id } = await school.term("Autumn");
  const teacher = await school.teacherOf(class_id);
  await school.rows("update users set name = 'Ana Sousa' where user_id = ?", teacher.user_id);
  const path = (part: string) => `/api/classes/${class_id}/${part}?term_id=${term_id}`;

  const ask = (method: string, part: string, body?: unknown, as: SignedIn = teacher) =>
    school.request(method, path(part), { as, body });
  return {
    children,
    class_id,
    term_id,
    teacher,
    path,
    ask,
    async assessment(rest: Body = {}): Promise<number> {
      const made = await school.request("POST", `/api/classes/${class_id}/assessments`, {
        as: teacher,
        body: { term_id, title: "Test", date: "2026-10-01", maximum: 10, ...rest },
      });
      assert.equal(made.status, 201, made.text);
      return made.body.assessment_id;
    },
    async categories(...categories: Body[]): Promise<number[]> {
      const put = await ask("PUT", "categories", { categories });
      assert.equal(put.status, 200, put.text);
      return put.body.data.map(({ category_id }: { category_id: number }) => category_id);
    },
    save: (scores: Body[], as = teacher) => ask("PUT", "gradebook/scores", { scores }, as),
    close: () => school.request("POST", `/api/terms/${term_id}/close`, { as: school.admin }),
    /** The lines of the audit log of an action, oldest first. */
    async audited(action: string) {
      const rows = await school.rows(
        "select entity, entity_id, student_id, actor_user_id, changes from audit_log where action = ? order by audit_id",
        action,
      );
      return rows.map(({ changes, ...row }): Body & { changes: Record<string, unknown> } => ({
        ...row,
        changes: JSON.parse(String(changes)),
      }));
    },
  };
}

/** What `school.counts()` says of other tables than these has to be as it was. */
export function except(counts: Record<string, number>, ...tables: string[]) {
  return Object.fromEntries(Object.entries(counts).filter(([table]) => !tables.includes(table)));
}

/** Has something happen between what the next request reads and what it writes. */
export function beforeNextWrite(school: School, event: () => Promise<unknown>): void {
  const write = school.database.write;
  school.database.write = async function (...args) {
    school.database.write = write;
    await event();
    return await write.apply(this, args);
  };
}
