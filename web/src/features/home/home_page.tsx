import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Stack } from "../../components/parts.tsx";
import type { Home } from "../../lib/api_types.ts";
import { formatLongDate, schoolToday } from "../../lib/dates.ts";
import { me, school } from "../../lib/session.ts";
import { useQuery } from "../../lib/use_query.ts";
import { AdminHomePage } from "./admin_home.tsx";
import { ChildrenHome } from "./children_home.tsx";
import { greeting } from "./greeting.ts";
import { LatestNotices } from "./latest_notices.tsx";
import { TeacherHomePage } from "./teacher_home.tsx";

/** All that a home shows comes with one request. */
export function HomePage() {
  const person = me.value!;
  const home = useQuery<Home>("/api/home");
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
      <Load query={home}>
        {(value) => (
          <Stack>
            <OwnHome home={value} />
            <LatestNotices notices={value.notices} />
          </Stack>
        )}
      </Load>
    </>
  );
}

function OwnHome({ home }: { home: Home }) {
  switch (home.role) {
    case "Admin":
      return <AdminHomePage home={home} />;
    case "Teacher":
      return <TeacherHomePage home={home} />;
    default:
      return <ChildrenHome home={home} />;
  }
}
