import type { Cost, Step } from "./cost.ts";
import { CHILDREN_TAUGHT, IN_CLASS } from "./measured_school.ts";
import { type Asked, nameOf } from "./operations.ts";

/** The session that lives, and the account that it is of. */
const WHO = 2;

/**
 * To see that a thing is within reach: a child's own, a parent's link and its child; for a
 * Teacher the school's setting, a class of theirs, that they teach it, and the child in it.
 */
const REACH: Record<Asked["role"], number> = {
  anyone: 0,
  Admin: 0,
  Student: 1,
  Parent: 2,
  Teacher: 4,
};

/** Rows for each thing in an answer: its own, and one that it is named by. */
const EACH = 2;

/** Operations whose things are of fewer or more rows. A new one is held to `EACH`. */
const OF_EACH: Record<string, number> = {
  ...ofEach(1, "listActivities", "listActivityFiles", "listGrades", "listHolidays"),
  ...ofEach(1, "listNotifications", "listReports", "listScales", "listTerms", "listUsers"),
  ...ofEach(1, "listAttendance"),
  // The class; its teacher, their name, and where it stands among them.
  ...ofEach(3, "listClasses"),
  // The line, who did it, the child, and the child's name.
  ...ofEach(4, "listAudit"),
  // The mark, its term and its class.
  ...ofEach(3, "getGpa"),
  // The cell, its assessment, and where it stands in the order; of a child, the same of each term.
  ...ofEach(3, "getGradebook", "putScores"),
  ...ofEach(8, "getResults", "postResults"),
  // Who is in the class, the child, the name, the mark, and where it stands in the order.
  ...ofEach(5, "getClassGrades", "putClassGrades"),
  // The same, and whether the child is there for the class or for a mark.
  ...ofEach(7, "getClassAttendance", "putClassAttendance"),
};

/** What a search looks at beside a thing: the word, and whether an earlier one, or another typed, is its. */
const A_WORD = 3;

/** To take a name apart into its words. */
const A_NAME = 40;

interface Exception {
  of: RegExp;
  most: number;
  because: string;
}

/**
 * What reads more than its answer shows: how much, and why. None reads more in a larger school, but
 * that a search which is narrowed further looks at all that its word finds.
 */
export const EXCEPTIONS: Exception[] = [
  {
    of: /^listClassStudents/,
    most: 5 * IN_CLASS,
    because: "all of the class are put in order to find the page",
  },
  {
    of: /^listStudents Admin class_id/,
    most: 6 * IN_CLASS,
    because: "all of the class are put in order to find the page",
  },
  {
    of: /^listStudents Admin q=.*class_id/,
    most: 9 * IN_CLASS,
    because: "the words of all of the class are looked through",
  },
  {
    of: /^listStudents Teacher q=/,
    most: 7 * CHILDREN_TAUGHT,
    because: "the words of all whom the Teacher has are looked through",
  },
  {
    of: /^listStudents Teacher (?!of all)|^listStudents Teacher$/,
    most: 5 * CHILDREN_TAUGHT,
    because: "all whom the Teacher has are put in order to find the page",
  },
  {
    of: /^listStudents Admin q=.*grade_level/,
    most: 330,
    because: "of all whom the word finds, one in twelve is in the grade level",
  },
  {
    of: /^listAttendance Admin class_id/,
    most: 60,
    because: "those of one class are found among all of the child's",
  },
  {
    of: /^listRegisters/,
    most: 260,
    because: "of each class its marks, its children and its teachers are looked at",
  },
  {
    of: /^getHome Teacher/,
    most: 700,
    because: "it is asked for each day that today can be, and every day of the children is counted",
  },
  {
    of: /^getHome (Student|Parent)/,
    most: 250,
    because: "every mark and every day of the child's year is counted, until it is kept",
  },
  {
    of: /^getClassSummary/,
    most: 320,
    because: "every mark of the class and every day of its children is counted, until it is kept",
  },
  {
    of: /^getAttendanceSummary/,
    most: 250,
    because:
      "the school year is found and counted, for each day that today can be until its zone is known",
  },
  {
    of: /^getTrend/,
    most: 130,
    because: "every mark and every day of the child's is counted",
  },
  {
    of: /^generateReport/,
    most: 260,
    because: "a report holds every mark and every day of the child's",
  },
  {
    of: /^sendNotifications/,
    most: 90,
    because: "whom it goes to is found before and again as it is sent",
  },
];

/** How many rows a request needs to read; it may read 5 more. @param ids where a table's last id stands */
export function needed(cost: Cost, ids: Map<string, number>): number {
  const exception = EXCEPTIONS.find(({ of }) => of.test(nameOf(cost.asked)));
  if (exception) return exception.most;
  const { role, method } = cost.asked;
  const shown = eachOf(cost.asked) * things(cost) + counted(cost);
  // A write asks for the thing, holds against it that it is the same, and asks for it as it is then.
  const times = method === "GET" ? 1 : 3;
  // Beside what is shown, a question is for one row.
  const other = method === "GET" ? 1 : 1 + REACH[role];
  const steps = cost.steps.filter(({ sql }) => !/^(begin|commit|rollback)/i.test(sql));
  return REACH[role] + times * shown +
    steps.reduce((sum, step) => sum + forStep(step, { other, ids }), 0);
}

function forStep(step: Step, { other, ids }: { other: number; ids: Map<string, number> }): number {
  const change = changeOf(step);
  if (!change) return isAboutSession(step) ? WHO : other;
  const { table, verb, renames } = change;
  // Each row, and what it refers to or is found by; SQLite goes through the last ids to find a table's.
  return step.affected * (3 + (renames ? A_NAME : 0)) +
    (verb === "insert into" ? ids.get(table) ?? 0 : 0);
}

const isAboutSession = ({ sql }: Step) => /^[^?]*from "sessions"/.test(sql);

function eachOf({ operation, path }: Asked): number {
  return (OF_EACH[operation] ?? EACH) + (/[?&]q=/.test(path) ? A_WORD : 0);
}

/** The things that an answer is made of, and of a list the one that shows that there are more. */
function things({ body }: Cost): number {
  const whole = body?.data ?? body;
  const within = JSON.stringify(whole ?? {}).split("{").length - 1;
  return Math.max(1, within) + (body?.next_cursor ? 1 : 0);
}

/** Rows that an answer counts, and does not show. */
function counted({ body }: Cost): number {
  return (body?.unread ?? 0) + (body?.read ?? 0) + (body?.summary?.marked ?? 0);
}

/** How many rows a request may write: each row, each of its indexes, and what its triggers keep. */
export function mayWrite(cost: Cost, { indexes, ids }: {
  indexes: Map<string, number>;
  ids: Map<string, number>;
}): number {
  return cost.steps.reduce((sum, step) => {
    const change = changeOf(step);
    if (!change || step.affected === 0) return sum;
    const { table, verb, renames } = change;
    const words = renames ? MOST_WORDS * 3 : 0;
    const counts = table === "enrollments" || /archived_at/.test(step.sql) ? 1 : 0;
    const last_id = verb === "insert into" && ids.has(table) ? 1 : 0;
    return sum + step.affected * (1 + indexes.get(table)! + words + counts) + last_id;
  }, 0);
}

/** Of a name that the requests give or change: a word is a row and its index, and one taken away a row. */
const MOST_WORDS = 3;

interface Change {
  verb: string;
  table: string;
  /** Whether a name is taken apart into the words by which it is found. */
  renames: boolean;
}

function changeOf({ sql }: Step): Change | null {
  const found = /^\s*(insert into|update|delete from) "?(\w+)"?/i.exec(sql);
  if (!found) return null;
  const [, verb, table] = found;
  const renames = ["users", "students", "classes"].includes(table) &&
    /sort_name|archived_at|email/.test(sql);
  return { verb: verb.toLowerCase(), table, renames };
}

function ofEach(rows: number, ...operations: string[]): Record<string, number> {
  return Object.fromEntries(operations.map((operation) => [operation, rows]));
}
