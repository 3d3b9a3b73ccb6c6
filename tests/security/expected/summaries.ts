import { at, type ExpectedRows, FAMILY, klass, OFFICE, STAFF } from "./row.ts";

export const summaries: ExpectedRows = {
  getHome: { path: at("/api/home"), status: FAMILY(200) },
  getClassSummary: { path: klass("/summary"), status: STAFF(200) },
  getSchoolSummary: { path: at("/api/summary"), status: OFFICE(200) },
};
