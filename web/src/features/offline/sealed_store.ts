import { type DeviceStore, type Kept, openDeviceStore, type Shelf } from "./device_store.ts";

/** What the device keeps of children, under keys that it can be rid of. */
export interface SealedStore extends DeviceStore {
  /** Nobody is signed in: the rosters' key goes, and that of what waits once nothing does. */
  throwKeysAway(): Promise<void>;
}

interface Sealed extends Kept {
  sealed: { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };
}

type KeyName = "rosters" | "waiting";

interface KeptKey extends Kept {
  id: KeyName;
  key: CryptoKey;
}

const keyNameOf = (shelf: Shelf): KeyName => shelf === "waiting" ? "waiting" : "rosters";

/** The browser's own store, sealed where it has what that takes: a plain-HTTP address has not. */
export function openStore(): SealedStore {
  const store = openDeviceStore();
  if (!crypto.subtle || !("locks" in navigator)) return { ...store, throwKeysAway: async () => {} };
  return sealedStore(store, (work) => navigator.locks.request("laurel_keys", work));
}

/**
 * A store whose things are AES-GCM ciphertexts of their own place, so that no name stands in a
 * copied disk or a crash report. Their keys lie in the same browser, and no script can read one
 * out: that is no lock against who uses this browser, or takes its files apart. What was kept
 * before there were keys is read as it is.
 *
 * @param alone runs a change while no other tab runs its own
 */
export function sealedStore(
  store: DeviceStore,
  alone: <T>(work: () => Promise<T>) => Promise<T>,
): SealedStore {
  async function keyFor(shelf: Shelf): Promise<CryptoKey> {
    const id = keyNameOf(shelf);
    const kept = await store.get<KeptKey>("keys", id);
    if (kept) return kept.key;
    const way = { name: "AES-GCM", length: 256 };
    const key = await crypto.subtle.generateKey(way, false, ["encrypt", "decrypt"]);
    await store.put("keys", { id, key } as KeptKey);
    return key;
  }

  async function seal(shelf: Shelf, value: Kept): Promise<Sealed> {
    const { id } = value;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(value));
    const data = await crypto.subtle.encrypt(wayOf(shelf, { id, iv }), await keyFor(shelf), text);
    return { id, sealed: { iv, data } };
  }

  /** Undefined: its key is gone, and so is what it was. */
  async function opened<T extends Kept>(shelf: Shelf, kept?: T | Sealed): Promise<T | undefined> {
    if (!kept || !("sealed" in kept)) return kept;
    const key = await store.get<KeptKey>("keys", keyNameOf(shelf));
    if (!key) return undefined;
    const { id, sealed: { iv, data } } = kept;
    try {
      const text = await crypto.subtle.decrypt(wayOf(shelf, { id, iv }), key.key, data);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return undefined;
    }
  }

  async function get<T extends Kept>(shelf: Shelf, id: string): Promise<T | undefined> {
    return await opened(shelf, await store.get<T | Sealed>(shelf, id));
  }

  const put = async (shelf: Shelf, value: Kept) => store.put(shelf, await seal(shelf, value));

  return {
    lasting: store.lasting,
    get,
    async all<T extends Kept>(shelf: Shelf) {
      const kept = await store.all<T | Sealed>(shelf);
      const values = await Promise.all(kept.map((one) => opened<T>(shelf, one)));
      return values.filter((value) => value !== undefined);
    },
    async unreadable(shelf) {
      const kept = await store.all(shelf);
      const values = await Promise.all(kept.map((one) => opened(shelf, one)));
      return kept.filter((_, at) => values[at] === undefined).map(({ id }) => id);
    },
    put: (shelf, value) => alone(() => put(shelf, value)),
    // Opening and sealing take longer than a transaction lives, so tabs take turns.
    change: <T extends Kept>(
      shelf: Shelf,
      id: string,
      next: (now: T) => T | null | undefined,
    ) =>
      alone(async () => {
        const now = await get<T>(shelf, id);
        const then = now && next(now);
        if (then === null) await store.remove(shelf, [id]);
        else if (then) await put(shelf, then);
      }),
    remove: (shelf, ids) => alone(() => store.remove(shelf, ids)),
    throwKeysAway: () =>
      alone(async () => {
        const waits = (await store.all("waiting")).length > 0;
        await store.remove("keys", waits ? ["rosters"] : ["rosters", "waiting"]);
      }),
  };
}

/** A ciphertext opens only in the place that it was sealed for. */
function wayOf(shelf: Shelf, { id, iv }: { id: string; iv: Uint8Array<ArrayBuffer> }) {
  const additionalData = new TextEncoder().encode(`${shelf}/${id}`);
  return { name: "AES-GCM", iv, additionalData };
}
