import { ConfirmDialog } from "../../components/dialog.tsx";
import type { User, UserStatus } from "../../lib/api_types.ts";
import type { Result } from "../../lib/problem.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";

interface StatusDialogProps {
  /** Who is to be disabled, or enabled again; null while closed. */
  user: User | null;
  onDone(): void;
  onClose(): void;
}

export function StatusDialog({ user, onDone, onClose }: StatusDialogProps) {
  const disabling = user?.status !== "disabled";
  const save = useAction(
    (who: User) => setStatus(who.user_id, disabling ? "disabled" : "active"),
    { onDone, done_message: disabling ? "Account disabled" : "Account enabled" },
  );
  return (
    <ConfirmDialog
      open={user !== null}
      title={`${disabling ? "Disable" : "Enable"} "${user?.name}"?`}
      confirm={disabling ? "Disable" : "Enable"}
      danger={disabling}
      busy={save.busy}
      problem={save.problem}
      onConfirm={() => user && void save.run(user)}
      onClose={() => {
        save.reset();
        onClose();
      }}
    >
      <p>
        {disabling
          ? "Signed out everywhere at once, and cannot sign in until enabled again. Nothing is deleted"
          : "Can sign in again with the password of before"}
      </p>
    </ConfirmDialog>
  );
}

/** Changes nothing else: the rest is what the account says at this moment. */
async function setStatus(user_id: number, status: UserStatus): Promise<Result<User>> {
  const path = `/api/users/${user_id}`;
  const now = await api.get<User>(path);
  if (!now.ok) return now;
  const { name, email, role } = now.value;
  return await api.put<User>(path, { name, email, role, status }, { if_match: now.etag });
}
