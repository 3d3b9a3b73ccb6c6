import assert from "node:assert/strict";
import { sweepOrphans } from "../../api/features/media/sweep_orphans.ts";
import { s3Storage } from "../../api/platform/storage/s3.ts";
import { type RemoteDatabase, remoteDatabase } from "../helpers/database.ts";
import { isDown } from "../helpers/faults.ts";
import { fileOf } from "../helpers/media.ts";
import type { Fault } from "../helpers/proxy.ts";
import { withS3 } from "../helpers/s3.ts";
import { openSchool, type Send } from "../helpers/school.ts";
import { HAS_SQLD, withSqld } from "../helpers/sqld.ts";

const FOLDERS = ["photos/", "files/", "reports/"];
const HOUR = 60 * 60_000;

/** What is done to the database's requests once the object is stored. */
const FAULTS: { name: string; fault: Fault }[] = [
  { name: "hangs", fault: "hang" },
  { name: "is cut off", fault: "drop" },
  { name: "commits, and its answer is lost", fault: "lose" },
];

for (const { name, fault } of FAULTS) {
  Deno.test({
    name:
      `the object is stored and the database ${name}: told in time, and what nobody names is swept`,
    ignore: !HAS_SQLD,
    fn: () =>
      withSqld((server) =>
        withS3(async (config) => {
          let remote: RemoteDatabase;
          const storage = s3Storage(config);
          const school = await openSchool(
            { storage },
            async (now) => remote = await remoteDatabase(server, now),
          );
          try {
            const { student_id } = await school.student();
            const student = `/api/students/${student_id}`;
            const { body: { activity_id } } = await school.request(
              "POST",
              `${student}/activities`,
              {
                as: school.admin,
                body: { activity_name: "Chess", participation_date: "2026-10-02" },
              },
            );
            const writes: ({ method: string; path: string } & Send)[] = [
              {
                method: "PUT",
                path: `${student}/photo`,
                body: fileOf("image/png"),
              },
              {
                method: "POST",
                path: `${student}/activities/${activity_id}/files`,
                body: fileOf("application/pdf"),
                headers: { "x-file-name": "a.pdf", "idempotency-key": "once" },
              },
              {
                method: "POST",
                path: `${student}/generate-report`,
                body: { type: "Progress" },
                headers: { "idempotency-key": "again" },
              },
            ];
            for (const { method, path, body, headers } of writes) {
              const send = { as: school.admin, body, headers };
              let failing = false;
              remote!.proxy.fault = ({ writes }) => {
                failing ||= writes;
                return failing ? fault : null;
              };
              await isDown(
                "database",
                `object stored, then the database ${name}`,
                () => school.request(method, path, send),
              );
              remote!.proxy.fault = null;
              const again = await school.request(method, path, send);
              assert.ok(again.status < 300, `${path}: ${again.text}`);
            }
            const [counts] = await school.rows(`select
              (select count(*) from students where photo_key is not null) as photos,
              (select count(*) from activity_files) as files,
              (select count(*) from reports) as reports,
              (select count(*) from audit_log where action in
                ('putPhoto', 'createActivityFile', 'generateReport')) as lines`);
            assert.deepEqual(counts, { photos: 1, files: 1, reports: 1, lines: 3 });

            // S3's clock is this machine's.
            const clock = { now: () => new Date(Date.now() + 2 * HOUR) };
            await sweepOrphans({ ...school.deps, clock });
            const named = await school.rows(`select photo_key as key from students
              union all select file_key from activity_files
              union all select file_key from reports`);
            const before = clock.now();
            const kept = await Promise.all(
              FOLDERS.map(async (folder) =>
                (await Array.fromAsync(storage.list(folder, { before }))).flat()
              ),
            );
            assert.deepEqual(kept.flat().sort(), named.map(({ key }) => key).sort());
          } finally {
            await school.close();
          }
        })
      ),
  });
}
