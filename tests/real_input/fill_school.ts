import type { Class } from "../../api/features/classes/schema.ts";
import type { Scale } from "../../api/features/scales/schema.ts";
import type { User } from "../../api/features/sessions/schema.ts";
import type { Settings } from "../../api/features/settings/schema.ts";
import type { Student } from "../../api/features/students/schema.ts";
import type { Term } from "../../api/features/terms/schema.ts";
import { forEach, type LaurelClient } from "./laurel_client.ts";
import type { FileSection, FileStudent, SchoolFiles } from "./school_files.ts";

/** What the school's rows are in Laurel: ids by SIS ID, and the frame that was made for the year. */
export interface Filled {
  students: Map<string, number>;
  teachers: Map<string, number>;
  classes: Map<string, number>;
  /** The terms of G1, G2 and G3. */
  terms: Term[];
  /** The days on which registers are taken. */
  days: string[];
}

/** @throws where the school is not empty: a second load would be a second school beside the first */
export async function refuseUnlessEmpty(admin: LaurelClient): Promise<void> {
  const lists = ["students", "students?archived=true", "classes", "classes?archived=true", "terms"];
  for (const list of lists) {
    const rows = await admin.all(`/api/${list}`);
    if (rows.length > 0) {
      throw new Error(
        `This school has ${rows.length} ${list.split("?")[0]} already. Load into an empty one`,
      );
    }
  }
}

/** Writes the files into an empty school. */
export async function fillSchool(admin: LaurelClient, files: SchoolFiles): Promise<Filled> {
  const filled: Filled = {
    students: new Map(),
    teachers: new Map(),
    classes: new Map(),
    terms: await addTerms(admin, yearOf(files.sections)),
    days: [],
  };
  await chooseScale(admin);
  await forEach(files.students, async ({ sis_id, home: _home, year: _year, ...student }) => {
    const { student_id } = await admin.post<Student>("/api/students", student);
    filled.students.set(sis_id, student_id);
  });
  await forEach(files.teachers, async ({ sis_id, name, email }) => {
    const { user_id } = await admin.post<User>("/api/users", { name, email, role: "Teacher" });
    filled.teachers.set(sis_id, user_id);
  });
  await forEach(files.sections, (section) => addClass(admin, { section, filled }));

  const homes = files.sections.map((section) => ({
    section,
    students: files.students.filter(({ home, year }) => home === section.sis_id && year),
  })).filter(({ students }) => students.length > 0);
  await forEach(homes, (home) => enterMarks(admin, { ...home, filled }));
  filled.days = schoolDays(filled.terms[0], files.students);
  const registers = filled.days.flatMap((date, day) =>
    homes.map((home) => ({ date, day, ...home }))
  );
  await forEach(registers, (register) => takeRegister(admin, { ...register, filled }));
  return filled;
}

/** The school year of the sections, from the first start to the last end. */
function yearOf(sections: FileSection[]) {
  return {
    starts_on: sections.map(({ starts_on }) => starts_on).sort()[0],
    ends_on: sections.map(({ ends_on }) => ends_on).sort().at(-1)!,
  };
}

/** A third of the year for each of G1, G2 and G3. */
async function addTerms(
  admin: LaurelClient,
  { starts_on, ends_on }: { starts_on: string; ends_on: string },
): Promise<Term[]> {
  const days = (Date.parse(ends_on) - Date.parse(starts_on)) / DAY + 1;
  const startOf = (term: number) => addDays(starts_on, Math.round(days * term / 3));
  const terms: Term[] = [];
  for (const i of [0, 1, 2]) {
    terms.push(
      await admin.post("/api/terms", {
        name: `Period ${i + 1}`,
        starts_on: startOf(i),
        ends_on: addDays(startOf(i + 1), -1),
      }),
    );
  }
  return terms;
}

/** Makes 0–20 the school's scale: it holds for the marks that are entered from then on. */
async function chooseScale(admin: LaurelClient): Promise<void> {
  const scale = (await admin.all<Scale>("/api/scales")).find(({ kind, minimum, maximum }) =>
    kind === "numeric" && minimum === 0 && maximum === 20
  );
  if (!scale) throw new Error("The school has no scale from 0 to 20");
  const { updated_at: _, ...settings } = await admin.get<Settings>("/api/settings");
  await admin.put("/api/settings", { ...settings, scale_id: scale.scale_id });
}

async function addClass(
  admin: LaurelClient,
  { section, filled }: { section: FileSection; filled: Filled },
): Promise<void> {
  const { sis_id, name, subject, starts_on } = section;
  const { class_id } = await admin.post<Class>("/api/classes", { name, subject });
  filled.classes.set(sis_id, class_id);
  for (const teacher of section.teachers) {
    await admin.put(`/api/classes/${class_id}/teachers/${filled.teachers.get(teacher)}`);
  }
  if (section.students.size === 0) return;
  await admin.post(`/api/classes/${class_id}/students`, {
    student_ids: Array.from(section.students, (student) => filled.students.get(student)),
    started_on: starts_on,
  });
}

interface Home {
  section: FileSection;
  students: FileStudent[];
  filled: Filled;
}

/** G1, G2 and G3 of the children of one class, a column each. */
async function enterMarks(admin: LaurelClient, { section, students, filled }: Home): Promise<void> {
  const class_id = filled.classes.get(section.sis_id);
  for (const [i, { term_id }] of filled.terms.entries()) {
    await admin.put(`/api/classes/${class_id}/grades`, {
      term_id,
      subject: section.subject,
      marks: students.map(({ sis_id, year }) => ({
        student_id: filled.students.get(sis_id),
        grade: `${year!.marks[i]}`,
      })),
    });
  }
}

/** A child with n absences is absent on the first n days, and present on the others. */
async function takeRegister(
  admin: LaurelClient,
  { section, students, filled, date, day }: Home & { date: string; day: number },
): Promise<void> {
  await admin.put(`/api/classes/${filled.classes.get(section.sis_id)}/attendance/${date}`, {
    marks: students.map(({ sis_id, year }) => ({
      student_id: filled.students.get(sis_id),
      status: day < year!.absences ? "Absent" : "Present",
    })),
  });
}

/** Mondays to Fridays from the start of the term, in whole weeks, enough for the most absences. */
function schoolDays({ starts_on, ends_on }: Term, students: FileStudent[]): string[] {
  const most = Math.max(...students.map(({ year }) => year?.absences ?? 0));
  const wanted = Math.ceil(most / 5) * 5;
  const days: string[] = [];
  for (let day = starts_on; day <= ends_on && days.length < wanted; day = addDays(day, 1)) {
    if (![0, 6].includes(new Date(day).getUTCDay())) days.push(day);
  }
  if (days.length < most) throw new Error(`The term has no ${most} school days to be absent on`);
  return days;
}

const DAY = 86_400_000;

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}
