import type { Attendance, AttendanceList } from "../../api/features/attendance/schema.ts";
import type { Class, ClassStudent } from "../../api/features/classes/schema.ts";
import type { Gpa } from "../../api/features/grades/schema.ts";
import type { User } from "../../api/features/sessions/schema.ts";
import type { Student } from "../../api/features/students/schema.ts";
import type { Differences } from "./differences.ts";
import type { Filled } from "./fill_school.ts";
import { forEach, type LaurelClient } from "./laurel_client.ts";
import type { FileSection, FileStudent, SchoolFiles } from "./school_files.ts";

interface Comparison {
  files: SchoolFiles;
  filled: Filled;
  differences: Differences;
}

/** What was read back, each thing once. */
export interface Counts {
  students: number;
  teachers: number;
  classes: number;
  enrollments: number;
  marks: number;
  days: number;
}

/** Small, so that every list has more than one page. */
const PAGE = 10;

/** Reads the whole school back and holds it against the files. */
export async function compareSchool(
  admin: LaurelClient,
  { files, filled, differences }: Comparison,
): Promise<Counts> {
  const students = await admin.all<Student>("/api/students?sort=-student_number", PAGE);
  differences.same(
    "the students",
    byNumber(students.map(({ name, student_number, grade_level, date_of_birth }) => (
      { name, student_number, grade_level, date_of_birth }
    ))),
    byNumber(files.students.map(({ sis_id: _id, home: _home, year: _year, ...rest }) => rest)),
  );
  const teachers = await admin.all<User>("/api/users?role=Teacher", PAGE);
  differences.same(
    "the teachers",
    teachers.map(({ name, email }) => `${name} ${email}`).sort(),
    files.teachers.map(({ name, email }) => `${name} ${email}`).sort(),
  );
  const classes = await admin.all<Class>("/api/classes", PAGE);
  differences.same("the number of classes", classes.length, files.sections.length);

  const counts = { enrollments: 0, marks: 0, days: 0 };
  await forEach(files.sections, async (section) => {
    const enrolled = await compareClass(admin, { section, classes, files, filled, differences });
    counts.enrollments += enrolled;
  });
  const ids = new Map(students.map((row) => [row.student_number, row.student_id]));
  await forEach(files.students, async (student) => {
    const path = `/api/students/${ids.get(student.student_number)}`;
    const marks = await compareMarks(admin, { student, path, filled, differences });
    const days = await compareDays(admin, { student, path, filled, differences });
    counts.marks += marks;
    counts.days += days;
  });
  return {
    students: students.length,
    teachers: teachers.length,
    classes: classes.length,
    ...counts,
  };
}

async function compareClass(
  admin: LaurelClient,
  { section, classes, files, filled, differences }: Comparison & {
    section: FileSection;
    classes: Class[];
  },
): Promise<number> {
  const class_id = filled.classes.get(section.sis_id)!;
  const roster = await admin.all<ClassStudent>(`/api/classes/${class_id}/students`);
  const found = classes.find((row) => row.class_id === class_id);
  const of = `class "${section.name}"`;
  const { name, subject, students, teachers } = section;
  differences.same(`${of}, its name and subject`, [found?.name, found?.subject], [name, subject]);
  differences.same(`${of}, its student_count`, found?.student_count, students.size);
  differences.same(
    `${of}, its teachers`,
    found?.teachers.map((teacher) => teacher.name).sort(),
    files.teachers.filter(({ sis_id }) => teachers.has(sis_id)).map(({ name }) => name).sort(),
  );
  differences.same(
    `${of}, its roster`,
    byNumber(roster.map(({ name, student_number }) => ({ name, student_number }))),
    byNumber(
      files.students.filter(({ sis_id }) => students.has(sis_id))
        .map(({ name, student_number }) => ({ name, student_number })),
    ),
  );
  return roster.length;
}

type OfStudent = Omit<Comparison, "files"> & { student: FileStudent; path: string };

async function compareMarks(
  admin: LaurelClient,
  { student, path, filled, differences }: OfStudent,
): Promise<number> {
  const gpa = await admin.get<Gpa>(`${path}/gpa`);
  const marks = student.home && student.year ? student.year.marks : [];
  differences.same(`the GPA of ${student.name}`, {
    maximum: gpa.scale.maximum,
    gpa: gpa.gpa,
    weighted_gpa: gpa.weighted_gpa,
    marks: gpa.counted.map(({ points }) => points).sort(numerically),
    not_counted: gpa.not_counted,
    terms: gpa.terms.map(({ term_id, gpa }) => ({ term_id, gpa })),
  }, {
    maximum: 20,
    gpa: mean(marks),
    weighted_gpa: mean(marks),
    marks: marks.toSorted(numerically),
    not_counted: [],
    terms: marks.map((mark, i) => ({ term_id: filled.terms[i].term_id, gpa: mark })),
  });
  return gpa.counted.length;
}

async function compareDays(
  admin: LaurelClient,
  { student, path, filled, differences }: OfStudent,
): Promise<number> {
  const { summary } = await admin.get<AttendanceList>(`${path}/attendance?limit=1`);
  const marked = student.home && student.year ? filled.days.length : 0;
  const absent = student.home && student.year ? student.year.absences : 0;
  differences.same(`the attendance of ${student.name}`, summary, {
    marked,
    present: marked - absent,
    absent,
    excused: 0,
    late: 0,
    rate: marked === 0 ? null : (marked - absent) / marked,
    chronic_absence: marked >= 10 && absent * 10 >= marked,
  });
  const days = await admin.all<Attendance>(`${path}/attendance`, 5 * PAGE);
  differences.same(
    `the days on which ${student.name} was absent`,
    days.filter(({ status }) => status === "Absent").map(({ date }) => date).sort(),
    filled.days.slice(0, absent),
  );
  return days.length;
}

/** The mean of whole marks, half-up to two decimals; null of none. */
function mean(marks: number[]): number | null {
  if (marks.length === 0) return null;
  const sum = marks.reduce((total, mark) => total + mark, 0);
  return Math.floor((200 * sum + marks.length) / (2 * marks.length)) / 100;
}

const numerically = (a: number, b: number) => a - b;

function byNumber<T extends { student_number: string | null }>(rows: T[]): T[] {
  return rows.toSorted((a, b) => Number(a.student_number) - Number(b.student_number));
}
