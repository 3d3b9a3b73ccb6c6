import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty_state.tsx";
import { AlertIcon } from "./icons.tsx";
import { PageHeader } from "./page_header.tsx";
import { Skeleton } from "./skeleton.tsx";

// deno-lint-ignore no-explicit-any -- each page has its own props, all of them from the route
type Page = ComponentType<any>;

export interface LazyPage {
  (props: Record<string, unknown>): JSX.Element;
  preload(): Promise<void>;
}

/** A page whose code comes with the first visit. `pick` takes the component out of its module. */
export function lazyPage<Module>(
  load: () => Promise<Module>,
  pick: (module: Module) => Page,
): LazyPage {
  let page: Page | null = null;

  async function preload() {
    page ??= pick(await load());
  }

  function Lazy(props: Record<string, unknown>) {
    const [failed, setFailed] = useState(false);
    const [, arrived] = useState(0);
    const Loaded = page;
    useEffect(() => {
      // It may have come after this was drawn and before this effect ran: that is no page yet.
      if (Loaded) return;
      preload().then(() => arrived(1), () => setFailed(true));
    }, []);
    if (Loaded) {
      // Another id is another page: nothing of the first child's form may stay for the second.
      return <Loaded key={JSON.stringify(props.params)} {...props} />;
    }
    return failed ? <PageMissing /> : <Skeleton lines={6} />;
  }

  return Object.assign(Lazy, { preload });
}

// Offline, or the server has a newer build whose files have other names: a fresh load heals both.
function PageMissing() {
  return (
    <>
      <PageHeader title="This page could not be loaded" />
      <EmptyState
        icon={AlertIcon}
        title="A part of Laurel did not arrive"
        actions={<Button kind="primary" onClick={() => location.reload()}>Load again</Button>}
      >
        Check the internet connection, then load the page again
      </EmptyState>
    </>
  );
}
