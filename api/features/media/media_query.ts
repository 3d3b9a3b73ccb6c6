import { and, eq, type SQL, sql } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { activities, activity_files, students } from "../../../db/schema/mod.ts";
import { type Actor, studentsOf } from "../../access/scope.ts";

/** A student's photo as it is stored: all null where there is none, no row out of reach. */
export function photoQuery(actor: Actor, student_id: number) {
  return select(columns(students, "photo_key", "photo_type", "photo_sha256")).from(students)
    .where(and(eq(students.student_id, student_id), studentsOf(actor)));
}

const ofActivity = eq(activities.activity_id, activity_files.activity_id);

/** Files as the API shows them; add `where`, `orderBy` and `limit`. */
export function fileRows() {
  return select({
    ...columns(activity_files, "file_id", "activity_id", "name", "type", "size", "sha256"),
    url: sql<
      string
    >`'/api/students/' || ${activities.student_id} || '/activities/' || ${activities.activity_id} || '/files/' || ${activity_files.file_id}`,
    ...columns(activity_files, "created_at"),
  }).from(activity_files).innerJoin(activities, ofActivity);
}

/** The condition that leaves the files of a student's activity, or one of them. */
export function fileOf(
  { student_id, activity_id, file_id }: {
    student_id: number;
    activity_id: number;
    file_id?: number | SQL<number>;
  },
) {
  return and(
    eq(activity_files.activity_id, activity_id),
    eq(activities.student_id, student_id),
    file_id === undefined ? undefined : eq(activity_files.file_id, file_id),
  );
}

/** Where the files of a student's activities are kept: of one activity, or of all. */
export function keysOfActivities(student_id: number, activity_id?: number) {
  return select(columns(activity_files, "file_id", "file_key", "name", "sha256")).from(
    activity_files,
  )
    .innerJoin(activities, ofActivity)
    .where(and(
      eq(activities.student_id, student_id),
      activity_id === undefined ? undefined : eq(activities.activity_id, activity_id),
    ));
}

/** Where one file is kept, and how it is sent. */
export function storedFile(of: { student_id: number; activity_id: number; file_id: number }) {
  return select(columns(activity_files, "file_key", "name", "type", "size", "sha256"))
    .from(activity_files).innerJoin(activities, ofActivity).where(fileOf(of));
}
