import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { formatDay } from "../../lib/dates.ts";
import { signOutNow } from "../../lib/session.ts";
import { plural } from "../../lib/strings.ts";
import { lasting, outbox, waiting } from "./device.ts";
import styles from "./offline.module.css";

/** Nobody leaves without having heard that something of theirs is not sent yet. */
export function SignOutDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);

  async function sendAndLeave() {
    setBusy(true);
    setFailed(false);
    // Whoever sends all of it means the old ones, too: their days stand above.
    const old = waiting.value.filter(({ state }) => state === "old");
    for (const { id } of old) await outbox.again(id);
    await outbox.send();
    setBusy(false);
    const { length } = await outbox.list();
    if (length === 0) await signOutNow();
    else setFailed(true);
  }

  async function discardAndLeave() {
    await outbox.discard(...waiting.value.map(({ id }) => id));
    await signOutNow();
  }

  const count = waiting.value.length;
  return (
    <Dialog
      open={open}
      title={`${plural(count, "register is", "registers are")} not sent yet`}
      onClose={onClose}
    >
      <ul class={styles.names}>
        {waiting.value.map(({ id, class_name, date }) => (
          <li key={id}>{class_name ?? "Register"}, {formatDay(date)}</li>
        ))}
      </ul>
      {failed && (
        <p role="alert" class={styles.failed}>
          Not all could be sent. Try again when there is a network, or keep them on this device
        </p>
      )}
      <div class={styles.choices}>
        <Button wide kind="primary" busy={busy} onClick={() => void sendAndLeave()}>
          Send now and sign out
        </Button>
        {lasting.value && (
          <Button wide onClick={() => void signOutNow()}>
            Keep on this device until I sign in here again
          </Button>
        )}
        <Button wide kind="danger" onClick={() => void discardAndLeave()}>
          Discard and sign out
        </Button>
        <Button wide kind="quiet" onClick={onClose}>Stay signed in</Button>
      </div>
      {lasting.value && (
        <p class={styles.small}>
          What is kept stays in this browser, with the children's names, and is sent for nobody but
          you
        </p>
      )}
    </Dialog>
  );
}
