import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog.tsx";
import { Avatar } from "../../components/parts.tsx";
import type { Student } from "../../lib/api_types.ts";
import { useFile, useObjectUrl } from "../../lib/use_file.ts";
import styles from "./photo.module.css";

/** The child's photo, which a tap shows large; initials where there is none or it does not come. */
export function StudentPhoto({ student }: { student: Student }) {
  const { name, photo, updated_at } = student;
  const url = useObjectUrl(useFile(photo, updated_at));
  const [large, setLarge] = useState(false);
  if (photo === null || url === null) return <Avatar name={name} large />;
  return (
    <>
      <button
        type="button"
        class={styles.small}
        title="Show it large"
        onClick={() => setLarge(true)}
      >
        <img src={url} alt={name} />
      </button>
      <Dialog open={large} title={name} onClose={() => setLarge(false)}>
        <img class={styles.large} src={url} alt={`Photo of ${name}`} />
      </Dialog>
    </>
  );
}
