import { at, body, type ExpectedRows, OFFICE, STAFF } from "./row.ts";

export const scales: ExpectedRows = {
  listScales: { path: at("/api/scales"), status: STAFF(200) },
  createScale: {
    path: at("/api/scales"),
    body: body({
      name: "Ten",
      kind: "numeric",
      minimum: 0,
      maximum: 10,
      pass_mark: 5,
      honors_bonus: 0,
      ap_bonus: 0,
      entries: [],
    }),
    status: OFFICE(201),
  },
};
