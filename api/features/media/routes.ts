import { FILE_TYPES } from "../../../db/schema/activity_files.ts";
import { PHOTO_TYPES } from "../../../db/schema/students.ts";
import { answer, call } from "../../http/answer.ts";
import { fileBody, fileOf, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { ActivityId } from "../activities/schema.ts";
import { Student, StudentId } from "../students/schema.ts";
import { createActivityFile } from "./create_activity_file.ts";
import { deleteActivityFile } from "./delete_activity_file.ts";
import { deletePhoto } from "./delete_photo.ts";
import { answerFile, elsewhere } from "../../http/file.ts";
import { getActivityFile } from "./get_activity_file.ts";
import { getPhoto } from "./get_photo.ts";
import { listActivityFiles } from "./list_activity_files.ts";
import { putPhoto } from "./put_photo.ts";
import {
  ActivityFile,
  ActivityFiles,
  ActivityFilesQuery,
  FILE_LIMIT,
  FileHeaders,
  FileId,
} from "./schema.ts";

const photo = "/api/students/{student_id}/photo";
const collection = "/api/students/{student_id}/activities/{activity_id}/files";
const item = `${collection}/{file_id}` as const;

export const media = createRouter();

media.openapi(
  operation("getPhoto", {
    tag: "Students",
    method: "get",
    path: photo,
    summary: "Look at a student's photo",
    description: "404 where there is none, or the student is not yours to see.",
    request: { params: StudentId },
    responses: { 200: fileOf(PHOTO_TYPES, "The photo"), 302: elsewhere },
  }),
  async (c) => answerFile(c, await getPhoto(call(c, c.req.valid("param")))),
);

media.openapi(
  operation("putPhoto", {
    tag: "Students",
    method: "put",
    path: photo,
    limit: FILE_LIMIT,
    summary: "Give a student a photo",
    description:
      "The picture itself is the body: a JPEG, a PNG or a still WebP of at most 5 MB and 40 million pixels, and nothing else besides. It replaces the one there was; `If-Match` takes the photo's own ETag.",
    request: { params: StudentId, body: fileBody(PHOTO_TYPES, "The picture") },
    responses: { 200: jsonOf(Student, "The student, with the photo") },
    refusals: [409],
  }),
  async (c) =>
    c.json(
      await putPhoto(call(c, { ...c.req.valid("param"), photo: c.var.upload })),
      200,
    ),
);

media.openapi(
  operation("deletePhoto", {
    tag: "Students",
    method: "delete",
    path: photo,
    summary: "Take a student's photo away",
    description: "For good, and also of a student who has left.",
    request: { params: StudentId },
    responses: { 204: { description: "Deleted" } },
    refusals: [412],
  }),
  async (c) => {
    await deletePhoto(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);

media.openapi(
  operation("listActivityFiles", {
    tag: "Activities",
    method: "get",
    path: collection,
    summary: "List the files of an activity",
    description: "In the order in which they came.",
    request: { params: ActivityId, query: ActivityFilesQuery },
    responses: { 200: jsonOf(ActivityFiles, "A page of files") },
  }),
  async (c) =>
    c.json(
      await listActivityFiles(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

media.openapi(
  operation("createActivityFile", {
    tag: "Activities",
    method: "post",
    path: collection,
    limit: FILE_LIMIT,
    summary: "Add a file to an activity",
    description:
      "The file itself is the body, its name stands in `x-file-name`: a PDF with no scripts or files in it, or a picture, of at most 5 MB.",
    request: {
      params: ActivityId,
      headers: FileHeaders,
      body: fileBody(FILE_TYPES, "The file"),
    },
    responses: { 201: jsonOf(ActivityFile, "The new file") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await createActivityFile(call(c, {
        ...c.req.valid("param"),
        name: c.req.valid("header")["x-file-name"],
        file: c.var.upload,
      })),
      201,
    ),
);

media.openapi(
  operation("getActivityFile", {
    tag: "Activities",
    method: "get",
    path: item,
    summary: "Download a file of an activity",
    description: "As it was put there; its SHA-256 is the ETag.",
    request: { params: FileId },
    responses: { 200: fileOf(FILE_TYPES, "The file"), 302: elsewhere },
  }),
  async (c) => answerFile(c, await getActivityFile(call(c, c.req.valid("param")))),
);

media.openapi(
  operation("deleteActivityFile", {
    tag: "Activities",
    method: "delete",
    path: item,
    summary: "Delete a file of an activity",
    description: "What it was called stays in the audit log.",
    request: { params: FileId },
    responses: { 204: { description: "Deleted" } },
    refusals: [409, 412],
  }),
  async (c) => {
    await deleteActivityFile(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);
