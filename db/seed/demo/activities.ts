import type * as tables from "../../schema/mod.ts";
import type { Calendar } from "./calendar.ts";
import { type Child, SIBLING_ID, STUDENT_LOGIN_ID } from "./children.ts";
import { randomFrom } from "./random.ts";

export type Activity = typeof tables.activities.$inferInsert;

interface Event {
  name: string;
  /** On which of the term's 45 days, from 0. */
  day: number;
  /** How many children take part. */
  size: number;
  /** The role of the first of them, and of the others. */
  roles: readonly [leading: string, others: string];
  /** What the first ones won, in this order. */
  achievements?: readonly string[];
  from_grade_level?: number;
  /** The child that is always the first. */
  led_by?: number;
}

const EVENTS: readonly Event[] = [
  { name: "Chess club", day: 4, size: 18, roles: ["Club captain", "Member"] },
  { name: "School choir", day: 5, size: 34, roles: ["Soloist", "Singer"] },
  {
    name: "Football team",
    day: 6,
    size: 22,
    roles: ["Team captain", "Player"],
    led_by: SIBLING_ID,
  },
  { name: "Garden project", day: 8, size: 16, roles: ["Organiser", "Volunteer"] },
  {
    name: "Swimming gala",
    day: 12,
    size: 26,
    roles: ["Team captain", "Swimmer"],
    achievements: ["Gold, 50 m freestyle", "Silver, 50 m backstroke", "Bronze, 100 m breaststroke"],
  },
  {
    name: "School newspaper",
    day: 14,
    size: 12,
    roles: ["Editor", "Reporter"],
    achievements: ["Best interview of the issue"],
  },
  {
    name: "Poetry recital",
    day: 17,
    size: 15,
    roles: ["Reader", "Reader"],
    achievements: ["Audience prize"],
  },
  {
    name: "Science fair",
    day: 19,
    size: 28,
    roles: ["Team lead", "Exhibitor"],
    achievements: [
      "First prize: how clean the canal is",
      "Second prize: a solar oven",
      "Third prize: how yeast breathes",
    ],
  },
  {
    name: "Food bank collection",
    day: 22,
    size: 20,
    roles: ["Coordinator", "Volunteer"],
    achievements: ["400 meals collected"],
  },
  {
    name: "Mathematics Olympiad",
    day: 26,
    size: 24,
    roles: ["Competitor", "Competitor"],
    achievements: [
      "Gold certificate",
      "Silver certificate",
      "Silver certificate",
      "Bronze certificate",
      "Bronze certificate",
    ],
    led_by: STUDENT_LOGIN_ID,
  },
  {
    name: "Robotics league",
    day: 29,
    size: 14,
    roles: ["Driver", "Builder"],
    achievements: ["Regional finalist"],
  },
  {
    name: "Model United Nations",
    day: 31,
    size: 16,
    roles: ["Chair", "Delegate"],
    achievements: ["Best position paper"],
    from_grade_level: 8,
  },
  {
    name: "Art exhibition",
    day: 34,
    size: 20,
    roles: ["Exhibitor", "Exhibitor"],
    achievements: ["Chosen for the town library"],
  },
  {
    name: "Debating final",
    day: 37,
    size: 12,
    roles: ["Team captain", "Speaker"],
    achievements: ["First place", "Best speaker"],
    from_grade_level: 7,
    led_by: STUDENT_LOGIN_ID,
  },
  { name: "Cross-country run", day: 39, size: 40, roles: ["Pacemaker", "Runner"] },
  { name: "School play", day: 41, size: 24, roles: ["Lead role", "Cast"] },
];

/** The term's sixteen activities: who took part, as what, and what came of it; oldest first. */
export function activityRows({ days, moment }: Calendar, children: Child[]): Activity[] {
  const random = randomFrom("activities");
  const rows: Activity[] = [];
  for (const { name, day, size, roles, achievements = [], ...who } of EVENTS) {
    const may = children.filter(({ form }) => form.grade_level >= (who.from_grade_level ?? 0));
    const shuffled = random.shuffled(may);
    const [leader = shuffled[0]] = may.filter(({ student_id }) => student_id === who.led_by);
    const participants = [leader, ...shuffled.filter((child) => child !== leader)].slice(0, size);
    participants.forEach(({ student_id }, i) =>
      rows.push({
        activity_id: rows.length + 1,
        student_id,
        activity_name: name,
        participation_date: days[day].toString(),
        role: roles[i === 0 ? 0 : 1],
        achievement: achievements[i] ?? null,
        created_at: moment(days[day], "17:15"),
      })
    );
  }
  return rows;
}
