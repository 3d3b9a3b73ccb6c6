import { eq, sql } from "drizzle-orm";
import { build, newestId } from "../../db/query.ts";
import * as tables from "../../db/schema/mod.ts";
import type { School, SignedIn } from "./school.ts";

/** A child with one of everything, and who may see it. */
export interface Family {
  student_id: number;
  user_id: number;
  name: string;
  class_id: number;
  grade_id: number;
  category_id: number;
  assessment_id: number;
  attendance_id: number;
  activity_id: number;
  report_id: number;
  file_key: string;
  file_id: number;
  notification_id: number;
  child: SignedIn;
  parent: SignedIn;
  teacher: SignedIn;
}

export interface TwoFamilies {
  ours: Family;
  theirs: Family;
  term_id: number;
  holiday_id: number;
}

/**
 * Two families who know nothing of each other, in a school where teachers see only
 * the classes that they teach. What is secret of a family has its `name` in it.
 */
export async function twoFamilies(school: School): Promise<TwoFamilies> {
  await school.rows("update settings set teacher_scope = 'classes'");
  const { term_id } = await school.term("Autumn");
  const { holiday_id } = await school.holiday("2026-10-26", "2026-10-30");
  const ours = await family(school, "Ourschild", term_id);
  const theirs = await family(school, "Theirschild", term_id);
  return { ours, theirs, term_id, holiday_id };
}

async function family(school: School, name: string, term_id: number): Promise<Family> {
  const { student_id, user_id } = await school.student({ name, student_number: `${name}-1` });
  const { class_id } = await school.class([student_id], `${name} class`);
  const child = await school.childLogin(student_id);
  const parent = await school.parentOf(student_id);
  const teacher = await school.teacherOf(class_id);
  const at = school.clock.now().toISOString();
  const file_key = `reports/${name.toLowerCase()}.pdf`;
  const stamps = { created_at: at, updated_at: at };
  await school.run(
    build.insert(tables.grades).values({
      student_id,
      subject: `${name} studies`,
      grade: "A",
      points: 4,
      credits: 1,
      level: "Regular",
      term_id,
      class_id,
      comment: `${name} works well`,
      ...stamps,
    }),
    build.insert(tables.categories).values({
      class_id,
      term_id,
      name: `${name} tests`,
      weight: 1,
      drop_lowest: 0,
      ...stamps,
    }),
    build.insert(tables.assessments).values({
      class_id,
      term_id,
      title: `${name} test`,
      category_id: newestId(tables.categories) as never,
      date: "2026-10-02",
      maximum: 10,
      ...stamps,
    }),
    build.insert(tables.scores).values({
      assessment_id: newestId(tables.assessments) as never,
      student_id,
      state: "scored",
      score: 8,
      ...stamps,
    }),
    build.insert(tables.attendance).values({
      student_id,
      date: "2026-10-01",
      status: "Absent",
      reason: `${name} is ill`,
      class_id: null,
      ...stamps,
    }),
    build.insert(tables.activities).values({
      student_id,
      activity_name: `${name} choir`,
      participation_date: "2026-10-02",
      created_at: at,
    }),
    build.insert(tables.reports).values({
      student_id,
      type: "Progress",
      generated_at: at,
      file_key,
      term_id,
      status: "ready",
      sha256: "0".repeat(64),
    }),
    build.insert(tables.notifications).values({
      user_id: parent.user_id,
      student_id,
      message: `${name} was absent`,
      status: "unread",
      kind: "notice",
      sent_at: at,
    }),
  );
  const activity_id = sql`(select max(activity_id) from activities)`;
  const attached = { file_key: `files/${name.toLowerCase()}`, name: `${name}.pdf`, size: 8 };
  await school.run(
    build.insert(tables.activity_files).values({
      activity_id: activity_id as never,
      ...attached,
      type: "application/pdf",
      sha256: "0".repeat(64),
      created_at: at,
    }),
    build.update(tables.students).set({
      photo_key: `photos/${name.toLowerCase()}`,
      photo_type: "image/png",
      photo_sha256: "0".repeat(64),
    }).where(eq(tables.students.student_id, student_id)),
  );
  await school.storage.put(attached.file_key, new TextEncoder().encode("%PDF-1.4"));
  await school.storage.put(`photos/${name.toLowerCase()}`, new TextEncoder().encode("a face"));
  await school.storage.put(file_key, new TextEncoder().encode(`%PDF-1.4 ${name}`));
  const [ids] = await school.rows(
    `select (select grade_id from grades where student_id = s.student_id) as grade_id,
      (select max(category_id) from categories) as category_id,
      (select max(assessment_id) from assessments) as assessment_id,
      (select attendance_id from attendance where student_id = s.student_id) as attendance_id,
      (select activity_id from activities where student_id = s.student_id) as activity_id,
      (select max(file_id) from activity_files) as file_id,
      (select report_id from reports where student_id = s.student_id) as report_id,
      (select notification_id from notifications where student_id = s.student_id) as notification_id
     from students s where student_id = ?`,
    student_id,
  );
  return {
    student_id,
    user_id,
    name,
    class_id,
    file_key,
    child,
    parent,
    teacher,
    ...ids as Pick<
      Family,
      | "grade_id"
      | "category_id"
      | "assessment_id"
      | "attendance_id"
      | "activity_id"
      | "file_id"
      | "report_id"
      | "notification_id"
    >,
  };
}
