import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { CheckIcon, CopyIcon } from "../../components/icons.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Invitation } from "../../lib/api_types.ts";
import { formatTime } from "../../lib/dates.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import styles from "./invitation_link.module.css";

interface InvitationPanelProps {
  user_id: number;
  name: string;
}

/** Makes a new invitation link and shows it, once: the server keeps only its hash. */
export function InvitationPanel({ user_id, name }: InvitationPanelProps) {
  const invite = useAction((_: null) => api.post<Invitation>(`/api/users/${user_id}/invitation`));
  const [invitation, setInvitation] = useState<Invitation | null>(null);

  async function make() {
    const result = await invite.run(null);
    if (result?.ok) setInvitation(result.value);
  }
  useEffect(() => void make(), [user_id]);

  if (invite.problem) return <ErrorPanel problem={invite.problem} onRetry={() => void make()} />;
  if (!invitation) return <Skeleton lines={3} />;
  return (
    <div class={styles.panel}>
      <p class={styles.words}>
        Send this link to {name}. It works once, until{" "}
        {formatTime(invitation.expires_at)}, and is shown only now. Older links do not work any more
      </p>
      <CopyField label={`Invitation link for ${name}`} text={absolute(invitation.url)} />
    </div>
  );
}

function absolute(url: string): string {
  return new URL(url, location.origin).href;
}

function CopyField({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  async function copy() {
    field.current!.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard on a plain-HTTP address: the text is selected, to be copied by hand.
      setCopied(document.execCommand("copy"));
    }
  }

  return (
    <div class={styles.link}>
      <input
        ref={field}
        aria-label={label}
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button kind="primary" icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy()}>
        {copied ? "Copied" : "Copy link"}
      </Button>
    </div>
  );
}
