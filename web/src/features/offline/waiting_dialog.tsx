import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { ConflictDialog } from "../../components/conflict_dialog.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { SendIcon } from "../../components/icons.tsx";
import { Badge } from "../../components/parts.tsx";
import { formatDay, formatTime } from "../../lib/dates.ts";
import { me } from "../../lib/session.ts";
import { entryWords } from "../register/register_state.ts";
import { outbox, waiting } from "./device.ts";
import styles from "./offline.module.css";
import { ASK_AFTER_DAYS, countWords, refusalAdvice, type WaitingRegister } from "./waiting.ts";

/** What waits on this device, each with what can be done about it. */
export function WaitingDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const [choosing, setChoosing] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const chosen = waiting.value.find(({ id }) => id === choosing);

  async function send() {
    setBusy(true);
    await outbox.send();
    setBusy(false);
  }

  return (
    <>
      <Dialog open={open && !chosen} title="Waiting to be sent" onClose={onClose}>
        {waiting.value.length === 0 ? <p>All of it is sent</p> : (
          <ul class={styles.items}>
            {waiting.value.map((item) => (
              <Item
                key={item.id}
                item={item}
                onChoose={() => setChoosing(item.id)}
                onLeave={onClose}
              />
            ))}
          </ul>
        )}
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          {waiting.value.some(({ state }) => state === "waiting") && (
            <Button
              kind="primary"
              icon={SendIcon}
              busy={busy}
              onClick={() => void send()}
            >
              Send now
            </Button>
          )}
        </DialogActions>
      </Dialog>
      <ConflictDialog
        conflicts={(chosen?.conflicts ?? []).map(({ mine, theirs, ...child }) => ({
          ...child,
          mine: entryWords(mine),
          theirs: entryWords(theirs),
        }))}
        onSettle={(take_theirs) => {
          setChoosing(null);
          void outbox.again(choosing!, take_theirs);
        }}
        onClose={() => setChoosing(null)}
      />
    </>
  );
}

interface ItemProps {
  item: WaitingRegister;
  onChoose(): void;
  onLeave(): void;
}

function Item({ item, onChoose, onLeave }: ItemProps) {
  const [sure, setSure] = useState(false);
  const { id, class_id, class_name, date, sheet, saved_at, state, problem } = item;
  const taught = me.value?.classes.find((one) => one.class_id === class_id);
  const name = class_name ?? taught?.name ?? "Register";
  return (
    <li class={styles.item}>
      <div class={styles.item_head}>
        <h3>{name}, {formatDay(date)}</h3>
        {state === "waiting" && <Badge>Waiting</Badge>}
        {state === "old" && <Badge tone="warn">Old</Badge>}
        {state === "conflict" && <Badge tone="warn">Needs your choice</Badge>}
        {state === "refused" && <Badge tone="bad">Refused</Badge>}
        {state === "lost" && <Badge tone="bad">Lost</Badge>}
      </div>
      {state === "lost"
        ? <p>This browser can't open it any more, and it was not sent. Take the register again</p>
        : (
          <p>
            {countWords(sheet)}. Saved{" "}
            {state === "old" ? formatTime(saved_at) : formatTime(saved_at, { timeStyle: "short" })}
          </p>
        )}
      {state === "old" && (
        <p>It has waited for more than {ASK_AFTER_DAYS} days. Send it if it still holds</p>
      )}
      {state === "conflict" && <p>Someone else saved this register meanwhile</p>}
      {problem && (
        <p>
          {problem.detail || problem.title}. {refusalAdvice(problem)}
        </p>
      )}
      {sure
        ? (
          <div class={styles.item_actions}>
            <p>What you entered is lost then</p>
            <Button small onClick={() => setSure(false)}>Keep it</Button>
            <Button small kind="danger" onClick={() => void outbox.discard(id)}>Discard it</Button>
          </div>
        )
        : (
          <div class={styles.item_actions}>
            <LinkButton
              small
              href={`/classes/${class_id}/register/${date}`}
              aria-label={`Open ${name}`}
              onClick={onLeave}
            >
              Open
            </LinkButton>
            {state === "conflict" && (
              <Button small kind="primary" onClick={onChoose}>Choose what counts</Button>
            )}
            {state === "old" && (
              <Button
                small
                kind="primary"
                aria-label={`Send ${name}`}
                onClick={() => void outbox.again(id)}
              >
                Send
              </Button>
            )}
            {state === "refused" && (
              <Button small onClick={() => void outbox.again(id)}>Try again</Button>
            )}
            <Button
              small
              kind="quiet"
              aria-label={`Discard ${name}`}
              onClick={() => setSure(true)}
            >
              Discard
            </Button>
          </div>
        )}
    </li>
  );
}
