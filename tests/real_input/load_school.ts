/**
 * Loads a real school over HTTP, reads it back, and says what differs.
 *
 *   deno run --allow-net --allow-read tests/real_input/load_school.ts \
 *     --url http://localhost:8000 --data ../shared/data \
 *     --email office@school.example --password "correct horse battery"
 *
 * The server is one with an Admin and nothing else: a school that has students, classes or
 * terms is refused, and nothing of it is changed. `--data` is a folder that holds
 *
 * - `sds-100-users`, a school in Microsoft's School Data Sync format. Both campuses become
 *   one school: students, teachers, sections as classes, enrollments and who teaches what.
 * - `student-mat.csv`, the UCI "Student Performance" set. Its first rows go to the first
 *   students: G1, G2 and G3 are marks on the 0–20 scale in three terms, each a third of
 *   the sections' year.
 *
 * Marks are given, and registers are taken, in one class of each child: the first section
 * that has them. The registers are of the first term's first Mondays to Fridays, in whole
 * weeks, enough for the child with the most absences; a child with n is absent on the first
 * n days and present on the rest. So a rate has to come out as (days − n) / days.
 *
 * Then every child of one class gets a Progress report and a made-up parent, the parents get
 * a notice, and one of them looks: at their child and nobody else's.
 *
 * The last line has the counts of what was read back. Each difference has a line before it,
 * and makes the exit code 1.
 */
import { parseArgs } from "node:util";
import type { Session } from "../../api/features/sessions/schema.ts";
import { compareSchool } from "./compare_school.ts";
import { Differences } from "./differences.ts";
import { addParents, type Families, makeReports, readAsParent, sendNotice } from "./families.ts";
import { fillSchool, refuseUnlessEmpty } from "./fill_school.ts";
import { laurelClient } from "./laurel_client.ts";
import { readSchoolFiles } from "./school_files.ts";

interface Options {
  url: string;
  data: string;
  email: string;
  password: string;
}

async function loadSchool({ url, data, email, password }: Options): Promise<Differences> {
  const files = await readSchoolFiles(data);
  for (const note of files.notes) console.log(`note: ${note}`);
  const { token } = await laurelClient(url).post<Session>("/api/login", { email, password });
  const admin = laurelClient(url, token);
  await refuseUnlessEmpty(admin);

  const differences = new Differences();
  const filled = await fillSchool(admin, files);
  const counts = await compareSchool(admin, { files, filled, differences });

  const section = files.sections.find(({ students }) => students.size > 1);
  if (!section) throw new Error("No section has two students, so there are no two families to try");
  const families: Families = {
    class_id: filled.classes.get(section.sis_id)!,
    children: files.students.filter(({ sis_id }) => section.students.has(sis_id))
      .map(({ sis_id, name }) => ({ student_id: filled.students.get(sis_id)!, name })),
    differences,
  };
  const reports = await makeReports(admin, families);
  const parents = await addParents(admin, families);
  const notices = await sendNotice(admin, families);
  differences.same("the notices sent", notices, families.children.length);
  await readAsParent(admin, { url, families, parents, reports });

  for (const difference of differences.found) console.log(`difference: ${difference}`);
  console.log(
    `real input: ${counts.students} students, ${counts.teachers} teachers, ` +
      `${counts.classes} classes, ${counts.enrollments} enrollments, ${counts.marks} marks, ` +
      `${counts.days} days of attendance, ${reports.size} reports, ${notices} notices; ` +
      `${differences.found.length} differences`,
  );
  return differences;
}

function readOptions(): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { url: text, data: text, email: text, password: text },
  });
  const { url, data, email, password } = values;
  if (!url || !data || !email || !password) {
    throw new Error("Send all of --url, --data, --email and --password");
  }
  return { url, data, email, password };
}

try {
  const { found } = await loadSchool(readOptions());
  if (found.length > 0) Deno.exit(1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
