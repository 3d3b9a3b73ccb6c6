import { z } from "zod";
import { FILE_TYPES } from "../../../db/schema/activity_files.ts";
import { idText, line, list, moment, pageQuery } from "../../schema.ts";
import { ActivityId } from "../activities/schema.ts";

/** Bytes that a photo or a file may have. */
export const FILE_LIMIT = 5 * 1024 * 1024;

export const FileId = z.strictObject({ ...ActivityId.shape, file_id: idText });

// Characters that turn the direction of text make "fdp.exe" look like "exe.pdf".
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A header holds ASCII only, so a name comes percent-encoded. Addresses hold no names. */
export const FileHeaders = z.object({
  "x-file-name": z.string({ error: "Send the file's name" })
    .transform((text, context) => {
      try {
        return decodeURIComponent(text);
      } catch {
        context.addIssue({ code: "custom", message: "Send it percent-encoded, as UTF-8" });
        return z.NEVER;
      }
    })
    .pipe(
      line(200)
        .refine((name) => !/[/\\]/.test(name), 'A name has no "/" and no "\\" in it')
        .refine((name) => !TURNING.test(name), "It holds a character that turns text around"),
    )
    .meta({
      type: "string",
      description: "The file's name, percent-encoded as UTF-8",
      example: "Second%20place.pdf",
    }),
});

export const ActivityFile = z.strictObject({
  file_id: z.int(),
  activity_id: z.int(),
  name: z.string(),
  type: z.enum(FILE_TYPES),
  size: z.int().meta({ description: "Bytes" }),
  sha256: z.string().meta({ description: "Of the file, which never changes" }),
  url: z.string().meta({ description: "Where the file is; it needs the same Authorization" }),
  created_at: moment,
}).meta({
  id: "ActivityFile",
  example: {
    file_id: 3,
    activity_id: 8,
    name: "Second place.pdf",
    type: "application/pdf",
    size: 48_213,
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    url: "/api/students/14/activities/8/files/3",
    created_at: "2026-10-14T09:00:00.000Z",
  },
});
export type ActivityFile = z.infer<typeof ActivityFile>;

export const ActivityFiles = list(ActivityFile).meta({ id: "ActivityFiles" });

export const ActivityFilesQuery = pageQuery({});
