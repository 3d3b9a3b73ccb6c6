import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";
import { anaOf, logged, MINUTE, notices, TODAY } from "./absences.ts";

Deno.test(
  "what is corrected within the hour is taken back, later it stays; a new absence tells anew",
  withSchool(async (school) => {
    const { ana, take } = await anaOf(school);
    const renew = async () => Object.assign(school.admin, await school.user("Admin"));
    await take("Absent");
    school.clock.advance(59 * MINUTE);
    await renew();
    await take("Excused");
    assert.deepEqual(await notices(school), []);
    await take("Absent");
    assert.equal((await notices(school))[0].sent_at, "2026-10-14T09:59:00.000Z");
    school.clock.advance(60 * MINUTE);
    await renew();
    await take("Present");
    assert.equal((await notices(school)).length, 2);
    await take("Absent");
    assert.equal((await notices(school)).length, 2);
    const [sent, back] = [{ day: [null, TODAY], sent: [null, 2] }, {
      day: [TODAY, null],
      sent: [2, null],
    }];
    assert.deepEqual(await logged(school), [
      ["sendAbsenceNotice", ana, sent],
      ["withdrawAbsenceNotice", ana, back],
      ["sendAbsenceNotice", ana, sent],
    ]);
  }),
);

Deno.test(
  "yesterday is told of, the day before is not; a mark that moves to another day takes its notice along",
  withSchool(async (school) => {
    const { take, add, path } = await anaOf(school);
    const days = async () => [...new Set((await notices(school)).map(({ day }) => day))];
    await take("Absent", { date: "2026-10-12" });
    assert.deepEqual(await days(), []);
    await take("Absent", { date: "2026-10-13" });
    assert.deepEqual(await days(), ["2026-10-13"]);
    const id = await add({ date: TODAY, status: "Absent" });
    assert.deepEqual((await days()).sort(), ["2026-10-13", TODAY]);
    const moved = await school.request("PUT", `${path}/${id}`, {
      as: school.admin,
      body: { date: "2026-10-12", status: "Absent" },
    });
    assert.equal(moved.status, 200, moved.text);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    assert.deepEqual(await days(), ["2026-10-13"]);
  }),
);

Deno.test(
  "yesterday is the day before, also where a day has 23 hours or 25",
  withSchool(async (school) => {
    const { take } = await anaOf(school);
    await school.rows("update settings set timezone = 'Europe/Lisbon'");
    const days = async () => [...new Set((await notices(school)).map(({ day }) => day))];
    school.clock.set("2026-10-25T23:30:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Absent", { date: "2026-10-24" });
    assert.deepEqual(await days(), ["2026-10-24"]);
    school.clock.set("2027-03-28T23:30:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Absent", { date: "2027-03-27" });
    await take("Absent", { date: "2027-03-28" });
    assert.deepEqual((await days()).sort(), ["2026-10-24", "2027-03-28"]);
  }),
);

Deno.test(
  "a notice of the last minutes of a day is taken back in the first of the next",
  withSchool(async (school) => {
    const { take } = await anaOf(school);
    school.clock.set("2026-10-14T23:50:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Absent", { date: "2026-10-13" });
    assert.equal((await notices(school)).length, 2);
    school.clock.set("2026-10-15T00:10:00Z");
    Object.assign(school.admin, await school.user("Admin"));
    await take("Present", { date: "2026-10-13" });
    assert.deepEqual(await notices(school), []);
    // Where it is the 14th still, the 13th is yesterday.
    await school.rows("update settings set timezone = 'America/New_York'");
    await take("Absent", { date: "2026-10-13" });
    assert.equal((await notices(school)).length, 2);
  }),
);
