import {
  AuditIcon,
  BellIcon,
  CalendarIcon,
  ClassesIcon,
  HolidayIcon,
  HomeIcon,
  type IconComponent,
  PeopleIcon,
  PersonIcon,
  RegisterIcon,
  SettingsIcon,
  StudentsIcon,
} from "./components/icons.tsx";
import type { Me, Role } from "./lib/api_types.ts";

export interface NavItem {
  href: string;
  label: string;
  icon: IconComponent;
  roles: Role[];
  /** In the bar at the bottom of a phone; the others are behind "More". */
  on_bar?: boolean;
  /** Shows the count of unread notices. */
  counts_unread?: boolean;
}

const ALL: Role[] = ["Admin", "Teacher", "Student", "Parent"];

const NAVIGATION: NavItem[] = [
  { href: "/", label: "Home", icon: HomeIcon, roles: ALL, on_bar: true },
  {
    href: "/students",
    label: "Students",
    icon: StudentsIcon,
    roles: ["Admin", "Teacher"],
    on_bar: true,
  },
  { href: "/students", label: "Children", icon: StudentsIcon, roles: ["Parent"], on_bar: true },
  {
    href: "/classes",
    label: "Classes",
    icon: ClassesIcon,
    roles: ["Admin", "Teacher"],
    on_bar: true,
  },
  { href: "/registers", label: "Registers", icon: RegisterIcon, roles: ["Admin", "Teacher"] },
  {
    href: "/notices",
    label: "Notices",
    icon: BellIcon,
    roles: ALL,
    on_bar: true,
    counts_unread: true,
  },
  { href: "/users", label: "People", icon: PeopleIcon, roles: ["Admin"] },
  { href: "/terms", label: "Terms", icon: CalendarIcon, roles: ["Admin"] },
  { href: "/holidays", label: "Holidays", icon: HolidayIcon, roles: ["Admin"] },
  { href: "/settings", label: "Settings", icon: SettingsIcon, roles: ["Admin"] },
  { href: "/audit", label: "Audit log", icon: AuditIcon, roles: ["Admin"] },
];

/** Where this person can go, in order. A Student's own record is a page of its own. */
export function navigationOf(me: Me): NavItem[] {
  const items = NAVIGATION.filter(({ roles }) => roles.includes(me.role));
  const [own] = me.students;
  if (me.role === "Student" && own) {
    items.splice(1, 0, {
      href: `/students/${own.student_id}`,
      label: "My record",
      icon: PersonIcon,
      roles: ["Student"],
      on_bar: true,
    });
  }
  return items;
}

/** True for the page itself and for what is below it. */
export function isCurrent(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
