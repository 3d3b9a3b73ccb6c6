import assert from "node:assert/strict";
import { extractText, getDocumentProxy } from "unpdf";
import { sha256 } from "../../../api/access/encoding.ts";
import { build } from "../../../db/query.ts";
import { activities, attendance, grades } from "../../../db/schema/mod.ts";
import { type School, withSchool } from "../../helpers/school.ts";
import { generateReport } from "./generate_report.ts";

const AT = "2026-10-14T09:00:00.000Z";
const stamps = { created_at: AT, updated_at: AT };

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  return text.replace(/\s+/g, " ");
}

async function onlyFile(school: School): Promise<Uint8Array<ArrayBuffer>> {
  const [key] = await school.storage.keys();
  return await school.storage.bytes(key);
}

/** A child with a mark, an activity and two days in the register, in the term and before it. */
async function childWithAYear(school: School, name: string) {
  const { student_id } = await school.student({ name, student_number: `${name}-7` });
  const before = await school.term(`${name} spring`, "2026-01-08", "2026-06-19");
  const now = await school.term(`${name} autumn`, "2026-09-01", "2026-12-18");
  const { class_id } = await school.class([student_id], `${name} class`);
  for (
    const [word, term_id, date, grade, points] of [
      ["old", before.term_id, "2026-06-19", "C", 2],
      ["new", now.term_id, "2026-09-01", "A", 4],
    ] as const
  ) {
    const mark = { student_id, subject: `${name} ${word} maths`, grade, points, credits: 1 };
    await school.run(
      build.insert(grades).values({
        ...mark,
        level: "Honors",
        term_id,
        class_id,
        comment: `${name} ${word} comment`,
        entered_by: school.admin.user_id,
        ...stamps,
      }),
      build.insert(activities).values({
        student_id,
        activity_name: `${name} ${word} choir`,
        participation_date: date,
        created_at: AT,
      }),
      build.insert(attendance).values([
        { student_id, date, status: "Present", minutes_late: 5, ...stamps },
        { student_id, date: date.replace(/..$/, "10"), status: "Absent", ...stamps },
      ]),
    );
  }
  return { student_id, term_id: now.term_id };
}

Deno.test(
  "a report of a term: its row, its audit row, and a PDF of that term and that child alone",
  withSchool(async (school) => {
    await childWithAYear(school, "Theirs");
    const { student_id, term_id } = await childWithAYear(school, "Zoë");
    const before = await school.counts();

    const made = await generateReport(school, student_id, { body: { type: "Progress", term_id } });

    assert.equal(made.status, 201);
    const { report_id } = made.body;
    assert.deepEqual(made.body, {
      report_id,
      student_id,
      type: "Progress",
      generated_at: AT,
      report_url: `/api/reports/${report_id}/file`,
      term_id,
      status: "ready",
      sha256: await sha256(await onlyFile(school)),
    });
    assert.deepEqual(await school.counts(), {
      ...before,
      reports: before.reports + 1,
      audit_log: before.audit_log + 1,
    });
    const [{ file_key }] = await school.rows("select file_key from reports");
    assert.match(String(file_key), /^reports\/[0-9a-f]{32}$/);
    assert.deepEqual(await school.storage.keys(), [file_key]);
    assert.ok(!made.text.includes(String(file_key)));
    const [audit] = await school.rows(
      "select action, entity, entity_id, student_id, changes from audit_log order by audit_id desc",
    );
    assert.deepEqual(audit, {
      action: "generateReport",
      entity: "reports",
      entity_id: report_id,
      student_id,
      changes: `{"type":[null,"Progress"],"term_id":[null,${term_id}]}`,
    });

    const text = await textOf(await onlyFile(school));
    const [{ school_name }] = await school.rows("select school_name from settings");
    for (
      const part of [
        String(school_name),
        "Zoë",
        "Zoë-7",
        "Zoë autumn",
        "Zoë class",
        "Zoë new maths",
        "Honors",
        "Zoë new comment Office",
        "Zoë new choir",
        "4.00",
        "4.50",
        "Rate 50.0%",
        "Issued 14 Oct 2026",
      ]
    ) assert.ok(text.includes(part), `"${part}" is not in: ${text}`);
    assert.ok(!text.includes("Theirs"));
    assert.ok(!text.includes("Zoë old"), text);
    assert.ok(!text.includes("Zoë spring"), text);
  }),
);

Deno.test(
  "without a term it is a report of all time",
  withSchool(async (school) => {
    const { student_id } = await childWithAYear(school, "Zoë");
    for (const body of [{ type: "Achievement" }, { type: "Achievement", term_id: null }]) {
      for (const key of await school.storage.keys()) await school.storage.delete(key);
      const made = await generateReport(school, student_id, { body });
      assert.deepEqual([made.body.type, made.body.term_id], ["Achievement", null]);
      const text = await textOf(await onlyFile(school));
      for (const part of ["Zoë old maths", "Zoë new maths", "Zoë old choir", "3.00", "Marked 4"]) {
        assert.ok(text.includes(part), `"${part}" is not in: ${text}`);
      }
    }
  }),
);

Deno.test(
  "a child of whom nothing is known yet has a report that says so",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Nova" });
    assert.equal((await generateReport(school, student_id)).status, 201);
    const text = await textOf(await onlyFile(school));
    for (const part of ["Nova", "No marks entered yet", "No attendance marked yet"]) {
      assert.ok(text.includes(part), text);
    }
  }),
);

Deno.test(
  "two reports are two rows, and what was issued never changes",
  withSchool(async (school) => {
    const { student_id } = await childWithAYear(school, "Zoë");
    const first = await generateReport(school, student_id);
    const [key] = await school.storage.keys();
    const bytes = await school.storage.bytes(key);
    await school.rows("update grades set grade = 'F', points = 0");
    school.clock.advance(1000);
    const second = await generateReport(school, student_id);
    assert.notEqual(second.body.report_id, first.body.report_id);
    assert.notEqual(second.body.sha256, first.body.sha256);
    assert.equal((await school.storage.keys()).length, 2);
    assert.deepEqual(await school.storage.bytes(key), bytes);
    const again = await school.request("GET", `/api/reports/${first.body.report_id}`, {
      as: school.admin,
    });
    assert.deepEqual(again.body, first.body);
  }),
);

Deno.test(
  "the same Idempotency-Key makes one report, also at the same moment; another body is 422",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const headers = { "idempotency-key": "one-report" };
    const tries = await Promise.all(
      [1, 2, 3].map(() => generateReport(school, student_id, { headers })),
    );
    for (const { status, body } of tries) {
      assert.deepEqual([status, body], [201, tries[0].body]);
    }
    assert.equal((await school.counts()).reports, 1);
    assert.equal((await school.storage.keys()).length, 1);
    const body = { type: "Achievement" };
    assert.equal((await generateReport(school, student_id, { body, headers })).status, 422);
  }),
);

Deno.test(
  "a character that the font lacks is logged by its number, never the name that it stands in",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Lin 一丁" });
    assert.equal((await generateReport(school, student_id)).status, 201);
    assert.deepEqual(school.log.map((line) => JSON.parse(line)), [
      { event: "report_missing_glyphs", count: 2, code_points: ["U+4E00", "U+4E01"] },
    ]);
    school.log.length = 0;
    const readable = await school.student({ name: "Þóra Ελένη Юлия Nguyễn" });
    await generateReport(school, readable.student_id);
    assert.deepEqual(school.log, []);
  }),
);
