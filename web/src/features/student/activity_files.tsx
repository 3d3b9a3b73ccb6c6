import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { FileButtons } from "../../components/file_buttons.tsx";
import { EyeIcon, PlusIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { RemoveDialog } from "../../components/remove_dialog.tsx";
import type { Activity, ActivityFile, List } from "../../lib/api_types.ts";
import { openFile } from "../../lib/open_file.ts";
import type { Problem, Result } from "../../lib/problem.ts";
import { FILES, fileToSend, UPLOAD_MS } from "../../lib/send_file.ts";
import { api } from "../../lib/session.ts";
import { formatSize, plural } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { useQuery } from "../../lib/use_query.ts";
import styles from "./activity_files.module.css";

interface Props {
  activity: Activity;
  can_write: boolean;
  /** A file was added or deleted. */
  onChange(): void;
}

/** What was attached to an activity: certificates, programmes, pictures. */
export function ActivityFiles(
  { activity, onClose, ...props }: Omit<Props, "activity"> & {
    activity: Activity | null;
    onClose(): void;
  },
) {
  return (
    <Dialog
      open={activity !== null}
      title={`Files of "${activity?.activity_name}"`}
      onClose={onClose}
    >
      {activity && <Files activity={activity} {...props} />}
    </Dialog>
  );
}

/** Files that an activity may have before the last are left out here; the API has pages. */
const MOST_SHOWN = 200;

function Files({ activity, can_write, onChange }: Props) {
  const path = `/api/students/${activity.student_id}/activities/${activity.activity_id}/files`;
  const files = useQuery<List<ActivityFile>>(path, { limit: MOST_SHOWN });
  const [removing, setRemoving] = useState<ActivityFile | null>(null);
  // A toast is behind the dialog, and not read out.
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = useAction(addAll);
  const shown = add.problem ?? problem;

  function changed(words: string) {
    setSaid(words);
    void files.reload();
    onChange();
  }

  async function addAll(chosen: File[]): Promise<Result<number>> {
    setProblem(null);
    let stopped: Result<never> | null = null;
    let added = 0;
    for (const file of chosen) {
      const sent = await send(path, file);
      if (!sent.ok) {
        stopped = sent;
        break;
      }
      added++;
    }
    if (added > 0) changed(`${plural(added, "file", "files")} added`);
    return stopped ?? { ok: true, value: added, etag: null };
  }

  async function open({ url, name }: ActivityFile) {
    add.reset();
    setProblem(await openFile(url, name));
  }

  return (
    <>
      <Load query={files}>
        {({ data }) =>
          data.length === 0 ? <p class={styles.none}>No files yet</p> : (
            <ul class={styles.list}>
              {data.map((file) => (
                <FileRow
                  key={file.file_id}
                  file={file}
                  onOpen={() => open(file)}
                  onRemove={can_write ? () => setRemoving(file) : undefined}
                />
              ))}
            </ul>
          )}
      </Load>
      {shown && <ErrorPanel problem={shown} />}
      {can_write && (
        <div class={styles.add}>
          <FileButtons
            kind="primary"
            icon={PlusIcon}
            accept={FILES}
            multiple
            busy={add.busy}
            onChoose={(chosen) => void add.run(chosen)}
          >
            Add files
          </FileButtons>
          <p class={styles.hint}>PDF, JPEG, PNG or WebP, at most 5 MB each</p>
        </div>
      )}
      <p class="sr_only" role="status">{said}</p>
      <RemoveFile
        file={removing}
        onDone={() => {
          setRemoving(null);
          changed("File deleted");
        }}
        onClose={() => setRemoving(null)}
      />
    </>
  );
}

/** Of several, the one that did not go is named. */
async function send(path: string, file: File): Promise<Result<ActivityFile>> {
  const ready = await fileToSend(file);
  if (!ready.ok) return ready;
  const sent = await api.post<ActivityFile>(path, ready.value, { timeout_ms: UPLOAD_MS });
  if (sent.ok) return sent;
  const title = `"${file.name}" was not added. ${sent.problem.title}`;
  return { ok: false, problem: { ...sent.problem, title } };
}

function FileRow(
  { file, onOpen, onRemove }: {
    file: ActivityFile;
    onOpen(): Promise<void>;
    onRemove?: () => void;
  },
) {
  const { name, type, size } = file;
  const [busy, setBusy] = useState(false);

  async function open() {
    setBusy(true);
    await onOpen();
    setBusy(false);
  }

  return (
    <li class={styles.file}>
      <div class={styles.words}>
        <span class={styles.name}>{name}</span>
        <small>{`${KINDS[type] ?? type}, ${formatSize(size)}`}</small>
      </div>
      <Button
        small
        icon={EyeIcon}
        busy={busy}
        aria-label={`Open ${name}`}
        onClick={() => void open()}
      >
        Open
      </Button>
      {onRemove && (
        <Button kind="quiet" icon={TrashIcon} icon_only onClick={onRemove}>
          {`Delete ${name}`}
        </Button>
      )}
    </li>
  );
}

const KINDS: Record<string, string> = {
  "application/pdf": "PDF",
  "image/jpeg": "JPEG picture",
  "image/png": "PNG picture",
  "image/webp": "WebP picture",
};

function RemoveFile(
  { file, onDone, onClose }: { file: ActivityFile | null; onDone(): void; onClose(): void },
) {
  return (
    <RemoveDialog
      what={file}
      title={({ name }) => `Delete "${name}"?`}
      path={({ url }) => url}
      onDone={onDone}
      onClose={onClose}
    >
      <p>It is gone for good, for the family too</p>
    </RemoveDialog>
  );
}
