import { fileOf } from "../../helpers/media.ts";
import { type ExpectedRows, FAMILY, STAFF, student } from "./row.ts";

export const media: ExpectedRows = {
  getPhoto: { path: student("/photo"), status: FAMILY(200) },
  putPhoto: { path: student("/photo"), body: () => fileOf("image/png"), status: STAFF(200) },
  deletePhoto: { path: student("/photo"), status: STAFF(204) },
  listActivityFiles: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files`)(f),
    status: FAMILY(200),
  },
  createActivityFile: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files`)(f),
    body: () => fileOf("application/pdf"),
    headers: { "x-file-name": "certificate.pdf" },
    status: STAFF(201),
  },
  getActivityFile: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files/${f.ours.file_id}`)(f),
    status: FAMILY(200),
  },
  deleteActivityFile: {
    path: (f) => student(`/activities/${f.ours.activity_id}/files/${f.ours.file_id}`)(f),
    status: STAFF(204),
  },
};
