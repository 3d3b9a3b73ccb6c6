import { z } from "zod";
import { LEVELS } from "../../../db/schema/classes.ts";
import { NOTIFICATION_STATUSES } from "../../../db/schema/notifications.ts";
import { day, idText, moment } from "../../schema.ts";
import { DaySummary } from "../attendance/schema.ts";
import { REGISTER_STATUSES } from "../attendance/register_status.ts";

const date = z.string().meta({ format: "date" });
const rate = z.number().nullable().meta({
  description: "present / marked, 0 to 1; null without a mark",
});
const today = date.meta({ description: "Today at the school" });

export const AtRisk = z.strictObject({
  student_id: z.int(),
  name: z.string(),
  marked: z.int().meta({
    description: "Days with a mark: of the term asked for, else of this school year",
  }),
  absent: z.int().meta({ description: "Those on which the child was Absent or Excused" }),
  rate: z.number().meta({
    description: "The part of the marked days on which the child was there",
  }),
  level: z.enum(["warning", "chronic"]).meta({
    description: "chronic: absent on a tenth of the marked days or more; warning: on 7 % or more",
  }),
}).meta({ id: "AtRisk" });
export type AtRisk = z.infer<typeof AtRisk>;

const riskList = {
  at_risk: z.array(AtRisk).meta({ description: "At most 20, who misses most first" }),
  at_risk_count: z.int(),
};
const EXAMPLE_RISK = {
  at_risk: [{
    student_id: 14,
    name: "José Ångström",
    marked: 40,
    absent: 5,
    rate: 0.875,
    level: "chronic" as const,
  }],
  at_risk_count: 1,
};

const notices = z.array(z.strictObject({
  notification_id: z.int(),
  message: z.string(),
  status: z.enum(NOTIFICATION_STATUSES),
  link: z.string().nullable(),
  sent_at: moment,
})).meta({ description: "The own inbox's newest: at most 3" });

export const AdminHome = z.strictObject({
  role: z.literal("Admin"),
  today,
  registers: z.strictObject({
    not_taken: z.array(z.strictObject({
      class_id: z.int(),
      name: z.string(),
      date,
      teachers: z.array(z.string()),
    })).meta({ description: "Whose register of today is expected and not taken: at most 20" }),
    not_taken_count: z.int(),
    taken_count: z.int(),
  }),
  ...riskList,
  students: z.int().meta({ description: "Children on the roll" }),
  teachers: z.int().meta({ description: "Teachers with an account that is not disabled" }),
  parents: z.int().meta({ description: "Parents, likewise" }),
  classes: z.int().meta({ description: "Classes in use" }),
  terms: z.int(),
  notices,
});
export type AdminHome = z.infer<typeof AdminHome>;

export const TeacherHome = z.strictObject({
  role: z.literal("Teacher"),
  today,
  classes: z.array(z.strictObject({
    class_id: z.int(),
    name: z.string(),
    subject: z.string().nullable(),
    students: z.int(),
    register: z.enum(REGISTER_STATUSES).meta({ description: "Today's" }),
    taken_at: moment.nullable(),
  })).meta({ description: "The classes that the Teacher teaches, by name" }),
  ...riskList,
  notices,
});
export type TeacherHome = z.infer<typeof TeacherHome>;

export const FamilyHome = z.strictObject({
  role: z.enum(["Parent", "Student"]),
  today,
  gpa_maximum: z.number().meta({ description: "The most points that a mark earns, bonus aside" }),
  children: z.array(z.strictObject({
    student_id: z.int(),
    name: z.string(),
    grade_level: z.string().nullable(),
    archived_at: moment.nullable().meta({
      description: "When they left the school, whose record can still be read; they come last",
    }),
    attendance: DaySummary.meta({ description: "Of this school year" }),
    gpa: z.number().nullable(),
    latest_grades: z.array(z.strictObject({
      grade_id: z.int(),
      subject: z.string(),
      grade: z.string(),
      level: z.enum(LEVELS),
      created_at: moment,
    })).meta({ description: "At most 5, the newest first" }),
    latest_absences: z.array(z.strictObject({
      date,
      status: z.enum(["Absent", "Excused"]),
      reason: z.string().nullable(),
    })).meta({ description: "At most 5 days of this school year, the newest first" }),
  })).meta({ description: "A Parent's children; a Student's own record" }),
  notices,
});
export type FamilyHome = z.infer<typeof FamilyHome>;

export const Home = z.discriminatedUnion("role", [AdminHome, TeacherHome, FamilyHome]).meta({
  id: "Home",
  example: {
    role: "Teacher",
    today: "2026-10-14",
    classes: [{
      class_id: 3,
      name: "3A Mathematics",
      subject: "Mathematics",
      students: 28,
      register: "taken",
      taken_at: "2026-10-14T09:00:00.000Z",
    }],
    ...EXAMPLE_RISK,
    notices: [],
  },
});
export type Home = z.infer<typeof Home>;

export const ClassSummaryQuery = z.strictObject({
  term_id: idText.optional().meta({ description: "Left out: this school year" }),
});

export const ClassSummary = z.strictObject({
  class_id: z.int(),
  students: z.int().meta({ description: "Children in the class now" }),
  attendance: z.strictObject({
    rate,
    by_status: z.strictObject({ Present: z.int(), Absent: z.int(), Excused: z.int() })
      .meta({ description: "Marks given in this class" }),
  }),
  ...riskList,
  grades: z.strictObject({
    count: z.int(),
    average_points: z.number().nullable().meta({
      description: "Of those that have points; two decimals",
    }),
    distribution: z.array(z.strictObject({ grade: z.string(), count: z.int() }))
      .meta({ description: "The best first, those without points last" }),
  }).meta({
    description: "The marks of this class, of the term asked for or of this school year's",
  }),
}).meta({
  id: "ClassSummary",
  example: {
    class_id: 3,
    students: 28,
    attendance: { rate: 0.95, by_status: { Present: 950, Absent: 20, Excused: 30 } },
    ...EXAMPLE_RISK,
    grades: {
      count: 2,
      average_points: 3.85,
      distribution: [{ grade: "A", count: 1 }, { grade: "A-", count: 1 }],
    },
  },
});
export type ClassSummary = z.infer<typeof ClassSummary>;

export const SchoolSummaryQuery = z.strictObject({
  from: day.optional().meta({ description: "Left out: the first day of this school year" }),
  to: day.optional().meta({ description: "Left out: up to today" }),
});

const days = {
  marked: z.int().meta({ description: "Days of children with a mark" }),
  present: z.int(),
  absent: z.int(),
  excused: z.int(),
  rate,
};

export const SchoolSummary = z.strictObject({
  from: date,
  to: date,
  students: z.int().meta({ description: "Children on the roll" }),
  ...days,
  months: z.array(z.strictObject({ month: z.string(), ...days }))
    .meta({ description: "The months with a mark, the first first" }),
  grade_levels: z.array(z.strictObject({ grade_level: z.string().nullable(), ...days })),
  gpa: z.strictObject({
    maximum: z.number().meta({ description: "The most points that a mark earns, bonus aside" }),
    average: z.number().nullable().meta({ description: "Of the children's own; two decimals" }),
    counted: z.int().meta({ description: "Children on the roll who have one" }),
    distribution: z.array(z.strictObject({
      from: z.number(),
      to: z.number(),
      count: z.int(),
    })).meta({
      description: "Eight equal steps up to the maximum, each from and below; the last whole",
    }),
  }).meta({ description: "Over all their marks, whatever the days asked for" }),
}).meta({
  id: "SchoolSummary",
  example: {
    from: "2026-09-01",
    to: "2026-10-14",
    students: 240,
    marked: 7200,
    present: 6840,
    absent: 160,
    excused: 200,
    rate: 0.95,
    months: [{
      month: "2026-09",
      marked: 5280,
      present: 5016,
      absent: 118,
      excused: 146,
      rate: 0.95,
    }],
    grade_levels: [{
      grade_level: "3",
      marked: 600,
      present: 570,
      absent: 10,
      excused: 20,
      rate: 0.95,
    }],
    gpa: {
      maximum: 4,
      average: 3.1,
      counted: 236,
      distribution: [{ from: 3, to: 3.5, count: 120 }],
    },
  },
});
export type SchoolSummary = z.infer<typeof SchoolSummary>;
