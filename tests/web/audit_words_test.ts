import assert from "node:assert/strict";
import {
  auditChanges,
  auditSentence,
  groupByRequest,
  groupSentence,
} from "../../web/src/features/audit/audit_words.ts";
import type { AuditEntry } from "../../web/src/lib/api_types.ts";

function entry(patch: Partial<AuditEntry>): AuditEntry {
  return {
    audit_id: 1,
    at: "2026-10-14T09:00:00.000Z",
    actor_user_id: 1,
    actor_name: "Ana",
    student_name: null,
    action: "login",
    entity: "users",
    entity_id: 1,
    student_id: null,
    changes: null,
    request_id: "r1",
    ...patch,
  };
}

Deno.test("a sentence has its student in the middle", () => {
  assert.deepEqual(auditSentence(entry({ action: "enrollStudents", student_id: 5 })), {
    before: "put",
    student_id: 5,
    after: "into a class",
  });
  assert.deepEqual(auditSentence(entry({})), { before: "signed in", student_id: null, after: "" });
  assert.equal(
    auditSentence(entry({ action: "eraseStudent" })).before,
    "erased a student for good",
  );
});

Deno.test("an operation that has no sentence is still readable", () => {
  assert.equal(auditSentence(entry({ action: "lendBook" })).before, "lend book");
  assert.deepEqual(auditSentence(entry({ action: "lendBook", student_id: 5 })), {
    before: "lend book,",
    student_id: 5,
    after: "",
  });
});

Deno.test("changes are told from one to the other, with names for ids", () => {
  const changes = auditChanges({
    changes: {
      grade_level: ["5", "6"],
      class_id: [null, 3],
      scale_id: [1, 9],
      email: ["a@b.example", null],
      pass: [false, true],
      updated_at: ["x", "y"],
      photo_sha256: [null, "9f86d081"],
      comment: ["", null],
    },
  }, { class_id: { 3: "5A" }, scale_id: { 1: "US 4.0" } });
  assert.deepEqual(changes, [
    { field: "grade level", from: "5", to: "6" },
    { field: "class", from: null, to: "5A" },
    { field: "scale", from: "US 4.0", to: "no. 9" },
    { field: "email", from: "a@b.example", to: null },
    { field: "pass", from: "no", to: "yes" },
  ]);
  assert.deepEqual(auditChanges({ changes: null }), []);
  assert.equal(auditChanges({ changes: { term_id: [null, 2] } })[0].field, "term no.");
});

Deno.test("what one request did to many stands together", () => {
  const register = { action: "putClassAttendance", request_id: "r2" };
  const groups = groupByRequest([
    entry({ ...register, audit_id: 4 }),
    entry({ ...register, audit_id: 3 }),
    entry({ audit_id: 2, request_id: null }),
    entry({ audit_id: 1, request_id: null }),
  ]);
  assert.deepEqual(groups.map((group) => group.length), [2, 1, 1]);
  assert.equal(groupSentence(groups[0][0], 2), "took the register of 2 students");
  assert.equal(groupSentence(entry({ action: "login" }), 2), "signed in (2 entries)");
});

Deno.test("a cell of the gradebook reads as it does there", () => {
  const cell = (state: string, score: number | null, label: string | null = null) => (
    { state, score, label }
  );
  const words = (from: unknown, to: unknown) => {
    const [{ from: before, to: after }] = auditChanges({ changes: { cell: [from, to] } });
    return [before, after];
  };
  assert.deepEqual(words(null, cell("scored", 0)), [null, "0"]);
  assert.deepEqual(words(cell("missing", null), cell("late", 7.5)), ["missing", "7.5, late"]);
  assert.deepEqual(words(cell("scored", null, "B+"), cell("late", null)), ["B+", "late"]);
});
