import assert from "node:assert/strict";
import { diskStorage } from "../../api/platform/storage/disk.ts";
import { memoryStorage } from "../../api/platform/storage/memory.ts";
import { s3Storage } from "../../api/platform/storage/s3.ts";
import { type Storage, StorageDown } from "../../api/platform/storage/storage.ts";
import { nobody, withS3, withSilence, withStub } from "../helpers/s3.ts";
import { withFolder } from "../helpers/server.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function read(storage: Storage, key: string): Promise<Uint8Array | null> {
  const stream = await storage.get(key);
  return stream && await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).bytes();
}

const later = () => new Date(Date.now() + 5_000);

/** What holds of every store. */
async function contract(storage: Storage): Promise<void> {
  for (const promise of Object.values(PROMISES)) await promise(storage);
}

const PROMISES: Record<string, (storage: Storage) => Promise<void>> = {
  async whatIsPutIsThere(storage) {
    const large = crypto.getRandomValues(new Uint8Array(65_536));
    const file = new Uint8Array(5 * 1024 * 1024);
    for (let i = 0; i < file.length; i += large.length) file.set(large, i);
    await storage.put("there/large", file);
    assert.deepEqual(await read(storage, "there/large"), file);
    await storage.put("there/empty", new Uint8Array());
    assert.deepEqual(await read(storage, "there/empty"), new Uint8Array());
  },
  async theSecondPutReplacesTheFirst(storage) {
    await storage.put("twice/a", bytes("the first, which is longer"));
    await storage.put("twice/a", bytes("the second"));
    assert.deepEqual(await read(storage, "twice/a"), bytes("the second"));
  },
  async whatIsNotThereIsNull(storage) {
    assert.equal(await storage.get("none/such"), null);
    await storage.delete("none/such");
  },
  async whatIsDeletedIsGone(storage) {
    await storage.put("gone/a", bytes("a"));
    await storage.put("gone/b", bytes("b"));
    await storage.delete("gone/a");
    await storage.delete("gone/a");
    assert.equal(await storage.get("gone/a"), null);
    assert.deepEqual(await read(storage, "gone/b"), bytes("b"));
  },
  async aListHasWhatIsBelowAPrefixAndOldEnough(storage) {
    await Promise.all(["list/a", "list/b", "lists/c"].map((key) => storage.put(key, bytes(key))));
    const listed = async (prefix: string, before: Date) =>
      (await Array.fromAsync(storage.list(prefix, { before }))).flat().sort();
    assert.deepEqual(await listed("list/", later()), ["list/a", "list/b"]);
    assert.deepEqual(await listed("list/", new Date(Date.now() - 60_000)), []);
    assert.deepEqual(await listed("nothing/", later()), []);
  },
  async aStreamThatIsLeftHalfReadDoesNoHarm(storage) {
    await storage.put("half/a", new Uint8Array(1_000_000));
    const reader = (await storage.get("half/a"))!.getReader();
    await reader.read();
    await reader.cancel();
    await storage.delete("half/a");
  },
};

Deno.test("files in memory keep the contract, and don't change with the bytes given", async () => {
  const storage = memoryStorage();
  await contract(storage);
  const given = bytes("given");
  await storage.put("copy/a", given);
  given.fill(0);
  assert.deepEqual(await read(storage, "copy/a"), bytes("given"));
  assert.equal(await storage.link("copy/a", { type: "image/png", disposition: "inline" }), null);
});

Deno.test("files on disk keep the contract, for their owner alone", () =>
  withFolder(async (folder) => {
    const storage = diskStorage(`${folder}/files`);
    await contract(storage);
    assert.equal(Deno.statSync(`${folder}/files`).mode! & 0o777, 0o700);
    assert.equal(Deno.statSync(`${folder}/files/twice/a`).mode! & 0o777, 0o600);
    for (const key of ["../a", "/etc/passwd", "a/../b", "a//b", "A", "a b", "", "a/"]) {
      await assert.rejects(storage.put(key, bytes("a")), /not a storage key/, key);
      await assert.rejects(storage.get(key), /not a storage key/, key);
      await assert.rejects(storage.delete(key), /not a storage key/, key);
    }
  }));

Deno.test("files in a bucket keep the contract, and are linked to only where browsers can reach it", () =>
  withS3(async (config) => {
    const storage = s3Storage(config);
    await contract(storage);
    const as = { type: "image/png", disposition: 'inline; filename="a.png"' };
    assert.equal(await storage.link("twice/a", as), null);
    assert.equal(storage.link_origin, null);

    const linked = s3Storage({ ...config, public_links: true });
    const url = new URL((await linked.link("twice/a", as))!);
    assert.equal(url.origin, linked.link_origin);
    assert.equal(url.searchParams.get("X-Amz-Expires"), "60");
    const response = await fetch(url);
    assert.equal(response.headers.get("content-type"), "image/png");
    assert.equal(response.headers.get("content-disposition"), as.disposition);
    assert.equal(await response.text(), "the second");
  }));

Deno.test("a bucket of Amazon's own is linked to by its name", () => {
  const config = { ...nobody(), endpoint: null, public_links: true, region: "eu-north-1" };
  assert.equal(s3Storage(config).link_origin, "https://laurel.s3.eu-north-1.amazonaws.com");
});

Deno.test("a bucket of many files is listed page by page", () =>
  withStub((request) => {
    const url = new URL(request.url);
    const second = url.searchParams.get("continuation-token") === "next";
    const file = (key: string, at: string) =>
      `<Contents><Key>${key}</Key><LastModified>${at}</LastModified><Size>1</Size></Contents>`;
    return new Response(
      `<?xml version="1.0"?><ListBucketResult>${
        second
          ? file("a/3", "2026-01-03T00:00:00.000Z")
          : file("a/1", "2026-01-01T00:00:00.000Z") + file("a/2", "2026-01-02T00:00:00.000Z") +
            "<NextContinuationToken>next</NextContinuationToken>"
      }</ListBucketResult>`,
      { headers: { "content-type": "application/xml" } },
    );
  }, async (config) => {
    const before = new Date("2026-01-02T00:00:00Z");
    const pages = (before: Date) => Array.fromAsync(s3Storage(config).list("a/", { before }));
    assert.deepEqual(await pages(before), [["a/1"], []]);
    assert.deepEqual(await pages(new Date("2027-01-01")), [["a/1", "a/2"], ["a/3"]]);
  }));

/** Every call fails as one kind of error, and soon enough. */
async function isDown(storage: Storage, { within }: { within: number }): Promise<void> {
  const calls = [
    () => storage.put("a/b", bytes("a")),
    () => storage.get("a/b"),
    () => storage.delete("a/b"),
    () => Array.fromAsync(storage.list("a/", { before: later() })),
  ];
  await Promise.all(calls.map(async (call) => {
    const began = performance.now();
    await assert.rejects(call, StorageDown);
    assert.ok(performance.now() - began < within, "it took too long");
  }));
}

Deno.test("a store where nobody listens", () => isDown(s3Storage(nobody()), { within: 2_000 }));

Deno.test("a store that takes the call and never answers", () =>
  withSilence((config) => isDown(s3Storage(config), { within: 4_000 })));

Deno.test("a store that answers 500, or that the keys are wrong", async () => {
  for (const status of [500, 503, 403, 401]) {
    await withStub(
      () => new Response("<Error><Code>Nope</Code></Error>", { status }),
      (config) => isDown(s3Storage(config), { within: 4_000 }),
    );
  }
});

Deno.test("a store that fails once is asked once more", async () => {
  let asked = 0;
  await withStub(
    (request) => {
      asked++;
      return new Response(request.method === "PUT" ? null : "a", {
        status: asked === 1 ? 500 : 200,
      });
    },
    (config) => s3Storage(config).put("a/b", bytes("a")),
  );
  assert.equal(asked, 3);
});

Deno.test("a store that keeps something else than it was given", () =>
  withStub(
    () => new Response("b", { status: 200 }),
    (config) => assert.rejects(s3Storage(config).put("a/b", bytes("a")), StorageDown),
  ));

Deno.test("a file that stops coming midway ends in an error, and not in half a file", () =>
  withStub(
    () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(bytes("half")),
        }),
        { headers: { "content-length": "8" } },
      ),
    async (config) => {
      const began = performance.now();
      await assert.rejects(read(s3Storage(config), "a/b"));
      assert.ok(performance.now() - began < 4_500);
    },
  ));

Deno.test("a disk that is full, or that can't be written to", () =>
  withFolder(async (folder) => {
    const storage = diskStorage(folder);
    await storage.put("a/b", bytes("before"));
    const { write } = Deno.FsFile.prototype;
    let written = 0;
    Deno.FsFile.prototype.write = function (part) {
      if (written++ > 0) throw Object.assign(new Error("No space left"), { code: "ENOSPC" });
      return write.call(this, part.subarray(0, 3));
    };
    try {
      await assert.rejects(storage.put("a/b", bytes("a much longer text")), StorageDown);
      await assert.rejects(storage.put("a/c", bytes("a much longer text")), StorageDown);
    } finally {
      Deno.FsFile.prototype.write = write;
    }
    assert.deepEqual(Array.from(Deno.readDirSync(`${folder}/a`), ({ name }) => name), ["b"]);
    assert.deepEqual(await read(storage, "a/b"), bytes("before"));

    await Deno.writeTextFile(`${folder}/file`, "");
    const blocked = diskStorage(`${folder}/file`);
    await assert.rejects(blocked.put("a/b", bytes("a")), StorageDown);
    await assert.rejects(blocked.delete("a/b"), StorageDown);
  }));
