import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { SearchIcon } from "../../components/icons.tsx";
import { PageHeader } from "../../components/page_header.tsx";

/** For an address that does not exist, or that is not this person's to see: the two look the same. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Page not found" />
      <EmptyState
        icon={SearchIcon}
        title="There is nothing here for you"
        actions={<LinkButton kind="primary" href="/">Go to the start page</LinkButton>}
      >
        The link may be old, or the page is for someone else. Ask the school office if you need it
      </EmptyState>
    </>
  );
}
