import { parse } from "csv-parse/sync";

/** A child: who they are from the one set, marks and absences from the other. */
export interface FileStudent {
  sis_id: string;
  name: string;
  student_number: string;
  grade_level: string;
  date_of_birth: string;
  /** The section that their marks and days are of: the first in Section.csv that has them. */
  home: string | null;
  /** A row of student-mat.csv; null where it has fewer rows than the school has children. */
  year: Year | null;
}

/** G1, G2 and G3, and the number of absences. */
interface Year {
  marks: number[];
  absences: number;
}

export interface FileTeacher {
  sis_id: string;
  name: string;
  email: string;
}

/** A section; its children and teachers are SIS IDs. */
export interface FileSection {
  sis_id: string;
  name: string;
  subject: string;
  starts_on: string;
  ends_on: string;
  students: Set<string>;
  teachers: Set<string>;
}

export interface SchoolFiles {
  students: FileStudent[];
  teachers: FileTeacher[];
  sections: FileSection[];
  /** What a reader of the counts should know about the files. */
  notes: string[];
}

/**
 * Reads `sds-100-users` (Microsoft's School Data Sync format) and `student-mat.csv` from a
 * folder. Both campuses are one school: a section's name tells which campus it is of. The
 * first children in file order get the rows of student-mat.csv, in its order.
 *
 * A row that is there twice counts once; one that names nobody is left out and noted. A
 * child's Student Number is not their SIS ID, and may be another child's: only SIS IDs join.
 */
export async function readSchoolFiles(folder: string): Promise<SchoolFiles> {
  const sds = `${folder}/sds-100-users`;
  const sections = await readSections(sds);
  const teachers = await readTeachers(sds);
  const years = await readYears(folder);
  const students = await readStudents(sds, years);
  const notes = [
    ...await join(sections, {
      people: students,
      to: "students",
      file: `${sds}/StudentEnrollment.csv`,
    }),
    ...await join(sections, { people: teachers, to: "teachers", file: `${sds}/TeacherRoster.csv` }),
  ];
  for (const student of students) {
    student.home = sections.find((section) => section.students.has(student.sis_id))?.sis_id ?? null;
  }

  const count = (what: string, rows: unknown[]) => {
    if (rows.length > 0) notes.push(`${what}: ${rows.length}`);
  };
  count("sections without students", sections.filter((s) => s.students.size === 0));
  count("sections with more than one teacher", sections.filter((s) => s.teachers.size > 1));
  count("students in no section, who get no marks and no days", students.filter((s) => !s.home));
  count("students for whom student-mat.csv has no row", students.filter((s) => !s.year));
  count("rows of student-mat.csv that are not used", years.slice(students.length));
  return { students, teachers, sections, notes };
}

async function readSections(folder: string): Promise<FileSection[]> {
  const campuses = await readCsv(`${folder}/School.csv`, ["SIS ID", "Name"]);
  const campus = new Map(campuses.map((row) => [row["SIS ID"], row.Name]));
  const rows = await readCsv(`${folder}/Section.csv`, [
    "SIS ID",
    "School SIS ID",
    "Section Name",
    "Course Subject",
    "Term StartDate",
    "Term EndDate",
  ]);
  return rows.map((row) => ({
    sis_id: row["SIS ID"],
    name: `${row["Section Name"]}, ${campus.get(row["School SIS ID"]) ?? "no campus"}`,
    subject: row["Course Subject"],
    starts_on: isoDay(row["Term StartDate"]),
    ends_on: isoDay(row["Term EndDate"]),
    students: new Set(),
    teachers: new Set(),
  }));
}

async function readTeachers(folder: string): Promise<FileTeacher[]> {
  const rows = await readCsv(`${folder}/Teacher.csv`, [
    "SIS ID",
    "First Name",
    "Last Name",
    "Username",
  ]);
  return rows.map((row) => ({
    sis_id: row["SIS ID"],
    name: `${row["First Name"]} ${row["Last Name"]}`,
    email: `${row.Username}@contoso.example`.toLowerCase(),
  }));
}

async function readStudents(folder: string, years: Year[]): Promise<FileStudent[]> {
  const rows = await readCsv(`${folder}/Student.csv`, [
    "SIS ID",
    "First Name",
    "Last Name",
    "Student Number",
    "Grade",
    "Birthdate",
  ]);
  return rows.map((row, i) => ({
    sis_id: row["SIS ID"],
    name: `${row["First Name"]} ${row["Last Name"]}`,
    student_number: row["Student Number"],
    grade_level: row.Grade,
    date_of_birth: isoDay(row.Birthdate),
    home: null,
    year: years[i] ?? null,
  }));
}

async function readYears(folder: string): Promise<Year[]> {
  const rows = await readCsv(`${folder}/student-mat.csv`, ["G1", "G2", "G3", "absences"]);
  return rows.map((row) => ({
    marks: [row.G1, row.G2, row.G3].map(Number),
    absences: Number(row.absences),
  }));
}

/** Puts people into the sections that a file joins them to; answers what is odd about it. */
async function join(
  sections: FileSection[],
  { people, to, file }: {
    people: { sis_id: string }[];
    to: "students" | "teachers";
    file: string;
  },
): Promise<string[]> {
  const members = new Map(sections.map((section) => [section.sis_id, section[to]]));
  const known = new Set(people.map(({ sis_id }) => sis_id));
  const notes: string[] = [];
  for (const row of await readCsv(file, ["Section SIS ID", "SIS ID"])) {
    const section = members.get(row["Section SIS ID"]);
    const pair = `"${row["SIS ID"]}" in section "${row["Section SIS ID"]}"`;
    if (!section || !known.has(row["SIS ID"])) notes.push(`left out, as it names nobody: ${pair}`);
    else if (section.has(row["SIS ID"])) notes.push(`counted once, as it is there twice: ${pair}`);
    else section.add(row["SIS ID"]);
  }
  return notes;
}

/** @throws where the file lacks one of the columns */
async function readCsv<C extends string>(path: string, columns: C[]): Promise<Record<C, string>[]> {
  const rows: Record<string, string>[] = parse(await Deno.readTextFile(path), {
    bom: true,
    columns: true,
    skip_empty_lines: true,
    trim: true,
  });
  const missing = columns.find((column) => rows.length > 0 && !(column in rows[0]));
  if (missing !== undefined) throw new Error(`"${path}" has no column "${missing}"`);
  return rows;
}

/** "4/2/2000", month first, as "2000-04-02". */
function isoDay(text: string): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  if (!year) throw new Error(`"${text}" is not a day as M/D/YYYY`);
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
