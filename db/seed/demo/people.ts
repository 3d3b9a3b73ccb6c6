import { fold } from "../../../api/schema.ts";
import type * as tables from "../../schema/mod.ts";
import type { Calendar } from "./calendar.ts";
import { type Child, type Household, STUDENT_LOGIN_ID } from "./children.ts";
import { DEMO_LOGINS, DOMAIN, loginOf } from "./logins.ts";
import { ADMIN_ID, FIRST_TEACHER_ID, FORMS, TEACHERS } from "./staff.ts";

type User = typeof tables.users.$inferInsert;

interface People {
  calendar: Calendar;
  children: Child[];
  /** The hash that the four logins share. */
  password: string;
}

/** When the school began with Laurel: three weeks before the first term. */
export function madeAt({ terms: [{ days }], moment }: Calendar): string {
  return moment(days[0].subtract({ weeks: 3 }), "10:00");
}

/** Everyone the school knows, and how they belong together; before anything is marked. */
export function peopleRows({ calendar, children, password }: People) {
  const { terms, moment } = calendar;
  const at = madeAt(calendar);
  const stamps = { created_at: at, updated_at: at };
  const sign_in = new Set(DEMO_LOGINS.map(({ email }) => email));

  const user = (person: Pick<User, "user_id" | "name" | "role"> & { email: string | null }) => {
    const active = person.email !== null && sign_in.has(person.email);
    return {
      ...person,
      sort_name: fold(person.name),
      password: active ? password : null,
      status: active ? "active" as const : "invited" as const,
      ...stamps,
    };
  };

  const households = [...new Set(children.map(({ family }) => family))];
  const { name, email } = loginOf("Admin");
  return {
    users: [
      user({ user_id: ADMIN_ID, name, email, role: "Admin" }),
      ...TEACHERS.map(({ name, mailbox }, i) =>
        user({
          user_id: FIRST_TEACHER_ID + i,
          name,
          email: `${mailbox}@${DOMAIN}`,
          role: "Teacher",
        })
      ),
      ...children.map(({ student_id, user_id, name }) =>
        user({
          user_id,
          name,
          email: student_id === STUDENT_LOGIN_ID ? loginOf("Student").email : null,
          role: "Student",
        })
      ),
      ...households.flatMap(({ guardians }) =>
        guardians.map(({ user_id, name, email }) => user({ user_id, name, email, role: "Parent" }))
      ),
    ],

    students: children.map((child) => ({
      student_id: child.student_id,
      user_id: child.user_id,
      sort_name: fold(child.name),
      date_of_birth: child.date_of_birth,
      gender: child.gender,
      address: child.family.address,
      contact_number: child.family.phone,
      ...firstContact(child.family),
      student_number: child.student_number,
      grade_level: String(child.form.grade_level),
      ...stamps,
    })),

    guardians: children.flatMap(({ student_id, family }) =>
      family.guardians.map(({ user_id, relationship }) => ({
        user_id,
        student_id,
        relationship,
        created_at: at,
      }))
    ),

    holidays: calendar.holidays.map((holiday, i) => ({ holiday_id: i + 1, ...holiday, ...stamps })),

    terms: terms.map(({ term_id, name, starts_on, ends_on, days, ago }) => {
      const closed_at = ago === 0 ? null : moment(days.at(-1)!, "18:30");
      return {
        ...{ term_id, name, starts_on, ends_on, closed_at, ...stamps },
        updated_at: closed_at ?? at,
      };
    }),

    classes: FORMS.map(({ class_id, name, grade_level }) => ({
      class_id,
      name,
      sort_name: fold(name),
      grade_level: String(grade_level),
      credits: 1,
      level: "Regular" as const,
      ...stamps,
    })),

    class_teachers: TEACHERS.flatMap(({ sections }, i) =>
      FORMS.filter(({ section }) => sections.includes(section)).map(({ class_id }) => ({
        class_id,
        user_id: FIRST_TEACHER_ID + i,
        created_at: at,
      }))
    ),

    enrollments: children.map(({ student_id, form, terms }) => ({
      enrollment_id: student_id,
      class_id: form.class_id,
      student_id,
      started_on: terms[0].starts_on,
      created_at: at,
    })),
  };
}

function firstContact({ adults: [adult] }: Household) {
  return { guardian_name: adult.name, guardian_contact: adult.phone };
}
