import type * as tables from "../../schema/mod.ts";
import type { Activity } from "./activities.ts";
import type { Attendance } from "./attendance.ts";
import { type Calendar, inTime, spoken } from "./calendar.ts";
import { type Child, STUDENT_LOGIN_ID } from "./children.ts";
import { ADMIN_ID, FIRST_TEACHER_ID, TEACHERS } from "./staff.ts";

type Notice = typeof tables.notifications.$inferInsert;

/** A notice before it is known whose inboxes it lies in, and as which rows. */
interface Draft
  extends Pick<Notice, "message" | "kind" | "link" | "day" | "student_id" | "sent_at"> {
  to: number[];
}

interface Term {
  calendar: Calendar;
  children: Child[];
  attendance: Attendance[];
  activities: Activity[];
}

/** What was sent from this day of the term on has not been read by anyone yet. */
const UNREAD_FROM_DAY = 41;

const TEACHER_IDS = TEACHERS.map((_, i) => FIRST_TEACHER_ID + i);

/** What lies in the inboxes of this term, in the order sent. Who has never signed in has read nothing. */
export function noticeRows(given: Term): Notice[] {
  const { calendar, children } = given;
  const { starts_on } = calendar.term;
  const term = { ...given, attendance: given.attendance.filter(({ date }) => date >= starts_on) };
  const unread_from = calendar.days[UNREAD_FROM_DAY].toString();
  const student = children[STUDENT_LOGIN_ID - 1];
  const readers = new Set([
    ADMIN_ID,
    FIRST_TEACHER_ID,
    guardiansOf(student)[0],
    student.user_id,
  ]);
  return [...schoolLife(term), ...absences(term), ...oftenAway(term), ...successes(term)]
    .toSorted((a, b) => inTime(a.sent_at, b.sent_at))
    .flatMap(({ to, ...notice }) => to.map((user_id) => ({ user_id, ...notice })))
    .map((notice, i) => ({
      notification_id: i + 1,
      status: readers.has(notice.user_id) && notice.sent_at < unread_from ? "read" : "unread",
      ...notice,
    }));
}

function schoolLife({ calendar, children }: Term): Draft[] {
  const { days, half_term, parents_evening, term, moment } = calendar;
  const parents = [...new Set(children.flatMap(guardiansOf))];
  const student = children[STUDENT_LOGIN_ID - 1].user_id;
  const marks_are_due = spoken(days[43]);
  const sent = (day: number, to: number[], message: string): Draft => ({
    to,
    message,
    kind: "message",
    sent_at: moment(days[day], "12:30"),
  });
  return [
    sent(0, parents, `Welcome to the ${term.name}. Your child's attendance and marks are all here`),
    sent(0, [student], `Welcome to the ${term.name}. Your marks and activities are all here`),
    sent(2, [ADMIN_ID, ...TEACHER_IDS], "Please have every register in by 09:00"),
    sent(
      20,
      [...parents, ...TEACHER_IDS, student],
      `The school is closed for half-term from ${spoken(half_term)} to ` +
        spoken(half_term.add({ days: 4 })),
    ),
    sent(34, TEACHER_IDS, `The term's marks are due by ${marks_are_due}`),
    sent(
      38,
      [ADMIN_ID],
      `The borough asks for this term's attendance figures by ${spoken(parents_evening)}`,
    ),
    sent(
      41,
      [...parents, ...TEACHER_IDS],
      `Parents' evening is on ${spoken(parents_evening)}, 17:00 to 19:30 in the hall`,
    ),
    sent(
      43,
      [student],
      "The mathematics team now meets on Mondays at 15:30 in room 12. See you there",
    ),
    sent(43, [ADMIN_ID], "The term's marks are in for all ten classes"),
  ];
}

/** One for each unexcused absence, sent as the register is taken. */
function absences({ children, attendance }: Term): Draft[] {
  return attendance.filter(({ status }) => status === "Absent").map((mark) => {
    const child = children[mark.student_id - 1];
    const day = spoken(mark.date);
    return {
      to: guardiansOf(child),
      message: `${child.name} was marked absent on ${day}`,
      kind: "absence",
      day: mark.date,
      student_id: child.student_id,
      link: `/students/${child.student_id}?tab=attendance`,
      sent_at: mark.created_at,
    };
  });
}

/** One for each child who, two days ago, had missed a tenth of the term or more. */
function oftenAway({ calendar: { days, moment }, children, attendance }: Term): Draft[] {
  const until = days[42].toString();
  const marks = Map.groupBy(
    attendance.filter(({ date }) => date <= until),
    ({ student_id }) => student_id,
  );
  return children.flatMap((child): Draft[] => {
    const marked = marks.get(child.student_id)!;
    const missed = marked.filter(({ status }) => status !== "Present").length;
    if (missed * 10 < marked.length) return [];
    const message = `${child.name} has missed ${missed} of ${marked.length} school days this term`;
    const notice = { kind: "attendance", ...about(child), sent_at: moment(days[42], "17:00") };
    return [
      { to: [ADMIN_ID], message, ...notice },
      { to: guardiansOf(child), message: `${message}. The office would like to help`, ...notice },
    ];
  });
}

function successes({ calendar: { days, moment }, children, activities }: Term): Draft[] {
  const won = activities.filter(({ achievement }) => achievement).map((activity): Draft => {
    const child = children[activity.student_id - 1];
    return {
      to: familyOf(child),
      message: `${child.name}: ${activity.achievement} (${activity.activity_name})`,
      kind: "activity",
      ...about(child),
      sent_at: activity.created_at,
    };
  });
  const marked = children.map((child): Draft => ({
    to: familyOf(child),
    message: `This term's marks for ${child.name} are in`,
    kind: "grade",
    ...about(child),
    sent_at: moment(days[43], "17:00"),
  }));
  return [...won, ...marked];
}

function about({ student_id }: Child) {
  return { student_id, link: `/students/${student_id}` };
}

function guardiansOf({ family }: Child): number[] {
  return family.guardians.map(({ user_id }) => user_id);
}

/** The parents, and the child where the child has a login. */
function familyOf(child: Child): number[] {
  const guardians = guardiansOf(child);
  return child.student_id === STUDENT_LOGIN_ID ? [...guardians, child.user_id] : guardians;
}
