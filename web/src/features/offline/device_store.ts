/**
 * What this device keeps: who used it last, registers as the server last showed them, registers to
 * send; and the keys that these are sealed with.
 */
export type Shelf = "person" | "registers" | "waiting" | "keys";

export interface Kept {
  id: string;
}

/** The device's own memory for children's data: never the browser's HTTP cache. */
export interface DeviceStore {
  /** False where the browser lends no storage: what is put here then goes with the page. */
  lasting(): boolean;
  get<T extends Kept>(shelf: Shelf, id: string): Promise<T | undefined>;
  all<T extends Kept>(shelf: Shelf): Promise<T[]>;
  /** The ids of what is there and can't be opened any more: `get` and `all` don't have it. */
  unreadable(shelf: Shelf): Promise<string[]>;
  put(shelf: Shelf, value: Kept): Promise<void>;
  /** Replaces one in one step, so that two tabs cannot both: null removes it, undefined leaves it. */
  change<T extends Kept>(
    shelf: Shelf,
    id: string,
    next: (now: T) => T | null | undefined,
  ): Promise<void>;
  remove(shelf: Shelf, ids: string[]): Promise<void>;
}

const NAME = "laurel";
const VERSION = 2;
const SHELVES: Shelf[] = ["person", "registers", "waiting", "keys"];

/** The browser's own database, or where it refuses (a private window, a full disk) the page's memory. */
export function openDeviceStore(): DeviceStore {
  let memory: DeviceStore | null = null;
  const database = openDatabase().then(overIndexedDb, () => null);

  async function on<T>(work: (store: DeviceStore) => Promise<T>): Promise<T> {
    const store = memory ?? await database;
    if (store && !memory) {
      try {
        return await work(store);
      } catch {
        // What it holds may still be read; what it refuses to keep must not be lost.
        memory ??= await copyOf(store);
      }
    }
    return await work(memory ??= memoryStore());
  }

  return {
    lasting: () => memory === null,
    get: (shelf, id) => on((store) => store.get(shelf, id)),
    all: (shelf) => on((store) => store.all(shelf)),
    unreadable: (shelf) => on((store) => store.unreadable(shelf)),
    put: (shelf, value) => on((store) => store.put(shelf, value)),
    change: (shelf, id, next) => on((store) => store.change(shelf, id, next)),
    remove: (shelf, ids) => on((store) => store.remove(shelf, ids)),
  };
}

async function copyOf(store: DeviceStore): Promise<DeviceStore> {
  const copy = memoryStore();
  for (const shelf of SHELVES) {
    for (const value of await store.all(shelf).catch(() => [])) await copy.put(shelf, value);
  }
  return copy;
}

/** As long as the page. */
export function memoryStore(): DeviceStore {
  const shelves = new Map<Shelf, Map<string, Kept>>(SHELVES.map((shelf) => [shelf, new Map()]));
  const on = (shelf: Shelf) => shelves.get(shelf)!;
  return {
    lasting: () => false,
    get: <T extends Kept>(shelf: Shelf, id: string) =>
      Promise.resolve(on(shelf).get(id) as T | undefined),
    all: <T extends Kept>(shelf: Shelf) => Promise.resolve([...on(shelf).values()] as T[]),
    unreadable: () => Promise.resolve([]),
    put(shelf, value) {
      on(shelf).set(value.id, value);
      return Promise.resolve();
    },
    change<T extends Kept>(
      shelf: Shelf,
      id: string,
      next: (now: T) => T | null | undefined,
    ) {
      const now = on(shelf).get(id) as T | undefined;
      const then = now && next(now);
      if (then === null) on(shelf).delete(id);
      else if (then) on(shelf).set(id, then);
      return Promise.resolve();
    },
    remove(shelf, ids) {
      for (const id of ids) on(shelf).delete(id);
      return Promise.resolve();
    },
  };
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, VERSION);
    opening.onupgradeneeded = () => {
      const { result: database } = opening;
      const there = [...database.objectStoreNames];
      for (const shelf of SHELVES.filter((shelf) => !there.includes(shelf))) {
        database.createObjectStore(shelf, { keyPath: "id" });
      }
    };
    opening.onsuccess = () => {
      const database = opening.result;
      // A newer Laurel in another tab may need to change it.
      database.onversionchange = () => database.close();
      resolve(database);
    };
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error("another tab holds an older database"));
  });
}

function overIndexedDb(database: IDBDatabase): DeviceStore {
  /** One transaction: it is done when what it wrote is on the disk. */
  function run<T>(
    shelf: Shelf,
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T> | void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(shelf, mode);
      const request = work(transaction.objectStore(shelf));
      transaction.oncomplete = () => resolve(request ? request.result : undefined as T);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  return {
    lasting: () => true,
    get: (shelf, id) => run(shelf, "readonly", (store) => store.get(id)),
    all: (shelf) => run(shelf, "readonly", (store) => store.getAll()),
    unreadable: () => Promise.resolve([]),
    put: (shelf, value) => run(shelf, "readwrite", (store) => void store.put(value)),
    change: (shelf, id, next) =>
      run(shelf, "readwrite", (store) => {
        const reading = store.get(id);
        reading.onsuccess = () => {
          const then = reading.result && next(reading.result);
          if (then === null) store.delete(id);
          else if (then) store.put(then);
        };
      }),
    remove: (shelf, ids) =>
      run(shelf, "readwrite", (store) => {
        for (const id of ids) store.delete(id);
      }),
  };
}
