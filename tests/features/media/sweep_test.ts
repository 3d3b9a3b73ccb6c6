import assert from "node:assert/strict";
import { sweepOrphans } from "../../../api/features/media/sweep_orphans.ts";
import { diskStorage } from "../../../api/platform/storage/disk.ts";
import { StorageDown } from "../../../api/platform/storage/storage.ts";
import { twoFamilies } from "../../helpers/families.ts";
import { withSchool } from "../../helpers/school.ts";
import { withFolder } from "../../helpers/server.ts";

const bytes = new Uint8Array([1]);

Deno.test(
  "the sweep takes what nobody names and is old enough, and nothing else",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const named = [ours, theirs].flatMap(({ name, file_key }) => {
      const key = name.toLowerCase();
      return [file_key, `photos/${key}`, `files/${key}`];
    });
    for (const folder of ["photos", "files", "reports"]) {
      await school.storage.put(`${folder}/orphan`, bytes);
    }
    await school.storage.put("backups/school.db", bytes);
    school.clock.advance(30 * 60_000);
    await school.storage.put("photos/uploading", bytes);
    assert.deepEqual(await sweepOrphans(school.deps), { found: 0, deleted: 0 });

    school.clock.advance(30 * 60_000 + 1);
    assert.deepEqual(await sweepOrphans(school.deps), { found: 9, deleted: 3 });
    const left = [...named, "backups/school.db", "photos/uploading"].sort();
    assert.deepEqual((await school.storage.keys()).sort(), left);
    assert.deepEqual(await sweepOrphans(school.deps), { found: 6, deleted: 0 });
  }),
);

Deno.test("on disk the sweep finds what a process that was killed had not finished", () =>
  withFolder((folder) =>
    withSchool(async (school) => {
      const storage = diskStorage(folder);
      await storage.put("photos/whole", bytes);
      const unfinished = `${folder}/photos/whole.${crypto.randomUUID()}`;
      await Deno.writeFile(unfinished, bytes);
      const long = new Date("2026-10-14T07:00:00Z");
      await Deno.utime(unfinished, long, long);
      const { student_id } = await school.student();
      await school.rows(
        "update students set photo_key = 'photos/whole' where student_id = ?",
        student_id,
      );
      await Deno.utime(`${folder}/photos/whole`, long, long);
      assert.deepEqual(await sweepOrphans({ ...school.deps, storage }), { found: 2, deleted: 1 });
      assert.deepEqual(
        Array.from(Deno.readDirSync(`${folder}/photos`), ({ name }) => name),
        ["whole"],
      );
    })()
  ));

Deno.test(
  "the sweep asks by index, and deletes nothing when it can't ask",
  withSchool(async (school) => {
    await school.storage.put("photos/orphan", bytes);
    school.clock.advance(2 * 60 * 60_000);
    const { read } = school.database;
    school.database.read = () => Promise.reject(new Error("down"));
    await assert.rejects(sweepOrphans(school.deps));
    assert.deepEqual(await school.storage.keys(), ["photos/orphan"]);
    school.database.read = read.bind(school.database);
    school.storage.delete = () => Promise.reject(new StorageDown());
    await assert.rejects(sweepOrphans(school.deps), StorageDown);

    for (
      const query of [
        "select 1 from students where photo_key = j.value",
        "select 1 from activity_files where file_key = j.value",
        "select 1 from reports where file_key = j.value",
      ]
    ) {
      const plan = await school.rows(
        `explain query plan select value from json_each('["a"]') j where exists (${query})`,
      );
      assert.match(JSON.stringify(plan), /SEARCH \w+ USING (COVERING )?INDEX/);
    }
  }),
);
