import assert from "node:assert/strict";
import { memoryStore } from "../../web/src/features/offline/device_store.ts";
import {
  createKeeper,
  KEPT_DAYS,
  type KeptRegister,
  newestOfEachClass,
} from "../../web/src/features/offline/kept.ts";
import { dayOf } from "../../web/src/features/register/register_day.ts";
import type { ClassRegister, Me, School } from "../../web/src/lib/api_types.ts";

const DAY_MS = 86_400_000;
const person = { me: { user_id: 7 } as Me, school: { school_name: "Oak" } as School };

function setUp() {
  const store = memoryStore();
  const clock = { now: 0 };
  return { store, clock, keeper: createKeeper(store, () => clock.now) };
}

function register(class_id: number, date: string, user_id = 7) {
  const line = { student_id: 1, name: "Child 1", student_number: null, attendance_id: 5 };
  const mark = { status: "Absent" as const, minutes_late: null, reason: "Ill" };
  const value: ClassRegister = {
    class_id,
    date,
    status: "taken",
    why: null,
    holiday: null,
    taken_at: date,
    data: [{ ...line, ...mark }],
  };
  return { user_id, class_id, date, class_name: `Class ${class_id}`, register: value, etag: '"1"' };
}

Deno.test("a register comes back as the server showed it", async () => {
  const { keeper } = setUp();
  await keeper.keepRegister(register(1, "2026-10-14"));
  const kept = await keeper.register({ user_id: 7, class_id: 1, date: "2026-10-14" });
  assert.deepEqual(kept!.register, register(1, "2026-10-14").register);
  assert.equal(kept!.etag, '"1"');
  await keeper.keepRegister({ ...register(1, "2026-10-14"), class_name: null });
  const again = await keeper.register({ user_id: 7, class_id: 1, date: "2026-10-14" });
  assert.equal(again!.class_name, "Class 1", "who does not know the name does not take it away");
});

Deno.test("a day that the server never showed has yesterday's children, and none of their marks", async () => {
  const { keeper } = setUp();
  await keeper.keepRegister(register(1, "2026-10-12"));
  await keeper.keepRegister(register(1, "2026-10-13"));
  const kept = (await keeper.register({ user_id: 7, class_id: 1, date: "2026-10-14" }))!;
  assert.equal(kept.date, "2026-10-14");
  assert.equal(kept.etag, null);
  assert.equal(kept.register.taken_at, null);
  assert.equal(dayOf(kept.register, "2026-10-14"), null, "whether one is needed it can't know");
  assert.deepEqual(kept.register.data, [{
    student_id: 1,
    name: "Child 1",
    student_number: null,
    attendance_id: null,
    status: null,
    minutes_late: null,
    reason: null,
  }]);
  assert.equal(await keeper.register({ user_id: 7, class_id: 1, date: "2026-10-11" }), null);
  assert.equal(await keeper.register({ user_id: 7, class_id: 2, date: "2026-10-14" }), null);
  assert.equal(await keeper.register({ user_id: 8, class_id: 1, date: "2026-10-14" }), null);
});

Deno.test("after some days without the server nothing is left of it", async () => {
  const { keeper, store, clock } = setUp();
  await keeper.keepPerson(person);
  await keeper.keepRegister(register(1, "2026-10-14"));
  clock.now = KEPT_DAYS * DAY_MS - 1;
  assert.deepEqual((await keeper.lastPerson())!.me, person.me);
  assert.equal((await keeper.registersOf(7)).length, 1);
  clock.now += 1;
  assert.equal(await keeper.lastPerson(), null);
  assert.deepEqual(await keeper.registersOf(7), []);
  await keeper.keepPerson(person);
  assert.deepEqual(await store.all("registers"), [], "and the device does not have it any more");
});

Deno.test("the next person on the device takes the first one's away", async () => {
  const { keeper, store } = setUp();
  await keeper.keepPerson(person);
  await keeper.keepRegister(register(1, "2026-10-14"));
  await keeper.keepPerson({ ...person, me: { user_id: 8 } as Me });
  assert.deepEqual(await store.all("registers"), []);
  assert.equal((await keeper.lastPerson())!.me.user_id, 8);
});

Deno.test("signing out leaves no person and no roster, and what waits stays", async () => {
  const { keeper, store } = setUp();
  await keeper.keepPerson(person);
  await keeper.keepRegister(register(1, "2026-10-14"));
  await store.put("waiting", { id: "7/1/2026-10-14" });
  await keeper.forget();
  assert.deepEqual(await store.all("registers"), []);
  assert.deepEqual(await store.all("person"), []);
  assert.equal((await store.all("waiting")).length, 1);
});

Deno.test("each class once, as it was last seen, by name", () => {
  const kept = [register(2, "2026-10-14"), register(1, "2026-10-13"), register(1, "2026-10-14")]
    .map((one) => ({ ...one, id: "", kept_at: 0 }) as KeptRegister);
  // A register that the page read says no class's name.
  kept[2].class_name = null;
  assert.deepEqual(
    newestOfEachClass(kept).map(({ class_name, date }) => [class_name, date]),
    [["Class 1", "2026-10-14"], ["Class 2", "2026-10-14"]],
  );
});
