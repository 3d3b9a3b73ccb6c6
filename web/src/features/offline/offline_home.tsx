import { useEffect, useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { AlertIcon, ClassesIcon, RegisterIcon } from "../../components/icons.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Badge, Card } from "../../components/parts.tsx";
import { formatLongDate, formatTime, schoolToday } from "../../lib/dates.ts";
import { reconnect, user } from "../../lib/session.ts";
import { keeper, waiting } from "./device.ts";
import { newestOfEachClass } from "./kept.ts";
import type { KeptRegister } from "./kept.ts";
import styles from "./offline.module.css";
import { registerId } from "./waiting.ts";

/** Home without the network: the classes whose children this device has. */
export function OfflineHome() {
  const [kept, setKept] = useState<KeptRegister[] | null>(null);
  useEffect(() => {
    const { user_id } = user.value!;
    void keeper.registersOf(user_id).then((all) => setKept(newestOfEachClass(all)));
    void reconnect();
  }, []);
  const today = schoolToday();
  return (
    <>
      <PageHeader title="Home" sub={formatLongDate(today)} />
      <Card title="Your classes on this device">
        {kept?.length === 0 && (
          <EmptyState icon={ClassesIcon} title="This device has no classes of yours">
            It keeps those that you teach once it has been online with you for a moment
          </EmptyState>
        )}
        <ul class={styles.items}>
          {kept?.map((one) => (
            <li key={one.class_id} class={styles.item}>
              <div class={styles.item_head}>
                <h3>{one.class_name ?? `Class ${one.class_id}`}</h3>
                <TodayState kept={one} today={today} />
              </div>
              <p>As it was on {formatTime(new Date(one.kept_at).toISOString())}</p>
              <div class={styles.item_actions}>
                <LinkButton
                  kind="primary"
                  icon={RegisterIcon}
                  href={`/classes/${one.class_id}/register/${today}`}
                  aria-label={`Take register of ${one.class_name ?? `class ${one.class_id}`}`}
                >
                  Take register
                </LinkButton>
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function TodayState({ kept, today }: { kept: KeptRegister; today: string }) {
  const id = registerId({ ...kept, date: today });
  if (waiting.value.some((item) => item.id === id && item.state !== "lost")) {
    return <Badge tone="warn">Waits to be sent</Badge>;
  }
  if (kept.date === today && kept.register.taken_at) return <Badge tone="good">Taken</Badge>;
  // Whether it is to be taken at all, or was from elsewhere, this device cannot know.
  return null;
}

/** Any other page without the network. */
export function OfflinePage() {
  const [busy, setBusy] = useState(false);
  async function again() {
    setBusy(true);
    await reconnect();
    setBusy(false);
  }
  useEffect(() => void reconnect(), []);
  return (
    <>
      <PageHeader title="No network" />
      <EmptyState
        icon={AlertIcon}
        title="This page needs the network"
        actions={
          <>
            <Button kind="primary" busy={busy} onClick={() => void again()}>Try again</Button>
            <LinkButton href="/">Registers on this device</LinkButton>
          </>
        }
      >
        Registers of your classes can be taken without it
      </EmptyState>
    </>
  );
}
