import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { CloseIcon, PersonIcon } from "../../components/icons.tsx";
import { useQuery } from "../../lib/use_query.ts";
import { type Chosen, PeoplePicker } from "../notices/people_picker.tsx";

interface PersonFilterProps {
  of: "students" | "users";
  /** "Student", "Done by". */
  label: string;
  /** The id in the address, or "". */
  id: string;
  onChange(id: string): void;
}

/** One person to filter by, kept in the address as an id and shown by name. */
export function PersonFilter({ of, label, id, onChange }: PersonFilterProps) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const person = useQuery<{ name: string }>(id ? `/api/${of}/${id}` : null);
  if (id) {
    return (
      <Button icon={CloseIcon} onClick={() => onChange("")} title="Take this filter away">
        {label}: {person.value?.name ?? `no. ${id}`}
      </Button>
    );
  }
  return (
    <>
      <Button icon={PersonIcon} onClick={() => setOpen(true)}>{label}: anyone</Button>
      <Dialog open={open} title={label} onClose={() => setOpen(false)}>
        <PeoplePicker of={of} single chosen={chosen} onChange={setChosen} />
        <DialogActions>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button
            kind="primary"
            disabled={chosen.length === 0}
            onClick={() => {
              setOpen(false);
              setChosen([]);
              onChange(String(chosen[0].id));
            }}
          >
            Show
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
