// What `run.ts` has named, in one process: loading the program takes longer than most files do.
const files: string[] = JSON.parse(Deno.env.get("LAUREL_TEST_FILES") ?? "[]");

for (const file of files) await import(new URL(`../${file}`, import.meta.url).href);
