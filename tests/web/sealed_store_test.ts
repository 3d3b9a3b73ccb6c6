import assert from "node:assert/strict";
import { type Kept, memoryStore } from "../../web/src/features/offline/device_store.ts";
import { sealedStore } from "../../web/src/features/offline/sealed_store.ts";

interface Child extends Kept {
  name: string;
}

/** A device, and tabs that take turns. */
function setUp() {
  const plain = memoryStore();
  let last: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>) => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
  return { plain, tab: () => sealedStore(plain, alone) };
}

/** All that the device holds, as one who copied it reads it. */
async function copied(plain: ReturnType<typeof memoryStore>): Promise<string> {
  const all = await Promise.all(
    (["person", "registers", "waiting"] as const).map((shelf) => plain.all<Kept>(shelf)),
  );
  const bytes = (data: unknown) =>
    data instanceof ArrayBuffer ? new TextDecoder("latin1").decode(data) : data;
  return JSON.stringify(all.flat(), (_, value) => bytes(value));
}

Deno.test("what is kept comes back, to any tab, and no name of it stands on the device", async () => {
  const { plain, tab } = setUp();
  await tab().put("registers", { id: "1", name: "Ana" } as Child);
  await tab().put("waiting", { id: "2", name: "José" } as Child);
  assert.deepEqual(await tab().get<Child>("registers", "1"), { id: "1", name: "Ana" });
  assert.deepEqual(await tab().all<Child>("waiting"), [{ id: "2", name: "José" }]);
  const text = await copied(plain);
  assert.ok(!/Ana|José|name/.test(text), text);
  assert.deepEqual(JSON.parse(text).map(({ id }: Kept) => id), ["1", "2"]);
});

Deno.test("no script can read a key out, and no two seals are alike", async () => {
  const { plain, tab } = setUp();
  await Promise.all([1, 2, 3].map((id) => tab().put("waiting", { id: String(id) })));
  const keys = await plain.all<Kept & { key: CryptoKey }>("keys");
  assert.deepEqual(keys.map(({ id }) => id), ["waiting"], "tabs at once make one key");
  assert.equal(keys[0].key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", keys[0].key));
  const sealed = await plain.all<Kept & { sealed: { iv: Uint8Array } }>("waiting");
  assert.equal(new Set(sealed.map(({ sealed }) => sealed.iv.join())).size, 3);
});

Deno.test("a change replaces, removes or leaves; two at once both count", async () => {
  const { tab } = setUp();
  await tab().put("waiting", { id: "1", name: "" } as Child);
  const add = (letter: string) =>
    tab().change<Child>("waiting", "1", (now) => ({ ...now, name: now.name + letter }));
  await Promise.all([add("a"), add("b"), add("c")]);
  assert.equal((await tab().get<Child>("waiting", "1"))!.name, "abc");
  await tab().change<Child>("waiting", "1", () => undefined);
  assert.equal((await tab().get<Child>("waiting", "1"))!.name, "abc");
  await tab().change<Child>("waiting", "1", () => null);
  await tab().change<Child>("waiting", "1", () => assert.fail("it is gone"));
  assert.deepEqual(await tab().all("waiting"), []);
});

Deno.test("what was kept before there were keys is read, and sealed when it changes", async () => {
  const { plain, tab } = setUp();
  await plain.put("waiting", { id: "1", name: "Ana" } as Child);
  assert.deepEqual(await tab().all<Child>("waiting"), [{ id: "1", name: "Ana" }]);
  await tab().change<Child>("waiting", "1", (now) => ({ ...now, name: "Ana Silva" }));
  assert.ok(!(await copied(plain)).includes("Ana"));
  assert.equal((await tab().get<Child>("waiting", "1"))!.name, "Ana Silva");
});

Deno.test("a seal opens in its own place only", async () => {
  const { plain, tab } = setUp();
  await tab().put("registers", { id: "1", name: "Ana" } as Child);
  const [sealed] = await plain.all<Kept>("registers");
  await plain.put("registers", { ...sealed, id: "2" });
  await plain.put("person", sealed);
  assert.equal(await tab().get("registers", "2"), undefined);
  assert.equal(await tab().get("person", "1"), undefined);
  assert.deepEqual(await tab().all<Child>("registers"), [{ id: "1", name: "Ana" }]);
});

Deno.test("signing out throws the rosters' key away, and that of what waits once nothing does", async () => {
  const { plain, tab } = setUp();
  await tab().put("registers", { id: "1", name: "Ana" } as Child);
  await tab().put("waiting", { id: "2", name: "José" } as Child);
  await tab().throwKeysAway();
  assert.equal(await tab().get("registers", "1"), undefined, "a copy of it opens no more");
  assert.deepEqual(await tab().all("registers"), []);
  assert.deepEqual(await tab().all<Child>("waiting"), [{ id: "2", name: "José" }]);
  await tab().remove("waiting", ["2"]);
  await tab().throwKeysAway();
  assert.deepEqual(await plain.all("keys"), []);
  await tab().put("waiting", { id: "3", name: "Zoë" } as Child);
  assert.deepEqual(await tab().all<Child>("waiting"), [{ id: "3", name: "Zoë" }]);
});

Deno.test("what waits and opens no more is named, until it is kept anew or removed", async () => {
  const { plain, tab } = setUp();
  for (const id of ["1", "2", "3"]) await tab().put("waiting", { id, name: "Ana" } as Child);
  await plain.put("waiting", { id: "0", name: "Bea" } as Child);
  assert.deepEqual(await tab().unreadable("waiting"), []);
  await plain.remove("keys", ["waiting"]);
  assert.deepEqual(await tab().unreadable("waiting"), ["1", "2", "3"]);
  assert.deepEqual(await tab().all<Child>("waiting"), [{ id: "0", name: "Bea" }]);
  await tab().put("waiting", { id: "1", name: "José" } as Child);
  await tab().remove("waiting", ["2"]);
  assert.deepEqual(await tab().unreadable("waiting"), ["3"], "another key opens it no more either");
  await tab().throwKeysAway();
  assert.deepEqual(await tab().unreadable("waiting"), ["3"]);
  assert.deepEqual((await tab().get<Child>("waiting", "1"))!.name, "José");
});
