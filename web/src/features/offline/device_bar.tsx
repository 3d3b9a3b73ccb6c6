import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { AlertIcon, InfoIcon } from "../../components/icons.tsx";
import { offline, sign_out_asked } from "../../lib/session.ts";
import { lasting, waiting } from "./device.ts";
import styles from "./offline.module.css";
import { SignOutDialog } from "./sign_out_dialog.tsx";
import { waitingWords } from "./waiting.ts";
import { WaitingDialog } from "./waiting_dialog.tsx";

/** Above every page of those who take registers: no network, and what waits to be sent. */
export function DeviceBar() {
  const [open, setOpen] = useState(false);
  const words = waitingWords(waiting.value);
  const stuck = waiting.value.some(({ state }) => state !== "waiting");
  const Icon = stuck || !lasting.value ? AlertIcon : InfoIcon;
  return (
    <>
      {/* Always in the page, or screen readers would miss the first word in it. */}
      <div role="status" class={styles.region}>
        {(offline.value || words) && (
          <div class={stuck ? `${styles.bar} ${styles.stuck}` : styles.bar}>
            <Icon />
            <p>
              {offline.value && <>Laurel can't be reached.{" "}</>}
              {words ?? "Registers that this device has can be taken"}
              {words && !lasting.value && (
                <>. This browser keeps nothing: leave this tab open until then</>
              )}
            </p>
            {words && (
              <Button
                small
                onClick={() => setOpen(true)}
              >
                See what waits
              </Button>
            )}
          </div>
        )}
      </div>
      <WaitingDialog open={open} onClose={() => setOpen(false)} />
      <SignOutDialog open={sign_out_asked.value} onClose={() => sign_out_asked.value = false} />
    </>
  );
}
