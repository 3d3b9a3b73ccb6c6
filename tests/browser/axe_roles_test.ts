import { findsNothingFor } from "./axe_pages.ts";

// A file of its own, so that it runs while the office's pages are looked at.
Deno.test(
  "axe finds nothing on any page of teachers, students and parents",
  findsNothingFor(["Teacher", "Student", "Parent"]),
);
