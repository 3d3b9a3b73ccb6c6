import { Component, type ComponentChildren } from "preact";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty_state.tsx";
import { AlertIcon } from "./icons.tsx";
import { PageHeader } from "./page_header.tsx";

interface CrashGuardProps {
  /** A new value shows the children again: the address, so that going elsewhere works. */
  reset_on: string;
  children: ComponentChildren;
}

interface CrashGuardState {
  crashed_on: string | null;
}

/** A fault in one page must not take the navigation away with it. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override state: CrashGuardState = { crashed_on: null };

  override componentDidCatch(error: unknown) {
    console.error(error);
    this.setState({ crashed_on: this.props.reset_on });
  }

  override render({ reset_on, children }: CrashGuardProps) {
    if (this.state.crashed_on !== reset_on) return children;
    return (
      <>
        <PageHeader title="This page has a fault" />
        <EmptyState
          icon={AlertIcon}
          title="Nothing that was saved is lost"
          actions={
            <Button kind="primary" onClick={() => location.reload()}>
              Load the page again
            </Button>
          }
        >
          If it stays like this, tell the school office what you did last
        </EmptyState>
      </>
    );
  }
}
