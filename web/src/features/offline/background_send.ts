import { createClient } from "../../lib/client.ts";
import type { DeviceStore } from "./device_store.ts";
import { createKeeper } from "./kept.ts";
import { createOutbox } from "./outbox.ts";

/** The browser's word for it: fired when there is a network again. */
export const SEND_TAG = "laurel_send_registers";

export interface BackgroundWorld {
  store: DeviceStore;
  fetch: typeof fetch;
  now(): number;
  uuid(): string;
  /** One refresh, and one sender, among all tabs and this worker. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  alone(work: () => Promise<void>): Promise<void>;
  onChange(): void;
}

/**
 * Sends what waits without a page, for the one who is signed in on this device. The refresh cookie
 * signs: the session that it opens must be of the person whom the device keeps and whose registers
 * these are, and none is opened after it, so nothing goes out in another's name. Signing out takes
 * the person off the device: from then on nothing is asked, also where the server has not heard.
 *
 * @throws where something still waits for the network; the browser tries again
 */
export async function sendInBackground(world: BackgroundWorld): Promise<void> {
  const { store, now, uuid, exclusively, alone, onChange } = world;
  const person = await createKeeper(store, now).lastPerson();
  if (!person) return;
  const { user_id } = person.me;
  const client = createClient({
    fetch: withOneRefresh(world.fetch),
    now,
    uuid,
    exclusively,
    onSession() {},
    onSignedOut() {},
    onWrite() {},
    onReach() {},
  });
  const outbox = createOutbox({
    store,
    api: client,
    user_id: () => user_id,
    maybeOnline: () => true,
    now,
    uuid,
    alone,
    onChange,
    onWait() {},
    onSent() {},
  });
  const waits = async () => (await outbox.list()).some(({ state }) => state === "waiting");
  if (!await waits()) return;
  const renewed = await client.refresh();
  if (!renewed.ok && renewed.problem.status === 401) return;
  if (renewed.ok) {
    if (renewed.value.user.user_id !== user_id) return;
    await outbox.send();
  }
  if (await waits()) throw new Error("registers still wait to be sent");
}

/** The cookie may come to be another's while this runs: a second session is never asked for. */
function withOneRefresh(ask: typeof fetch): typeof fetch {
  let asked = false;
  return (input, init) => {
    if (input !== "/api/refresh") return ask(input, init);
    if (asked) return Promise.reject(new TypeError("the session has ended"));
    asked = true;
    return ask(input, init);
  };
}
