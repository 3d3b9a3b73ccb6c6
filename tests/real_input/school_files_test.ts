import assert from "node:assert/strict";
import { withFolder } from "../helpers/server.ts";
import { readSchoolFiles } from "./school_files.ts";

const FILES = {
  "sds-100-users/School.csv": "\uFEFFSIS ID,Name\r\n1,North Campus\r\n",
  "sds-100-users/Section.csv":
    "SIS ID,School SIS ID,Section Name,Course Subject,Term StartDate,Term EndDate\r\n" +
    '21,1,"Algebra, 1",Math,7/1/2017,6/30/2018\r\n' +
    "22,1,Choir,Music,7/1/2017,6/30/2018\r\n",
  "sds-100-users/Teacher.csv": "SIS ID,First Name,Last Name,Username\n41,Ana,Sousa,ASousa\n" +
    "42,José,Díaz,JDiaz\n",
  "sds-100-users/TeacherRoster.csv": "Section SIS ID,SIS ID\n21,41\n21,42\n",
  "sds-100-users/Student.csv": "SIS ID,First Name,Last Name,Student Number,Grade,Birthdate\n" +
    '31,"Eva ""Evi""",Berg,32,9,4/2/2000\n32,Noah,Lind,33,10,12/19/1997\n',
  "sds-100-users/StudentEnrollment.csv": "Section SIS ID,SIS ID\n21,31\n21,31\n99,31\n21,77\n\n",
  "student-mat.csv": "G1,G2,G3,absences\n5,6,7,2\n",
};

async function read(files: Record<string, string>) {
  let read: Awaited<ReturnType<typeof readSchoolFiles>> | undefined;
  await withFolder(async (folder) => {
    await Deno.mkdir(`${folder}/sds-100-users`);
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    read = await readSchoolFiles(folder);
  });
  return read!;
}

Deno.test("a byte order mark, quotes, repeated rows, strangers and two teachers are read, and said", async () => {
  const { students, teachers, sections, notes } = await read(FILES);
  assert.deepEqual(students, [{
    sis_id: "31",
    name: 'Eva "Evi" Berg',
    student_number: "32",
    grade_level: "9",
    date_of_birth: "2000-04-02",
    home: "21",
    year: { marks: [5, 6, 7], absences: 2 },
  }, {
    sis_id: "32",
    name: "Noah Lind",
    student_number: "33",
    grade_level: "10",
    date_of_birth: "1997-12-19",
    home: null,
    year: null,
  }]);
  assert.deepEqual(teachers.map(({ email }) => email), [
    "asousa@contoso.example",
    "jdiaz@contoso.example",
  ]);
  const frame = { starts_on: "2017-07-01", ends_on: "2018-06-30" };
  assert.deepEqual(sections, [{
    sis_id: "21",
    name: "Algebra, 1, North Campus",
    subject: "Math",
    ...frame,
    students: new Set(["31"]),
    teachers: new Set(["41", "42"]),
  }, {
    sis_id: "22",
    name: "Choir, North Campus",
    subject: "Music",
    ...frame,
    students: new Set(),
    teachers: new Set(),
  }]);
  assert.deepEqual(notes, [
    'counted once, as it is there twice: "31" in section "21"',
    'left out, as it names nobody: "31" in section "99"',
    'left out, as it names nobody: "77" in section "21"',
    "sections without students: 1",
    "sections with more than one teacher: 1",
    "students in no section, who get no marks and no days: 1",
    "students for whom student-mat.csv has no row: 1",
  ]);
});

Deno.test("a column that is not there and a day that is none are refused by name", async () => {
  const students = "sds-100-users/Student.csv";
  await assert.rejects(
    read({ ...FILES, [students]: FILES[students].replace("Birthdate", "Born") }),
    /Student\.csv" has no column "Birthdate"/,
  );
  await assert.rejects(
    read({ ...FILES, [students]: FILES[students].replace("4/2/2000", "2000-04-02") }),
    /"2000-04-02" is not a day as M\/D\/YYYY/,
  );
});
