import type { ExpectedRows } from "./row.ts";

export const school: ExpectedRows = {
  getSchool: "public",
  setUpSchool: "public",
};
