import { z } from "zod";

/** A JSON answer, for `responses`. */
export const jsonOf = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

/** A JSON body, for `request`. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { "application/json": { schema } },
});

const File = z.string().meta({ format: "binary" });

/** A file as the answer, for `responses`. */
export const fileOf = (types: readonly string[], description: string) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema: File }])),
});

/** A file as the body, for `request`: not a form, the bytes themselves. */
export const fileBody = (types: readonly string[], description: string) => ({
  required: true,
  ...fileOf(types, description),
});
