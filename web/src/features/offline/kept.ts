import type { Me, School } from "../../lib/api_types.ts";
import type { KnownRegister } from "../register/register_day.ts";
import type { DeviceStore } from "./device_store.ts";
import { registerId } from "./waiting.ts";

/** After so long without the server, a device has no rosters any more. */
export const KEPT_DAYS = 7;
const KEPT_MS = KEPT_DAYS * 86_400_000;

interface KeptPerson {
  id: "last";
  me: Me;
  school: School;
  kept_at: number;
}

export interface KeptRegister {
  id: string;
  user_id: number;
  class_id: number;
  date: string;
  class_name: string | null;
  register: KnownRegister;
  /** Null: the server never showed this day; its children are those of the day before it. */
  etag: string | null;
  kept_at: number;
}

export type Keeper = ReturnType<typeof createKeeper>;

/** What a device knows of the school without the network, for the one who is signed in on it. */
export function createKeeper(store: DeviceStore, now: () => number) {
  const isFresh = ({ kept_at }: { kept_at: number }) => now() - kept_at < KEPT_MS;

  async function registersOf(user_id: number): Promise<KeptRegister[]> {
    const all = await store.all<KeptRegister>("registers");
    return all.filter((kept) => kept.user_id === user_id && isFresh(kept));
  }

  /** Takes away what is old, or another's. */
  async function tidy(user_id: number): Promise<void> {
    const all = await store.all<KeptRegister>("registers");
    const gone = all.filter((kept) => kept.user_id !== user_id || !isFresh(kept));
    await store.remove("registers", gone.map(({ id }) => id));
  }

  return {
    registersOf,

    async keepPerson({ me, school }: { me: Me; school: School }): Promise<void> {
      await tidy(me.user_id);
      await store.put("person", { id: "last", me, school, kept_at: now() } as KeptPerson);
    },

    /** Who was signed in when the server was last there. */
    async lastPerson(): Promise<{ me: Me; school: School } | null> {
      const person = await store.get<KeptPerson>("person", "last");
      return person && isFresh(person) ? person : null;
    },

    async keepRegister(kept: Omit<KeptRegister, "id" | "kept_at">): Promise<void> {
      const id = registerId(kept);
      const before = await store.get<KeptRegister>("registers", id);
      const class_name = kept.class_name ?? before?.class_name ?? null;
      await store.put("registers", { ...kept, class_name, id, kept_at: now() } as KeptRegister);
    },

    /**
     * A register as the server last showed it. Of a day that it never showed, the children of the
     * last day before that is kept, none of them marked: the server is asked before it is sent.
     */
    async register(
      wanted: { user_id: number; class_id: number; date: string },
    ): Promise<KeptRegister | null> {
      const of_class = (await registersOf(wanted.user_id))
        .filter(({ class_id, date }) => class_id === wanted.class_id && date <= wanted.date)
        .sort((a, b) => b.date.localeCompare(a.date));
      const [newest] = of_class;
      if (!newest || newest.date === wanted.date) return newest ?? null;
      return { ...newest, id: registerId(wanted), ...notTaken(newest.register, wanted.date) };
    },

    async forget(): Promise<void> {
      const all = await store.all<KeptRegister>("registers");
      await store.remove("registers", all.map(({ id }) => id));
      await store.remove("person", ["last"]);
    },
  };
}

/** Whether one is needed on that day the device was never told. */
function notTaken({ class_id, data }: KnownRegister, date: string) {
  const nothing = { attendance_id: null, status: null, minutes_late: null, reason: null };
  const unmarked = data.map((line) => ({ ...line, ...nothing }));
  return { date, etag: null, register: { class_id, date, taken_at: null, data: unmarked } };
}

/** The classes of which something is kept, by name, each as it was last seen. */
export function newestOfEachClass(kept: KeptRegister[]): KeptRegister[] {
  const newest = new Map<number, KeptRegister>();
  for (const one of kept.toSorted((a, b) => a.date.localeCompare(b.date))) {
    const class_name = one.class_name ?? newest.get(one.class_id)?.class_name ?? null;
    newest.set(one.class_id, { ...one, class_name });
  }
  return [...newest.values()]
    .sort((a, b) => (a.class_name ?? "").localeCompare(b.class_name ?? ""));
}
