import { Button, FileButton, Text } from "@mantine/core";
import { type DragEvent, useState } from "react";
import { IconFile, IconUpload } from "@/components/icons";
import { type Source, sourceOf } from "./guesses";
import { messages } from "./messages";
import { decoded, PREVIEW_BYTES, type Table, tableOf } from "./table";
import classes from "./transfer.module.css";

export interface Chosen {
  file: File;
  /** What it seems to be. */
  source: Source | null;
  /** Its first lines, when it is a table. */
  table: Table;
}

interface Props {
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
  error: string | null;
}

/** A place to drop a file on, or to choose one with. Its beginning is read at once. */
export function FileDrop({ chosen, onChoose, error }: Props) {
  const [isOver, setOver] = useState(false);
  const take = async (file: File | null | undefined) => {
    if (file) onChoose(await look(file));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div>
      <Text component="span" size="sm" fw={550} display="block" mb={4}>
        {messages.file}
      </Text>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button does the same */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {chosen ? <IconFile size={22} stroke={1.5} /> : <IconUpload size={22} stroke={1.5} />}
        <div role="status" className={classes.dropText}>
          {chosen ? (
            <>
              <strong>{chosen.file.name}</strong>
              <small>
                {messages.size(chosen.file.size)}
                {chosen.source && `. ${messages.looksLike(messages.sources[chosen.source]?.name ?? "")}`}
              </small>
            </>
          ) : (
            <span>{messages.drop}</span>
          )}
        </div>
        <FileButton
          onChange={(file) => void take(file)}
          accept=".csv,.tsv,.txt,.xlsx,.json,.zip"
          inputProps={{ "aria-label": messages.file }}
        >
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              {chosen ? messages.otherFile : messages.choose}
            </Button>
          )}
        </FileButton>
      </div>
      {error && (
        <Text size="xs" c="red" mt={4} role="alert">
          {error}
        </Text>
      )}
    </div>
  );
}

async function look(file: File): Promise<Chosen> {
  const text = decoded(new Uint8Array(await file.slice(0, PREVIEW_BYTES).arrayBuffer()));
  const isDocument = /^\ufeff?\s*(\{|\[\s*\{)|^PK/.test(text);
  const table = isDocument ? { header: [], rows: [] } : tableOf(text, 20, file.size <= PREVIEW_BYTES);
  return { file, table, source: sourceOf(file.name, text, table.header) };
}
