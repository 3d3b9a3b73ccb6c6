import { Badge, Card, Person } from "./parts.tsx";
import type { AtRisk } from "../lib/api_types.ts";
import { formatRate, plural } from "../lib/strings.ts";
import cards from "./cards.module.css";

interface AtRiskCardProps {
  at_risk: AtRisk[];
  count: number;
  /** Of whom: "on the roll". */
  where: string;
  /** What is counted, where that is not plain. */
  note?: string;
}

/** Who is seen at once; the others unfold. */
const SEEN = 6;

/** The children who miss too much school, each with a link to their days. */
export function AtRiskCard({ at_risk, count, where, note }: AtRiskCardProps) {
  const [seen, others] = [at_risk.slice(0, SEEN), at_risk.slice(SEEN)];
  return (
    <Card
      title="At risk by absence"
      action={count > 0 && <span class={cards.quiet}>{plural(count, "child", "children")}</span>}
    >
      {count === 0 && <p class={cards.quiet}>Nobody {where} misses 7 % of the days or more</p>}
      {note && count > 0 && <p class={cards.quiet}>{note}</p>}
      {seen.length > 0 && <Lines at_risk={seen} />}
      {others.length > 0 && (
        <details class={cards.others}>
          <summary>
            {count > at_risk.length
              ? `The next ${others.length} of ${count}`
              : `The other ${others.length}`}
          </summary>
          <Lines at_risk={others} />
        </details>
      )}
    </Card>
  );
}

function Lines({ at_risk }: { at_risk: AtRisk[] }) {
  return (
    <ul class={cards.list}>
      {at_risk.map(({ student_id, name, absent, marked, level }) => (
        <li key={student_id} class={`${cards.line} ${cards.line_middle}`}>
          <Person
            name={name}
            href={`/students/${student_id}?tab=attendance`}
            note={`Absent on ${absent} of ${plural(marked, "day", "days")}, ${
              formatRate(absent / marked)
            }`}
          />
          {level === "chronic"
            ? <Badge tone="bad">Chronic</Badge>
            : <Badge tone="warn">Warning</Badge>}
        </li>
      ))}
    </ul>
  );
}
