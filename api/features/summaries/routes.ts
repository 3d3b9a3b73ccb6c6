import { answer, call } from "../../http/answer.ts";
import { jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { ClassId } from "../classes/schema.ts";
import { getClassSummary } from "./get_class_summary.ts";
import { getHome } from "./get_home.ts";
import { getSchoolSummary } from "./get_school_summary.ts";
import {
  ClassSummary,
  ClassSummaryQuery,
  Home,
  SchoolSummary,
  SchoolSummaryQuery,
} from "./schema.ts";

const tag = "Summaries";
/** What all of them promise of the time at which they hold. */
const KEPT =
  "Your own changes are in it at once; another's within a minute. Whom you may see is asked each time.";

export const summaries = createRouter();

summaries.openapi(
  operation("getHome", {
    tag,
    method: "get",
    path: "/api/home",
    summary: "Read what the first page shows",
    description:
      `By your role. An Admin: the registers of today that are not taken, the children at risk, how many there are of all. A Teacher: the own classes with today's registers, and who of them is at risk. A Parent or Student: each child's attendance, GPA, latest marks and absences. ${KEPT}`,
    responses: { 200: jsonOf(Home, "The home") },
  }),
  async (c) => answer(c, await getHome(call(c, null))),
);

summaries.openapi(
  operation("getClassSummary", {
    tag,
    method: "get",
    path: "/api/classes/{class_id}/summary",
    summary: "Sum up a class",
    description:
      `The marks of its registers, the distribution of its grades, and which of its children are at risk, of a term or of this school year. ${KEPT}`,
    request: { params: ClassId, query: ClassSummaryQuery },
    responses: { 200: jsonOf(ClassSummary, "The summary") },
  }),
  async (c) =>
    answer(
      c,
      await getClassSummary(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
    ),
);

summaries.openapi(
  operation("getSchoolSummary", {
    tag,
    method: "get",
    path: "/api/summary",
    summary: "Sum up the school",
    description:
      `Attendance by month and by grade level, with the days of children who have left since, and how the GPAs of those on the roll lie. At most 400 days. ${KEPT}`,
    request: { query: SchoolSummaryQuery },
    responses: { 200: jsonOf(SchoolSummary, "The summary") },
  }),
  async (c) => answer(c, await getSchoolSummary(call(c, c.req.valid("query")))),
);
