import {
  addClass,
  addStudent,
  addTerm,
  fillClass,
  inviteTeacher,
  linkParent,
  sendNotice,
  setUpSchool,
} from "./journey_office.ts";
import { leave, lookAfterChild, lookForOthers, readNotice, register } from "./journey_parent.ts";
import { teach } from "./journey_teacher.ts";
import { apiOf, withServer } from "./servers.ts";
import { assertStored, CHILDREN, OFFICE } from "./story.ts";
import { DESKTOP, type Device, PHONE, type Visit, type Visits, withBrowser } from "./visit.ts";

for (const [name, device] of [["desktop", DESKTOP], ["phone", PHONE]] as const) {
  Deno.test(
    `a school from its set-up to a parent's evening, ${name}`,
    withBrowser((visit) =>
      withServer([], async ({ origin, output }) => {
        const story = { origin, device, visit };
        const code = /type this code: (\S+)/.exec(output())![1];
        await visit(story, async (office) => {
          await setUpSchool(office, code);
          const link = await inviteTeacher(office);
          await addTerm(office);
          await addClass(office);
          for (const child of CHILDREN) await addStudent(office, child.name);
          await fillClass(office);

          await visit(story, (teacher) => teach(teacher, link));
          await meetParent(office, story);
        });
        await assertStored(await apiOf(origin, OFFICE), origin);
      })
    ),
  );
}

async function meetParent(
  office: Visit,
  { origin, visit }: { origin: string; visit: Visits; device: Device },
): Promise<void> {
  await visit({ origin, device: PHONE }, async (parent) => {
    await register(parent);
    await linkParent(office);
    await sendNotice(office);
    await parent.page.reload();
    await lookAfterChild(parent);
    await lookForOthers(parent);
    await readNotice(parent);
    await leave(parent);
  });
}
