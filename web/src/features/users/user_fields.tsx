import { Select, TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import type { Role, User, UserStatus } from "../../lib/api_types.ts";
import { blankToNull } from "../../lib/strings.ts";

export const ROLES: Role[] = ["Admin", "Teacher", "Parent", "Student"];

export const STATUS_WORDS: Record<UserStatus, string> = {
  active: "Active",
  invited: "Invited",
  disabled: "Disabled",
};

const ROLE_HINT =
  "Admin: the office, may do everything. Teacher: registers, marks and reports. Parent: sees the children that are linked. Student: sees the own record";

/** An account. Who is invited becomes active by the invitation link, not here. */
export function UserFields({ now }: { now: User | null }) {
  const statuses: UserStatus[] = now?.status === "invited"
    ? ["invited", "disabled"]
    : ["active", "disabled"];
  return (
    <Fields>
      <TextField
        label="Name"
        name="name"
        maxLength={200}
        autocomplete="off"
        defaultValue={now?.name}
        autofocus
      />
      <TextField
        label="Email address"
        name="email"
        type="email"
        autocomplete="off"
        optional={now?.role === "Student"}
        defaultValue={now?.email ?? ""}
      />
      <Select
        label="Role"
        name="role"
        hint={ROLE_HINT}
        value={now?.role ?? "Teacher"}
        options={ROLES.map((role) => ({ value: role, label: role }))}
      />
      {now && (
        <Select
          label="Status"
          name="status"
          value={now.status}
          options={statuses.map((status) => ({ value: status, label: STATUS_WORDS[status] }))}
        />
      )}
    </Fields>
  );
}

export function userInput(values: Record<string, string>, now: User | null) {
  return {
    name: values.name.trim(),
    email: blankToNull(values.email),
    role: values.role,
    ...(now ? { status: values.status } : {}),
  };
}
