import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { PlusIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Note } from "../../components/parts.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { List, Scale, Settings } from "../../lib/api_types.ts";
import { useQuery } from "../../lib/use_query.ts";
import { ScaleForm } from "./scale_form.tsx";
import { ScalePreview } from "./scale_preview.tsx";
import styles from "./scales.module.css";

/** The grading scales that there are, and a way to make one. */
export function ScalesPage() {
  const scales = useQuery<List<Scale>>("/api/scales", { limit: 200 });
  const settings = useQuery<Settings>("/api/settings");
  const [adding, setAdding] = useState(false);
  const in_force = settings.value?.scale_id;
  return (
    <>
      <PageHeader
        title="Grading scales"
        sub="What a mark is worth. The settings say which one is in force"
        back={{ href: "/settings", label: "Settings" }}
        actions={
          <Button kind="primary" icon={PlusIcon} onClick={() => setAdding(true)}>Add scale</Button>
        }
      />
      <div class={styles.note}>
        <Note>
          A scale is never changed, as marks were given on it. Make another, and choose it in the
          {" "}
          <a href="/settings">settings</a>
        </Note>
      </div>
      <Load query={scales} skeleton={<Skeleton lines={10} />}>
        {({ data }) => (
          <>
            <ul class={styles.scales}>
              {data.map((scale) => (
                <li key={scale.scale_id}>
                  <ScalePreview scale={scale} in_force={scale.scale_id === in_force} />
                </li>
              ))}
            </ul>
            <Dialog open={adding} title="Add scale" wide onClose={() => setAdding(false)}>
              <ScaleForm
                scales={data}
                from={data.find(({ scale_id }) => scale_id === in_force) ?? data[0]}
                onSaved={() => {
                  setAdding(false);
                  void scales.reload();
                }}
                onClose={() => setAdding(false)}
              />
            </Dialog>
          </>
        )}
      </Load>
    </>
  );
}
