import type { Page } from "playwright-core";
import type { Role } from "../../api/access/policy.ts";
import type { Ids } from "./pages.ts";

interface DialogToOpen {
  name: string;
  roles: readonly Role[];
  path(ids: Ids): string;
  open(page: Page): Promise<void>;
}

/** What opens over a page of `pages.ts`, and how a person comes to it. */
export const DIALOGS: DialogToOpen[] = [
  byButton("Add student", { path: () => "/students" }),
  byButton("Add class", { path: () => "/classes" }),
  byButton("Add a person", { path: () => "/users?q=adler" }),
  byButton("Add term", { path: () => "/terms" }),
  byButton("Add holiday", { path: () => "/holidays" }),
  byButton("Add scale", { path: () => "/settings/scales" }),
  byButton("Done by: anyone", { path: () => "/audit" }),
  byButton("Send a notice", { path: () => "/notices", roles: ["Admin", "Teacher"] }),
  byButton("Send a notice", { path: student(), roles: ["Teacher"] }),
  byButton("Edit", { path: student() }),
  byButton("Add a mark", { path: student(), roles: ["Teacher"] }),
  byButton("Add a day", { path: student("attendance"), roles: ["Teacher"] }),
  byButton("Add an activity", { path: student("activities"), roles: ["Teacher"] }),
  byButton("Make a report", { path: student("reports"), roles: ["Teacher"] }),
  byButton("Add a parent", { path: student("guardians") }),
  byButton("Add students", { path: ({ class_id }) => `/classes/${class_id}?tab=roster` }),
  byButton("Add a teacher", { path: ({ class_id }) => `/classes/${class_id}?tab=teachers` }),
  byButton("Add assessment", { path: gradebook, roles: ["Teacher"] }),
  byMenu("Categories and weights", { path: gradebook, roles: ["Teacher"] }),
  byMenu("Keys and what to type", { path: gradebook, roles: ["Teacher"] }),
  byMenu("History", { path: student(), roles: ["Teacher"], of: "table" }),
  byMenu("Archive", { path: student() }),
  byMenu("Erase for good", { path: student() }),
  byMenu("Sign-in for the child", { path: student() }),
  byMenu("Close", { path: () => "/terms" }),
  byMenu("Reset password", { path: () => "/users?q=adler" }),
  byMenu("Disable", { path: () => "/users?q=adler" }),
];

type Where = Pick<DialogToOpen, "path"> & { roles?: readonly Role[] };

function gradebook({ class_id }: Ids): string {
  return `/classes/${class_id}/gradebook`;
}

function student(tab?: string) {
  return ({ student_id }: Ids) => `/students/${student_id}${tab ? `?tab=${tab}` : ""}`;
}

function byButton(name: string, { path, roles = ["Admin"] }: Where): DialogToOpen {
  return {
    name,
    roles,
    path,
    async open(page) {
      await page.getByRole("button", { name, exact: true }).first().click();
      await page.getByRole("dialog").waitFor();
    },
  };
}

function byMenu(
  name: string,
  { path, roles = ["Admin"], of = "main" }: Where & { of?: "main" | "table" },
): DialogToOpen {
  return {
    name,
    roles,
    path,
    async open(page) {
      const around = page.getByRole(of).first();
      await around.getByRole("button", { name: /^More for/ }).first().click();
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    },
  };
}
