import { fillSchool } from "../helpers/big_school.ts";
import { type RemoteDatabase, remoteDatabase } from "../helpers/database.ts";
import { type TwoFamilies, twoFamilies } from "../helpers/families.ts";
import { openSchool, type School } from "../helpers/school.ts";
import type { Sqld } from "../helpers/sqld.ts";

export interface Measured {
  school: School;
  remote: RemoteDatabase;
  families: TwoFamilies;
}

/** So many rows has a child of each kind: more than two pages. */
const OF_ONE_CHILD = 40;

/** In the child's class, and with the ten in each of its teacher's other two. */
export const IN_CLASS = 25;
export const CHILDREN_TAUGHT = IN_CLASS + 2 * 10;

/**
 * A school of so many children on a libSQL server, with two families whom the requests are
 * about: a child with a year of everything, in a full class, whose teacher has two more.
 */
export function withMeasured(
  server: Sqld,
  { students, test }: { students: number; test: (measured: Measured) => Promise<void> },
): Promise<void> {
  return withRemoteSchool(server, async ({ school, remote }) => {
    await fillSchool(school, students);
    const families = await twoFamilies(school);
    const { ours, term_id } = families;
    const { class_id, student_id } = ours;
    const each = `with recursive n(i) as
      (select 1 union all select i + 1 from n where i < ${OF_ONE_CHILD}) select`;
    await school.database.run([
      `insert into enrollments (class_id, student_id, started_on, created_at)
        select ${class_id}, student_id, '2026-09-01', '' from students
        where student_number glob 'F-*' and archived_at is null order by student_id desc limit ${
        IN_CLASS - 1
      }`,
      `insert into class_teachers (class_id, user_id, created_at)
        select class_id, ${ours.teacher.user_id}, '' from classes
        where sort_name in ('filler 000002', 'filler 000003')`,
      `insert into grades (student_id, subject, grade, level, term_id, created_at, updated_at)
        ${each} ${student_id}, 'Art', 'B', 'Regular', iif(i % 2, ${term_id}, null), '', '' from n`,
      `insert into attendance (student_id, date, status, class_id, created_at, updated_at)
        ${each} ${student_id}, date('2025-01-31', i || ' days'), 'Present',
          iif(i % 2, ${class_id}, null), '', '' from n`,
      `insert into activities (student_id, activity_name, participation_date, created_at)
        ${each} ${student_id}, 'Choir', date('2025-01-31', i || ' days'), '' from n`,
      `insert into reports (student_id, type, generated_at, status)
        ${each} ${student_id}, 'Progress', '', 'pending' from n`,
      `insert into notifications (user_id, message, status, kind, sent_at)
        ${each} ${ours.parent.user_id}, 'Hello', iif(i % 2, 'read', 'unread'), 'message', ''
        from n`,
    ]);
    await test({ school, remote, families });
  });
}

/** A school on a libSQL server, which waits until a large one is filled. */
export async function withRemoteSchool(
  server: Sqld,
  test: (opened: { school: School; remote: RemoteDatabase }) => Promise<void>,
): Promise<void> {
  let remote: RemoteDatabase;
  const school = await openSchool(
    {},
    async (now) => remote = await remoteDatabase(server, now, { request_ms: 120_000 }),
  );
  try {
    await test({ school, remote: remote! });
  } finally {
    await school.close();
  }
}
