import type { Call } from "../../deps.ts";
import { sheetQueries, type SheetRef } from "./gradebook_query.ts";
import { sheetOf } from "./sheet.ts";
import type { Gradebook } from "./sheet_schema.ts";

/** A class's gradebook in a term, whole: what a grid draws. One round trip. */
export async function getGradebook({ db, actor, input }: Call<SheetRef>): Promise<Gradebook> {
  return sheetOf(await db.read(sheetQueries(actor, input))).gradebook;
}
