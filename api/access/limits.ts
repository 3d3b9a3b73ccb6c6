import { GUESSES, quota, type Rule } from "../platform/limiter/limiter.ts";

/** What may be done only so often, and what whoever did it too often is told. */
export const limits = {
  signIn: { rule: GUESSES, detail: "Too many failed sign-ins. Wait, then try again" },
  ownPassword: { rule: GUESSES, detail: "Too many wrong passwords. Wait, then try again" },
  setUpCode: { rule: GUESSES, detail: "Too many wrong codes. Wait, then try again" },

  // By address, and loose: a whole school signs in, and a parents' evening registers,
  // from behind one.
  signInFrom: {
    rule: quota(300, { minutes: 10 }),
    detail: "Too many sign-ins from where you are. Wait, then try again",
  },
  registerFrom: {
    rule: quota(120, { minutes: 60 }),
    detail: "Too many new accounts from where you are. Wait, then try again",
  },

  // By user.
  generateReport: {
    rule: quota(120, { minutes: 10 }),
    detail: "You have made many reports in a short time. Wait, then make the next",
  },
} satisfies Record<string, { rule: Rule; detail: string }>;

export type LimitName = keyof typeof limits;
