import { and, asc, eq, inArray, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { build, columns, listed, type Select, select } from "../../../db/query.ts";
import {
  assessments,
  audit_log,
  enrollments,
  scores,
  settings,
  students,
  users,
} from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { repeatOnChange } from "../attendance/repeat_on_change.ts";
import { inClassNow, refuseArchived } from "../classes/class_query.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { refuseClosed } from "../terms/term_query.ts";
import {
  cellColumns,
  ofSheet,
  schoolRules,
  sheetClass,
  sheetQueries,
  type SheetRef,
  sheetTerm,
} from "./gradebook_query.ts";
import { type ChangedCell, judgeCells } from "./judge_cells.ts";
import { sheetOf } from "./sheet.ts";
import type { SavedScores, ScoresInput } from "./sheet_schema.ts";

type Input = SheetRef & ScoresInput;

/**
 * Saves cells. Each is saved where it still stands as it was when it was read; where someone has
 * changed it since, it is answered as a conflict and stays, and the others are saved all the
 * same. A cell that stands already as it is to be is saved, and nothing is written of it.
 */
export function putScores(call: Call<Input>): Promise<SavedScores> {
  return repeatOnChange(() => saveCells(call));
}

async function saveCells(
  { deps, db, actor, input: { class_id, term_id, scores: sent } }: Call<Input>,
): Promise<SavedScores> {
  const sheet = { class_id, term_id };
  const queries = [
    sheetClass(actor, class_id),
    sheetTerm(term_id),
    schoolRules(),
    namedAssessments(sheet, sent),
    namedStudents(class_id, sent),
    cellsOf(sent),
  ] as const;
  // The whole sheet is read for those alone who hold it against theirs; `was` asks for less.
  const [found, term, [{ scale }], known, members, now, ...whole] = db.conditional
    ? await db.read([...queries, ...sheetQueries(actor, sheet)])
    : await db.read(queries);
  refuseArchived(one(found, "class"));
  if (term.length === 0) throw badInput([noSuchTerm("query.term_id")]);
  refuseClosed(term[0]);
  if (whole.length !== 0) await db.expect(sheetOf(whole).gradebook);

  const { changes, conflicts, standing } = judgeCells(sent, {
    scale,
    assessments: known,
    members,
    now,
  });
  const at = deps.clock.now().toISOString();
  const details = changedCells(conflicts);
  const told = changes.length > 0
    ? await db.write({
      still: queries,
      statements: [...upsert(changes, at), ...remove(changes)],
      audit: changes.map(({ assessment_id, student_id, from, to }) => ({
        action: "putScores",
        entity: "scores",
        entity_id: assessment_id,
        student_id,
        changes: { cell: [from, to] },
      })),
      answer: details,
    })
    : conflicts.length > 0
    ? (await db.read([details]))[0][0]
    : { data: [] };
  const changed = new Map(told.data.map((row) => [`${row.assessment_id} ${row.student_id}`, row]));
  return {
    saved: [
      ...standing,
      ...changes.map(({ from: _, to, ...ids }) => ({
        ...ids,
        state: to?.state ?? null,
        score: to?.score ?? null,
        label: to?.label ?? null,
        updated_at: to && at,
      })),
    ],
    conflicts: conflicts.map(({ assessment_id, student_id, now, updated_at }) => {
      const row = changed.get(`${assessment_id} ${student_id}`);
      return {
        ...{ assessment_id, student_id, now },
        changed_by: row?.changed_by ?? null,
        changed_at: row?.changed_at ?? updated_at,
      };
    }),
  };
}

type CellRef = { assessment_id: number; student_id: number };

/** The cells as a table named `sent`, so that thousands of them are one argument. */
function cellTable(cells: CellRef[]): SQL {
  const keys = cells.map(({ assessment_id, student_id }) => [assessment_id, student_id]);
  return sql`json_each(${JSON.stringify(keys)}) as sent`;
}
const sentAssessment = sql<number>`sent.value ->> 0`;
const sentStudent = sql<number>`sent.value ->> 1`;

function namedAssessments(sheet: SheetRef, cells: CellRef[]) {
  const ids = [...new Set(cells.map(({ assessment_id }) => assessment_id))];
  return select(columns(assessments, "assessment_id", "maximum")).from(assessments)
    .where(and(inArray(assessments.assessment_id, listed(ids)), ofSheet(sheet)))
    .orderBy(asc(assessments.assessment_id));
}

/** Those who are in the class now: the cells of one who has left are past. */
function namedStudents(class_id: number, cells: CellRef[]) {
  const ids = [...new Set(cells.map(({ student_id }) => student_id))];
  return select(columns(enrollments, "student_id")).from(enrollments)
    .innerJoin(students, eq(students.student_id, enrollments.student_id))
    .where(and(
      eq(enrollments.class_id, class_id),
      inArray(enrollments.student_id, listed(ids)),
      inClassNow(),
    )).orderBy(asc(enrollments.student_id));
}

/** As they stand; a blank one has no row. */
function cellsOf(cells: CellRef[]) {
  return select({
    ...columns(scores, "assessment_id", "student_id"),
    ...cellColumns,
    ...columns(scores, "updated_at"),
    // A cross join keeps its order: each cell is looked up, where scores could be walked.
  }).from(cellTable(cells)).crossJoin(scores)
    .where(and(eq(scores.assessment_id, sentAssessment), eq(scores.student_id, sentStudent)))
    .orderBy(asc(scores.assessment_id), asc(scores.student_id));
}

/** Who changed the cells last, and when, as one row. */
function changedCells(cells: CellRef[]): Select<{
  data: (CellRef & { changed_by: string | null; changed_at: string })[];
}> {
  const newest = sql`(select audit_id from ${audit_log} as older where older.entity = 'scores'
    and older.entity_id = ${sentAssessment} and older.student_id = ${sentStudent}
    order by older.audit_id desc limit 1)`;
  return select({
    data: select({
      assessment_id: sentAssessment,
      student_id: sentStudent,
      changed_by: sql<string | null>`${users.name}`,
      changed_at: audit_log.at,
    }).from(cellTable(cells)).innerJoin(audit_log, sql`${audit_log.audit_id} = ${newest}`)
      .leftJoin(users, eq(users.user_id, audit_log.actor_user_id)),
  }).from(settings);
}

function upsert(changes: ChangedCell[], at: string): SQLWrapper[] {
  const rows = changes.flatMap(({ assessment_id, student_id, to }) =>
    to ? [[assessment_id, student_id, to.state, to.score, to.label]] : []
  );
  if (rows.length === 0) return [];
  return [sql`insert into ${scores}
      (assessment_id, student_id, state, score, label, created_at, updated_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ${at}, ${at}
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (assessment_id, student_id) do update set state = excluded.state,
      score = excluded.score, label = excluded.label, updated_at = excluded.updated_at`];
}

function remove(changes: ChangedCell[]): SQLWrapper[] {
  const blank = changes.filter(({ to }) => to === null);
  if (blank.length === 0) return [];
  const keys = build.select({ a: sentAssessment.as("a"), s: sentStudent.as("s") })
    .from(cellTable(blank));
  return [sql`delete from ${scores} where (assessment_id, student_id) in (${keys})`];
}
