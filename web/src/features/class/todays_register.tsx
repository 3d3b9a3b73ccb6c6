import type { ComponentChildren } from "preact";
import { LinkButton } from "../../components/button.tsx";
import { RegisterIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { Card } from "../../components/parts.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Class, ClassRegister } from "../../lib/api_types.ts";
import { formatLongDate, formatTime, schoolToday } from "../../lib/dates.ts";
import { plural } from "../../lib/strings.ts";
import { useQuery } from "../../lib/use_query.ts";
import { whyWords } from "../register/register_day.ts";
import { countChoices, registerSheet } from "../register/register_state.ts";
import styles from "./class_page.module.css";

/** Today's register at a glance and the way to it; `children` are ways to more. */
export function TodaysRegister(
  { value, children }: { value: Class; children?: ComponentChildren },
) {
  const { class_id, archived_at } = value;
  const today = schoolToday();
  const register = useQuery<ClassRegister>(`/api/classes/${class_id}/attendance/${today}`);
  return (
    <Card title={`Today, ${formatLongDate(today)}`}>
      <Load query={register} skeleton={<Skeleton lines={2} />}>
        {(read) => (
          <div class={styles.today}>
            <TodayWords register={read} />
            <div class={styles.today_links}>
              {!archived_at && (
                <LinkButton
                  kind={read.status === "not_taken" ? "primary" : "secondary"}
                  icon={RegisterIcon}
                  href={`/classes/${class_id}/register/${today}`}
                >
                  {read.taken_at ? "Change the register" : "Take the register"}
                </LinkButton>
              )}
              {children}
            </div>
          </div>
        )}
      </Load>
    </Card>
  );
}

function TodayWords({ register }: { register: ClassRegister }) {
  const { taken_at } = register;
  const why = whyWords(register);
  const [what, more] = taken_at
    ? [countWords(register), `Saved ${formatTime(taken_at)}`]
    : why
    ? [why, "No register is needed"]
    : ["Not taken yet", untakenWords(register)];
  return (
    <div class={styles.today_words}>
      <p>{what}</p>
      <p>{more}</p>
    </div>
  );
}

/** The office may have marked a child whose parents rang before the lesson. */
function untakenWords({ data }: ClassRegister): string {
  const marked = data.filter(({ status }) => status !== null).length;
  return marked === 0
    ? "Everyone is down as present there; nobody is marked until it is saved"
    : `${
      plural(marked, "student is", "students are")
    } marked already, and nobody else until it is saved`;
}

function countWords(register: ClassRegister): string {
  const { Present, Late, Absent, Excused, not_marked } = countChoices(registerSheet(register));
  return [
    `${Present + Late} present${Late > 0 ? ` (${Late} late)` : ""}`,
    Absent > 0 && `${Absent} absent`,
    Excused > 0 && `${Excused} excused`,
    not_marked > 0 && `${not_marked} not marked`,
  ].filter(Boolean).join(", ");
}
