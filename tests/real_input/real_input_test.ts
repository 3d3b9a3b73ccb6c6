import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { PASSWORD } from "../helpers/school.ts";
import { type Server, startServer, withFolder } from "../helpers/server.ts";

const data = new URL("../../../shared/data/", import.meta.url);
const script = new URL("load_school.ts", import.meta.url);
const ignore = !await isThere("sds-100-users/Student.csv") || !await isThere("student-mat.csv");

Deno.test({
  name: `a real school goes in over HTTP and comes out the same; a second time it is refused${
    ignore ? " (skipped: no ../shared/data)" : ""
  }`,
  ignore,
  fn: () =>
    withFolder(async (folder) => {
      const server = await startServer(folder);
      try {
        const { line, students } = await expected();
        const first = await loadSchool(server);
        assert.equal(first.code, 0, first.output);
        assert.equal(first.output.trimEnd().split("\n").at(-1), line);

        const token = await server.login();
        const [{ audit_id }] = await audit(server, token);
        const second = await loadSchool(server);
        assert.equal(second.code, 1, second.output);
        assert.match(
          second.output,
          new RegExp(
            `^This school has ${students} students already\\. Load into an empty one$`,
            "m",
          ),
        );
        const since = (await audit(server, token)).filter((row) => row.audit_id > audit_id);
        assert.deepEqual(since.map(({ action }) => action), ["login"]);
      } finally {
        await server.kill("SIGTERM");
      }
    }),
});

/** Runs the script as an integrator would: it may use the network and read the files, and no more. */
async function loadSchool({ url }: Server): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-net",
      `--allow-read=${fileURLToPath(data)}`,
      fileURLToPath(script),
      ...["--url", url, "--data", fileURLToPath(data)],
      ...["--email", "office@school.example", "--password", PASSWORD],
    ],
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  return { code, output: text.decode(stdout) + text.decode(stderr) };
}

/** The newest rows of the audit log. */
async function audit(
  { url }: Server,
  token: string,
): Promise<{ audit_id: number; action: string }[]> {
  const response = await fetch(`${url}/api/audit`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(response.status, 200);
  return (await response.json()).data;
}

/** What the script has to count, from the lines of the files alone. */
async function expected(): Promise<{ line: string; students: number }> {
  const students = (await rowsOf("sds-100-users/Student.csv")).length;
  const teachers = (await rowsOf("sds-100-users/Teacher.csv")).length;
  const classes = (await rowsOf("sds-100-users/Section.csv")).length;
  const enrollments = await rowsOf("sds-100-users/StudentEnrollment.csv");
  const years = (await rowsOf("student-mat.csv")).slice(0, students);
  const mostAbsences = Math.max(...years.map((year) => Number(year.absences)));
  const days = Math.ceil(mostAbsences / 5) * 5;
  const [first] = enrollments;
  const children =
    enrollments.filter((row) => row["Section SIS ID"] === first["Section SIS ID"]).length;
  const line = `real input: ${students} students, ${teachers} teachers, ${classes} classes, ` +
    `${enrollments.length} enrollments, ${years.length * 3} marks, ` +
    `${years.length * days} days of attendance, ${children} reports, ${children} notices; ` +
    "0 differences";
  return { line, students };
}

/** The rows by column; these files have no quotes. */
async function rowsOf(file: string): Promise<Record<string, string>[]> {
  const text = await Deno.readTextFile(new URL(file, data));
  const [header, ...lines] = text.split(/\r?\n/).filter((line) => line !== "")
    .map((line) => line.split(","));
  return lines.map((line) => Object.fromEntries(line.map((value, i) => [header[i], value])));
}

async function isThere(file: string): Promise<boolean> {
  return await Deno.stat(new URL(file, data)).then(() => true, () => false);
}
