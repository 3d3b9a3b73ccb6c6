import { Badge, Card } from "../../components/parts.tsx";
import cards from "../../components/cards.module.css";
import type { AdminHome } from "../../lib/api_types.ts";
import { plural } from "../../lib/strings.ts";
import { firstNames } from "../classes/teacher_words.ts";

interface RegistersCardProps {
  registers: AdminHome["registers"];
  today: string;
}

/** Whose register of today is still to take, each with a link to the very class and day. */
export function RegistersCard({ registers, today }: RegistersCardProps) {
  const { not_taken, not_taken_count, taken_count } = registers;
  return (
    <Card title="Today's registers" action={<a href="/registers">All registers</a>}>
      <p class={cards.quiet}>
        {not_taken_count + taken_count === 0
          ? "No register is expected today"
          : not_taken_count === 0
          ? `All are taken: ${plural(taken_count, "class", "classes")}`
          : `${taken_count} taken, ${not_taken_count} still to take`}
      </p>
      {not_taken.length > 0 && (
        <ul class={cards.list}>
          {not_taken.map(({ class_id, name, teachers }) => (
            <li key={class_id} class={`${cards.line} ${cards.line_middle}`}>
              <span>
                <a href={`/classes/${class_id}/register/${today}`}>{name}</a>
                <span class={`${cards.quiet} ${cards.below}`}>
                  {teachers.length > 0 ? firstNames(teachers) : "No teacher yet"}
                </span>
              </span>
              <Badge tone="warn">Not taken</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
