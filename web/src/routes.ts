import { exec } from "preact-iso/router";
import { type LazyPage, lazyPage } from "./components/lazy_page.tsx";
import type { Role } from "./lib/api_types.ts";

export interface PageRoute {
  path: string;
  page: LazyPage;
  /** Who may open it; without it, everyone who is signed in. */
  roles?: Role[];
}

const STAFF: Role[] = ["Admin", "Teacher"];
const OFFICE: Role[] = ["Admin"];

/** The pages of someone who is signed in. A new page is one line here. */
export const PAGES: PageRoute[] = [
  {
    path: "/",
    page: lazyPage(() => import("./features/home/home_page.tsx"), (m) => m.HomePage),
  },
  {
    path: "/notices",
    page: lazyPage(() => import("./features/notices/notices_page.tsx"), (m) => m.NoticesPage),
  },
  {
    path: "/account",
    page: lazyPage(() => import("./features/account/account_page.tsx"), (m) => m.AccountPage),
  },
  {
    path: "/students",
    page: lazyPage(() => import("./features/students/students_page.tsx"), (m) => m.StudentsPage),
  },
  {
    path: "/students/:id",
    page: lazyPage(() => import("./features/student/student_page.tsx"), (m) => m.StudentPage),
  },
  {
    path: "/classes",
    page: lazyPage(() => import("./features/classes/classes_page.tsx"), (m) => m.ClassesPage),
    roles: STAFF,
  },
  {
    path: "/classes/:id",
    page: lazyPage(() => import("./features/class/class_page.tsx"), (m) => m.ClassPage),
    roles: STAFF,
  },
  {
    path: "/classes/:id/register/:date",
    page: lazyPage(() => import("./features/register/register_page.tsx"), (m) => m.RegisterPage),
    roles: STAFF,
  },
  {
    path: "/classes/:id/marks",
    page: lazyPage(() => import("./features/marks/class_marks_page.tsx"), (m) => m.ClassMarksPage),
    roles: STAFF,
  },
  {
    path: "/classes/:id/gradebook",
    page: lazyPage(
      () => import("./features/gradebook/gradebook_page.tsx"),
      (m) => m.GradebookPage,
    ),
    roles: STAFF,
  },
  {
    path: "/classes/:id/results",
    page: lazyPage(() => import("./features/gradebook/results_page.tsx"), (m) => m.ResultsPage),
    roles: STAFF,
  },
  {
    path: "/registers",
    page: lazyPage(() => import("./features/registers/registers_page.tsx"), (m) => m.RegistersPage),
    roles: STAFF,
  },
  {
    path: "/summary",
    page: lazyPage(
      () => import("./features/summary/school_summary_page.tsx"),
      (m) => m.SchoolSummaryPage,
    ),
    roles: OFFICE,
  },
  {
    path: "/users",
    page: lazyPage(() => import("./features/users/users_page.tsx"), (m) => m.UsersPage),
    roles: OFFICE,
  },
  {
    path: "/terms",
    page: lazyPage(() => import("./features/terms/terms_page.tsx"), (m) => m.TermsPage),
    roles: OFFICE,
  },
  {
    path: "/holidays",
    page: lazyPage(() => import("./features/holidays/holidays_page.tsx"), (m) => m.HolidaysPage),
    roles: OFFICE,
  },
  {
    path: "/settings",
    page: lazyPage(() => import("./features/settings/settings_page.tsx"), (m) => m.SettingsPage),
    roles: OFFICE,
  },
  {
    path: "/settings/scales",
    page: lazyPage(() => import("./features/settings/scales_page.tsx"), (m) => m.ScalesPage),
    roles: OFFICE,
  },
  {
    path: "/audit",
    page: lazyPage(() => import("./features/audit/audit_page.tsx"), (m) => m.AuditPage),
    roles: OFFICE,
  },
];

/** The pages of someone who is not. `/sign-in` is in the first load: it is where most days begin. */
export const PUBLIC_PAGES: PageRoute[] = [
  {
    path: "/setup",
    page: lazyPage(() => import("./features/session/set_up_page.tsx"), (m) => m.SetUpPage),
  },
  {
    path: "/register",
    page: lazyPage(() => import("./features/session/register_page.tsx"), (m) => m.RegisterPage),
  },
  {
    path: "/invite",
    page: lazyPage(() => import("./features/session/invite_page.tsx"), (m) => m.InvitePage),
  },
];

/** Starts to load the page that the address names, before it is known who asks. */
export function preloadAddress(path: string) {
  const found = [...PAGES, ...PUBLIC_PAGES].find((page) => exec(path, page.path));
  found?.page.preload().catch(() => {});
}

const QUIET_MS = 3000;

/** The other pages of a role, once the first is at rest: the next tap then needs no network. */
export function preloadPages(role: Role): () => void {
  const timer = setTimeout(() => {
    if (!navigator.onLine) return;
    for (const { page, roles } of PAGES) {
      if (!roles || roles.includes(role)) page.preload().catch(() => {});
    }
  }, QUIET_MS);
  return () => clearTimeout(timer);
}
