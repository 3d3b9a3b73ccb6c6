import { loginOf } from "./logins.ts";

/** User ids: the Admin, then the teachers, the children and their adults. */
export const ADMIN_ID = 1;
export const FIRST_TEACHER_ID = ADMIN_ID + 1;

/** The eight subjects, the credits a mark in each carries, and whether it may be taken as Honors. */
export const SUBJECTS = [
  { name: "English", credits: 1, honors: true },
  { name: "Mathematics", credits: 1, honors: true },
  { name: "Science", credits: 1, honors: true },
  { name: "History", credits: 1, honors: true },
  { name: "Spanish", credits: 1, honors: false },
  { name: "Art", credits: 0.5, honors: false },
  { name: "Music", credits: 0.5, honors: false },
  { name: "Physical Education", credits: 0.5, honors: false },
] as const;

export type Subject = (typeof SUBJECTS)[number];

export const GRADE_LEVELS = [5, 6, 7, 8, 9] as const;
export const SECTIONS = ["A", "B"] as const;

export interface Form {
  class_id: number;
  name: string;
  grade_level: number;
  section: (typeof SECTIONS)[number];
}

/** 5A to 9B: ten forms, each taught all eight subjects together. */
export const FORMS: readonly Form[] = GRADE_LEVELS.flatMap((grade_level, year) =>
  SECTIONS.map((section, i) => ({
    class_id: year * SECTIONS.length + i + 1,
    name: `${grade_level}${section}`,
    grade_level,
    section,
  }))
);

interface Teacher {
  name: string;
  mailbox: string;
  subject: Subject["name"];
  /** The sections whose forms they teach. */
  sections: string;
}

export const TEACHERS: readonly Teacher[] = [
  { name: loginOf("Teacher").name, mailbox: "teacher", subject: "Mathematics", sections: "A" },
  { name: "Петър Николов", mailbox: "petar.nikolov", subject: "Mathematics", sections: "B" },
  { name: "Harriet Cavendish", mailbox: "harriet.cavendish", subject: "English", sections: "A" },
  { name: "Seán Ó Briain", mailbox: "sean.o-briain", subject: "English", sections: "B" },
  { name: "陈志远", mailbox: "zhiyuan.chen", subject: "Science", sections: "A" },
  { name: "Nilüfer Kaya", mailbox: "nilufer.kaya", subject: "Science", sections: "B" },
  { name: "Ελένη Μακρή", mailbox: "eleni.makri", subject: "History", sections: "A" },
  { name: "Kwame Frimpong", mailbox: "kwame.frimpong", subject: "History", sections: "B" },
  { name: "José Ángel Núñez Peña", mailbox: "jose.nunez", subject: "Spanish", sections: "A" },
  { name: "María Belén Ibáñez Soto", mailbox: "belen.ibanez", subject: "Spanish", sections: "B" },
  { name: "Lương Thị Thu Hương", mailbox: "thu-huong.luong", subject: "Art", sections: "AB" },
  { name: "Żaneta Wróbel", mailbox: "zaneta.wrobel", subject: "Music", sections: "AB" },
  { name: "رامي شاهين", mailbox: "rami.shaheen", subject: "Physical Education", sections: "A" },
  { name: "Fiona MacLeod", mailbox: "fiona.macleod", subject: "Physical Education", sections: "B" },
];

/** How many percent more or less than in other subjects the same child earns. */
export const LENIENCE: Readonly<Partial<Record<Subject["name"], number>>> = {
  "Mathematics": -3,
  "Science": -2,
  "Art": 3,
  "Music": 3,
  "Physical Education": 4,
};

/** The user id of who teaches the subject in the form. */
export function teacherOf(subject: Subject["name"], { section }: Pick<Form, "section">): number {
  return FIRST_TEACHER_ID +
    TEACHERS.findIndex((teacher) =>
      teacher.subject === subject && teacher.sections.includes(section)
    );
}
