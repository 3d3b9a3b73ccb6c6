import assert from "node:assert/strict";
import { sweepOrphans } from "../../api/features/media/sweep_orphans.ts";
import { diskStorage } from "../../api/platform/storage/disk.ts";
import { memoryStorage } from "../../api/platform/storage/memory.ts";
import { s3Storage } from "../../api/platform/storage/s3.ts";
import { type Storage, StorageDown } from "../../api/platform/storage/storage.ts";
import { isDown } from "../helpers/faults.ts";
import { fileOf, png } from "../helpers/media.ts";
import { nobody, withCuts, withS3, withSilence, withStub } from "../helpers/s3.ts";
import { openSchool, type School } from "../helpers/school.ts";
import { startServer, withFolder } from "../helpers/server.ts";

/** Hands the test a school over a store, with a child and an activity of theirs. */
async function withStore(
  storage: Storage,
  test: (school: School, paths: { photo: string; files: string }) => Promise<void>,
): Promise<void> {
  const school = await openSchool({ storage });
  try {
    const { student_id } = await school.student({ name: "Hidden" });
    const student = `/api/students/${student_id}`;
    const { body } = await school.request("POST", `${student}/activities`, {
      as: school.admin,
      body: { activity_name: "Chess", participation_date: "2026-10-02" },
    });
    await test(school, {
      photo: `${student}/photo`,
      files: `${student}/activities/${body.activity_id}/files`,
    });
  } finally {
    await school.close();
  }
}

const putPhoto = (school: School, path: string) =>
  school.request("PUT", path, { as: school.admin, body: fileOf("image/png") });

const postFile = (school: School, path: string) =>
  school.request("POST", path, {
    as: school.admin,
    body: fileOf("application/pdf"),
    headers: { "x-file-name": "a.pdf", "idempotency-key": "once" },
  });

const get = (school: School, path: string) => school.request("GET", path, { as: school.admin });

/** Uploads and downloads are 503, and nothing is half done. */
function refusesAll(fault: string, storage: Storage): Promise<void> {
  return withStore(storage, async (school, { photo, files }) => {
    const before = await school.counts();
    await Promise.all([
      isDown("storage", fault, () => putPhoto(school, photo)),
      isDown("storage", fault, () => postFile(school, files)),
    ]);
    assert.deepEqual(await school.counts(), before);
    assert.equal((await get(school, photo)).status, 404);
    await school.rows("update students set photo_key = 'photos/a', photo_type = 'image/png'");
    await isDown("storage", fault, () => get(school, photo));
    // What needs no files goes on.
    assert.equal((await get(school, files)).status, 200);
    const down = school.log.filter((line) => line.includes('"part":"storage"'));
    assert.equal(down.length, 3);
    assert.ok(!school.log.join().includes("Hidden"));
  });
}

Deno.test("nobody listens where the files are", () => refusesAll("S3 down", s3Storage(nobody())));

Deno.test("the files' server takes calls and never answers", () =>
  withSilence((config) => refusesAll("S3 hanging", s3Storage(config))));

Deno.test("the files' server answers 500", () =>
  withStub(
    () => new Response(null, { status: 500 }),
    (config) => refusesAll("S3 answering 500", s3Storage(config)),
  ));

for (const code of ["InvalidAccessKeyId", "AccessDenied"]) {
  Deno.test(`the files' server says ${code}`, () =>
    withStub(
      () =>
        new Response(
          `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No</Message></Error>`,
          { status: 403, headers: { "content-type": "application/xml" } },
        ),
      (config) => refusesAll(`S3 answering ${code}`, s3Storage(config)),
    ));
}

Deno.test("a real S3 server that has never heard of the keys", () =>
  withS3((config) =>
    refusesAll("S3 with wrong credentials", s3Storage({ ...config, access_key_id: "NOBODY" }))
  ));

Deno.test("an S3 server that knows another secret", () =>
  withS3((config) =>
    refusesAll("S3 with a wrong secret", s3Storage({ ...config, secret_access_key: "another" }))
  ));

Deno.test("the files' server says yes and keeps nothing", () =>
  withStub(
    ({ method }) => new Response(null, { status: method === "GET" ? 404 : 200 }),
    (config) =>
      withStore(s3Storage(config), async (school, { photo }) => {
        const before = await school.counts();
        await isDown("storage", "S3 that keeps nothing", () => putPhoto(school, photo));
        assert.deepEqual(await school.counts(), before);
      }),
  ));

Deno.test("a connection to the files' server is cut: the call is made again, and nobody notices", async () => {
  await withCuts(async (config, cut) => {
    const storage = s3Storage(config);
    const bytes = await fileOf("image/png").bytes();
    for (const key of ["photos/a", "photos/b"]) {
      cut.next = true;
      await storage.put(key, bytes);
      cut.next = true;
      assert.deepEqual(await new Response(await storage.get(key)).bytes(), bytes);
    }
    assert.equal(cut.done, 4);
  });
});

Deno.test("the disk is full, and then it isn't", () =>
  withFolder((folder) =>
    withStore(diskStorage(folder), async (school, { photo, files }) => {
      assert.equal((await putPhoto(school, photo)).status, 200);
      const before = await school.counts();
      const { write } = Deno.FsFile.prototype;
      Deno.FsFile.prototype.write = () =>
        Promise.reject(Object.assign(new Error("No space left"), { code: "ENOSPC" }));
      try {
        await isDown("storage", "disk full", () => postFile(school, files));
      } finally {
        Deno.FsFile.prototype.write = write;
      }
      assert.deepEqual(await school.counts(), before);
      assert.deepEqual(Array.from(Deno.readDirSync(`${folder}/files`)), []);
      // The same key, for nothing was kept under it.
      assert.equal((await postFile(school, files)).status, 201);
      assert.equal((await get(school, photo)).text, new TextDecoder().decode(png()));
    })
  ));

Deno.test("a real S3 server: put, seen, replaced, and gone with the child", () =>
  withS3((config) => {
    const storage = s3Storage(config);
    return withStore(storage, async (school, { photo, files }) => {
      assert.equal((await putPhoto(school, photo)).status, 200);
      const file = await postFile(school, files);
      assert.equal(file.status, 201);
      assert.equal((await get(school, photo)).text, new TextDecoder().decode(png()));
      const replaced = await school.request("PUT", photo, {
        as: school.admin,
        body: fileOf("image/jpeg"),
      });
      assert.equal(replaced.status, 200);
      const kept = async () => {
        const before = new Date(Date.now() + 60_000);
        const folders = ["photos/", "files/"].map((folder) =>
          Array.fromAsync(storage.list(folder, { before }))
        );
        return (await Promise.all(folders)).flat(2);
      };
      assert.equal((await kept()).length, 2);
      const student = photo.replace("/photo", "?erase=true");
      const erased = await school.request("DELETE", student, {
        as: school.admin,
        body: { password: "correct horse battery" },
      });
      assert.equal(erased.body.erased.files, 2);
      assert.deepEqual(await kept(), []);
    });
  }));

Deno.test("the server itself, with the permissions of `deno task start`, keeps files in a bucket", () =>
  withS3((config) =>
    withFolder(async (folder) => {
      const server = await startServer(folder, {
        env: {
          S3_BUCKET: config.bucket,
          AWS_ENDPOINT_URL_S3: config.endpoint!,
          AWS_REGION: config.region,
          AWS_ACCESS_KEY_ID: config.access_key_id,
          AWS_SECRET_ACCESS_KEY: config.secret_access_key,
        },
      });
      try {
        const authorization = `Bearer ${await server.login()}`;
        const student = await fetch(`${server.url}/api/students`, {
          method: "POST",
          headers: { authorization, "content-type": "application/json" },
          body: JSON.stringify({ name: "Ana" }),
        });
        const photo = `${server.url}/api/students/${(await student.json()).student_id}/photo`;
        const body = fileOf("image/png");
        const put = await fetch(photo, { method: "PUT", headers: { authorization }, body });
        assert.equal(put.status, 200, await put.text());
        const seen = await fetch(photo, { headers: { authorization } });
        assert.deepEqual(await seen.bytes(), png());
        assert.ok(!Array.from(Deno.readDirSync(folder), ({ name }) => name).includes("files"));
      } finally {
        await server.kill("SIGTERM");
      }
    })
  ));

Deno.test("the file is kept and its row is not: the file goes again", async () => {
  const storage = memoryStorage();
  await withStore(storage, async (school, { photo, files }) => {
    const before = await school.counts();
    const { write } = school.database;
    school.database.write = () => Promise.reject(new Error("the database is gone"));
    await assert.rejects(putPhoto(school, photo), /answered 500/);
    await assert.rejects(postFile(school, files), /answered 500/);
    assert.equal(storage.files.size, 0);

    // Where only the answer was lost, the row that was written keeps its file.
    school.database.write = async (...args) => {
      await write.apply(school.database, args);
      throw new Error("the connection broke");
    };
    await assert.rejects(postFile(school, files), /answered 500/);
    school.database.write = write;
    assert.equal(storage.files.size, 1);
    const again = await postFile(school, files);
    assert.deepEqual([again.status, storage.files.size], [201, 1]);
    const after = await school.counts();
    assert.equal(after.activity_files, 1);
    assert.equal(after.audit_log, before.audit_log + 1);
  });
});

Deno.test("the file can't be deleted: the change stands, and the sweep deletes it later", async () => {
  const real = memoryStorage();
  let down = true;
  const storage: Storage = {
    ...real,
    delete: (key) => down ? Promise.reject(new StorageDown()) : real.delete(key),
  };
  await withStore(storage, async (school, { photo }) => {
    await putPhoto(school, photo);
    assert.equal((await school.request("DELETE", photo, { as: school.admin })).status, 204);
    assert.equal((await get(school, photo)).status, 404);
    assert.equal(real.files.size, 1);
    assert.ok(school.log.some((line) => line.includes("files_left_behind")));
    down = false;
    const later = { now: () => new Date(Date.now() + 2 * 60 * 60_000) };
    const swept = await sweepOrphans({ ...school.deps, clock: later });
    assert.deepEqual(swept, { found: 1, deleted: 1 });
    assert.equal(real.files.size, 0);
  });
});
