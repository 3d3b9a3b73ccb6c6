import { at, body, type ExpectedRows, OFFICE, STAFF } from "./row.ts";

export const terms: ExpectedRows = {
  listTerms: { path: at("/api/terms"), status: STAFF(200) },
  getTerm: { path: ({ term_id }) => `/api/terms/${term_id}`, status: STAFF(200) },
  createTerm: {
    path: at("/api/terms"),
    body: body({ name: "Spring", starts_on: "2027-01-07", ends_on: "2027-03-26" }),
    status: OFFICE(201),
  },
  updateTerm: {
    path: ({ term_id }) => `/api/terms/${term_id}`,
    body: body({ name: "Spring", starts_on: "2027-01-07", ends_on: "2027-03-26" }),
    status: OFFICE(200),
  },
  // It is in use, so even the office is refused.
  deleteTerm: { path: ({ term_id }) => `/api/terms/${term_id}`, status: OFFICE(409) },
  closeTerm: { path: ({ term_id }) => `/api/terms/${term_id}/close`, status: OFFICE(200) },
  openTerm: { path: ({ term_id }) => `/api/terms/${term_id}/open`, status: OFFICE(200) },
};
