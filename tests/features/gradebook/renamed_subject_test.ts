import assert from "node:assert/strict";
import { type School, withSchool } from "../../helpers/school.ts";
import { beforeNextWrite, openGradebook } from "./open_gradebook.ts";

const LATER = "2026-10-14T09:00:01.000Z";

/** Mathematics, in which Ana has 80 % and Bo 60 %; Cem has nothing yet. */
async function filled(school: School, subject: string | null = "Mathematics") {
  const book = await openGradebook(school);
  const { class_id, term_id, teacher } = book;
  const [ana, bo] = book.children;
  const rename = (subject: string | null, name = "3A Mathematics") =>
    school.request("PUT", `/api/classes/${class_id}`, {
      as: school.admin,
      body: { name, subject },
    });
  assert.equal((await rename(subject)).status, 200);
  const assessment_id = await book.assessment();
  const score = (student_id: number, score: number) =>
    book.save([{ assessment_id, student_id, state: "scored", score }]);
  await score(ana, 8);
  await score(bo, 6);
  const column = (subject: string) =>
    `/api/classes/${class_id}/grades?term_id=${term_id}&subject=${encodeURIComponent(subject)}`;
  return {
    ...book,
    ...{ ana, bo, cem: book.children[2], rename, score },
    post: (...results: Record<string, unknown>[]) => book.ask("PUT", "results", { results }),
    /** The official marks in the preview of the results, by child. */
    posted: async () => {
      const { body } = await book.ask("GET", "results");
      return body.data.map(({ posted }: { posted: { grade: string } | null }) => posted?.grade);
    },
    marks: () =>
      school.rows("select student_id, subject, grade from grades order by student_id, grade_id"),
    getColumn: (subject: string) => school.request("GET", column(subject), { as: teacher }),
    putColumn: (subject: string, student_id: number, grade: string | null) =>
      school.request("PUT", `/api/classes/${class_id}/grades`, {
        as: teacher,
        body: { term_id, subject, marks: [{ student_id, grade }] },
      }),
  };
}

Deno.test(
  "a class whose subject is renamed keeps its results posted, under the new name, each audited",
  withSchool(async (school) => {
    const { ana, bo, cem, class_id, rename, post, posted, score, marks } = await filled(school);
    const first = await post({ student_id: ana }, { student_id: bo, comment: "Came late" });
    await school.request("POST", `/api/students/${ana}/grades`, {
      as: school.admin,
      body: { subject: "Art", grade: "A", class_id, term_id: first.body.term.term_id },
    });
    const counts = await school.counts();
    school.clock.advance(1000);
    assert.equal((await rename("Algebra")).status, 200);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    assert.deepEqual(await posted(), ["B-", "D-", undefined]);
    assert.deepEqual(await marks(), [
      { student_id: ana, subject: "Algebra", grade: "B-" },
      { student_id: ana, subject: "Art", grade: "A" },
      { student_id: bo, subject: "Algebra", grade: "D-" },
    ]);
    const after = await school.counts();
    assert.deepEqual(after, { ...counts, audit_log: counts.audit_log + 3 });
    const { grade_id } = first.body.data[0].posted;
    const told = await school.request("GET", `/api/grades/${grade_id}/changes`, {
      as: school.admin,
    });
    assert.deepEqual(told.body.data[0].changes, { subject: ["Mathematics", "Algebra"] });
    assert.equal(told.body.data[0].actor_user_id, school.admin.user_id);

    await score(ana, 9);
    const again = await post({ student_id: ana }, { student_id: bo }, {
      student_id: cem,
      grade: "P",
    });
    assert.deepEqual(
      [again.body.subject, again.body.data[0].posted.grade_id, again.body.data[0].posted.grade],
      ["Algebra", grade_id, "A-"],
    );
    assert.deepEqual(again.body.data[1].posted, {
      ...first.body.data[1].posted,
      updated_at: LATER,
    });
    assert.deepEqual((await marks()).map(({ subject, grade }) => `${subject} ${grade}`), [
      ...["Algebra A-", "Art A", "Algebra D-", "Algebra P"],
    ]);
    const counted = await school.counts();
    assert.equal((await rename("Algebra")).status, 200);
    assert.deepEqual(
      await school.counts(),
      counted,
      "renamed to what it is called, nothing is written",
    );
  }),
);

Deno.test(
  "a class without a subject is called by its name, and its results go with it into one",
  withSchool(async (school) => {
    const { ana, rename, post, posted, marks, score } = await filled(school, null);
    await post({ student_id: ana });
    for (const [subject, name, called] of [[null, "4A", "4A"], ["Algebra", "5A", "Algebra"]]) {
      await rename(subject, name!);
      await score(ana, subject ? 7 : 9);
      await post({ student_id: ana });
      assert.deepEqual(await posted(), [subject ? "C-" : "A-", undefined, undefined]);
      assert.deepEqual((await marks()).map(({ subject }) => subject), [called]);
    }
    const lines = await school.rows("select count(*) as n from audit_log where entity = 'grades'");
    await rename("Algebra", "6A");
    assert.deepEqual(
      await school.rows("select count(*) as n from audit_log where entity = 'grades'"),
      lines,
      "the name of a class with a subject is not what its marks are called by",
    );
  }),
);

Deno.test(
  "in a closed term the marks keep what the course was called, and stay the posted ones",
  withSchool(async (school) => {
    const { ana, cem, term_id, rename, post, posted, close, score, marks, getColumn, putColumn } =
      await filled(school);
    await post({ student_id: ana });
    await close();
    const stored = await school.rows("select * from grades");
    await rename("Algebra");
    assert.deepEqual(await posted(), ["B-", undefined, undefined]);
    assert.deepEqual(await school.rows("select * from grades"), stored);
    assert.equal((await post({ student_id: ana, grade: "A" })).status, 409);

    await school.request("POST", `/api/terms/${term_id}/open`, { as: school.admin });
    await score(ana, 9);
    assert.equal((await post({ student_id: ana }, { student_id: cem, grade: "P" })).status, 200);
    assert.deepEqual(await marks(), [
      { student_id: ana, subject: "Mathematics", grade: "A-" },
      { student_id: cem, subject: "Algebra", grade: "P" },
    ]);
    assert.deepEqual(grades(await getColumn("Algebra")), ["A-", null, "P"]);
    assert.equal((await putColumn("Algebra", ana, "B")).status, 200);
    assert.deepEqual(await posted(), ["B", undefined, "P"]);
    assert.equal((await putColumn("Algebra", ana, null)).status, 200);
    assert.deepEqual(await marks(), [{ student_id: cem, subject: "Algebra", grade: "P" }]);
  }),
);

Deno.test(
  "a class that is renamed while its results are posted has one mark of each child",
  withSchool(async (school) => {
    const { ana, bo, rename, post, posted, marks } = await filled(school);
    beforeNextWrite(school, () => rename("Algebra"));
    assert.equal((await post({ student_id: ana })).body.subject, "Algebra");
    beforeNextWrite(school, () => post({ student_id: bo }));
    assert.equal((await rename("Geometry")).status, 200);
    await Promise.all([
      post({ student_id: ana, grade: "A" }, { student_id: bo }),
      rename("Topology"),
      post({ student_id: bo, grade: "A" }),
    ]);
    assert.deepEqual((await posted()).map(Boolean), [true, true, false]);
    assert.deepEqual((await marks()).map(({ subject }) => subject), ["Topology", "Topology"]);
  }),
);

Deno.test(
  "a term that is closed while a class is renamed keeps its marks as they are",
  withSchool(async (school) => {
    const { ana, rename, post, posted, close, marks } = await filled(school);
    await post({ student_id: ana });
    beforeNextWrite(school, close);
    assert.equal((await rename("Algebra")).status, 200);
    assert.deepEqual((await marks()).map(({ subject }) => subject), ["Mathematics"]);
    assert.deepEqual(await posted(), ["B-", undefined, undefined]);
  }),
);

Deno.test(
  "marks entered by hand in the class's subject are its results too; those of another are not",
  withSchool(async (school) => {
    const { ana, bo, cem, class_id, term_id, rename, posted, marks, getColumn, putColumn } =
      await filled(school);
    await putColumn("Mathematics", ana, "B");
    await putColumn("Art", ana, "C");
    const body = { subject: "Mathematics", grade: "A", class_id, term_id };
    const path = `/api/students/${bo}/grades`;
    const made = await school.request("POST", path, { as: school.admin, body });
    await putColumn("Algebra", cem, "D");
    assert.deepEqual(await posted(), ["B", "A", undefined]);

    await rename("Algebra");
    assert.deepEqual(await posted(), ["B", "A", "D"], "what was called so already is its own now");
    assert.deepEqual(grades(await getColumn("Algebra")), ["B", "A", "D"]);
    assert.deepEqual(grades(await getColumn("Mathematics")), [null, null, null]);
    assert.deepEqual(grades(await getColumn("Art")), ["C", null, null]);
    await putColumn("Algebra", ana, "A");
    const second = await school.request("POST", path, {
      as: school.admin,
      body: { ...body, subject: "Algebra" },
    });
    assert.equal(second.status, 409);

    const put = (subject: string) =>
      school.request("PUT", `${path}/${made.body.grade_id}`, {
        as: school.admin,
        body: { ...body, subject },
      });
    assert.equal((await put("Art")).status, 200);
    assert.deepEqual(await posted(), ["A", undefined, "D"]);
    assert.equal((await put("Algebra")).status, 200);
    assert.deepEqual(await posted(), ["A", "A", "D"]);
    assert.equal((await marks()).length, 4);
  }),
);

Deno.test(
  "a subject that children have marks of beside the class's own is refused, and nothing is written",
  withSchool(async (school) => {
    const { ana, bo, rename, post, putColumn, posted } = await filled(school);
    await post({ student_id: ana }, { student_id: bo });
    await putColumn("Art", ana, "C");
    const before = [await school.counts(), await school.rows("select * from grades")];
    const refused = await rename("Art");
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /marks of that subject beside/);
    assert.deepEqual([await school.counts(), await school.rows("select * from grades")], before);
    const [{ subject }] = await school.rows("select subject from classes");
    assert.equal(subject, "Mathematics");
    assert.deepEqual(await posted(), ["B-", "D-", undefined]);
  }),
);

function grades({ body }: { body: { data: { grade: string | null }[] } }) {
  return body.data.map(({ grade }) => grade);
}

Deno.test(
  "marks of both subjects in a closed term, where nobody can mend them, hold no new name up",
  withSchool(async (school) => {
    const { ana, class_id, term_id, rename, post, posted, close, marks } = await filled(school);
    await post({ student_id: ana });
    const by_hand = await school.request("POST", `/api/students/${ana}/grades`, {
      as: school.admin,
      body: { subject: "Algebra", grade: "A", class_id, term_id },
    });
    assert.equal(by_hand.status, 201);
    assert.equal(
      (await rename("Algebra")).status,
      409,
      "in an open term one of the two goes first",
    );
    await close();
    assert.equal((await rename("Algebra")).status, 200);
    assert.deepEqual((await marks()).map(({ subject, grade }) => `${subject} ${grade}`), [
      "Mathematics B-",
      "Algebra A",
    ]);
    assert.deepEqual(await posted(), ["B-", undefined, undefined]);
  }),
);
