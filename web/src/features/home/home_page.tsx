import { PageHeader } from "../../components/page_header.tsx";
import { Stack } from "../../components/parts.tsx";
import type { Me } from "../../lib/api_types.ts";
import { formatLongDate, schoolToday } from "../../lib/dates.ts";
import { me, school } from "../../lib/session.ts";
import { AdminHome } from "./admin_home.tsx";
import { ChildrenHome } from "./children_home.tsx";
import { greeting } from "./greeting.ts";
import { LatestNotices } from "./latest_notices.tsx";
import { TeacherHome } from "./teacher_home.tsx";

export function HomePage() {
  const person = me.value!;
  return (
    <>
      <PageHeader
        title={greeting({
          name: person.name,
          timezone: school.value!.timezone,
        })}
        document_title="Home"
        sub={formatLongDate(schoolToday())}
      />
      <Stack>
        <OwnHome me={person} />
        <LatestNotices user_id={person.user_id} />
      </Stack>
    </>
  );
}

function OwnHome({ me }: { me: Me }) {
  switch (me.role) {
    case "Admin":
      return <AdminHome />;
    case "Teacher":
      return <TeacherHome me={me} />;
    default:
      return <ChildrenHome me={me} />;
  }
}
