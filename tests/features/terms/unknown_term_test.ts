import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { pathsOf } from "../../helpers/problem.ts";
import { withSchool } from "../../helpers/school.ts";
import { expected } from "../../security/expected_policy.ts";

const UNKNOWN = 999_999;

/** A filter of a child's own list: of a term that there isn't there is nothing. */
const FILTERS = ["getGpa", "listGrades", "listStudentScores"];

interface Schema {
  $ref?: string;
  properties?: Record<string, unknown>;
}
interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

Deno.test(
  "a term that there isn't is 404 in the path, 400 at its field elsewhere, and filters out all",
  withSchool(async (school) => {
    const families = await twoFamilies(school);
    const { body: document } = await school.request("GET", "/openapi.json");
    const propertiesOf = ({ $ref, properties }: Schema): object =>
      $ref ? document.components.schemas[$ref.split("/").at(-1)!].properties ?? {} : properties ??
        {};
    const operations = Object.values<Record<string, Operation>>(document.paths)
      .flatMap((methods) => Object.entries(methods));
    const before = await school.counts();
    const asked: string[] = [];
    for (const [method, { operationId, parameters = [], requestBody }] of operations) {
      const row = expected[operationId];
      const places = [
        ...parameters.filter(({ name }) => name === "term_id").map((parameter) => parameter.in),
        ...Object.values(requestBody?.content ?? {})
          .flatMap(({ schema }) => "term_id" in propertiesOf(schema) ? ["body"] : []),
      ];
      if (row === "public") {
        assert.deepEqual(places, [], operationId);
        continue;
      }
      for (const place of places) {
        const [path, query = ""]: string[] = row.path(families).split("?");
        const parameters = new URLSearchParams(query);
        if (place === "query") parameters.set("term_id", String(UNKNOWN));
        const to: string = place === "path"
          ? path.replace(`/terms/${families.term_id}`, `/terms/${UNKNOWN}`)
          : `${path}?${parameters}`;
        const sent = row.body?.(families) as object | undefined;
        const { status, body } = await school.request(method.toUpperCase(), to, {
          as: school.admin,
          body: place === "body" ? { ...sent, term_id: UNKNOWN } : sent,
        });
        asked.push(operationId);
        if (place === "path") assert.equal(status, 404, operationId);
        else if (FILTERS.includes(operationId)) {
          assert.equal(status, 200, operationId);
          assert.deepEqual(body.data ?? body.counted, [], operationId);
        } else {
          assert.equal(status, 400, operationId);
          assert.deepEqual(pathsOf(body), [`${place}.term_id`], operationId);
        }
      }
    }
    assert.deepEqual(await school.counts(), before);
    for (const known of ["getTerm", "createGrade", "getClassSummary", "generateReport"]) {
      assert.ok(asked.includes(known), known);
    }
  }),
);
