import { useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import { CameraIcon } from "./icons.tsx";

interface Props extends Omit<Parameters<typeof Button>[0], "onClick" | "type"> {
  /** The content types that can be chosen. */
  accept: string[];
  multiple?: boolean;
  onChoose(files: File[]): void;
}

/** Asks for files; on a phone a second button takes one with the camera. */
export function FileButtons(props: Props) {
  const { accept, onChoose, busy } = props;
  return (
    <>
      <FileButton {...props} />
      {matchMedia("(pointer: coarse)").matches && (
        <FileButton
          icon={CameraIcon}
          busy={busy}
          accept={accept.filter((type) => type.startsWith("image/"))}
          capture="environment"
          onChoose={onChoose}
        >
          Take a photo
        </FileButton>
      )}
    </>
  );
}

// The browser's own field speaks the browser's language, and looks like no button of ours.
function FileButton(
  { accept, multiple, capture, onChoose, ...button }: Props & { capture?: "environment" },
) {
  const input = useRef<HTMLInputElement>(null);

  function chosen() {
    const field = input.current!;
    const files = [...field.files ?? []];
    // Or the same file, chosen again, would be no change.
    field.value = "";
    if (files.length > 0) onChoose(files);
  }

  return (
    <>
      <Button {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        accept={accept.join(",")}
        multiple={multiple}
        capture={capture}
        onChange={chosen}
      />
    </>
  );
}
