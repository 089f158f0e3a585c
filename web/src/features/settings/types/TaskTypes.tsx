import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type TaskType, typesQuery } from "@/features/tasks/types/queries";
import { TypeIcon } from "@/features/tasks/types/TypeIcon";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { MergeDialog } from "./MergeDialog";
import { messages } from "./messages";
import { TypeActions } from "./TypeActions";
import { TypeDialog } from "./TypeDialog";

/** The types of the workspace: made, named, ordered, archived, merged, deleted. */
export function TaskTypes() {
  const types = useQuery(typesQuery(useWorkspaceId()));
  const mayManage = useMay("field:manage");
  const [editing, setEditing] = useState<TaskType | "new" | null>(null);
  const [merging, setMerging] = useState<TaskType | null>(null);
  const shown = types.data?.filter(({ deleted_at }) => !deleted_at);
  return (
    <Block
      title={messages.types}
      text={messages.typesText}
      action={
        mayManage && (
          <Button size="xs" onClick={() => setEditing("new")}>
            {messages.newType}
          </Button>
        )
      }
    >
      <Rows query={{ ...types, data: shown }} empty={messages.none}>
        {(type) => (
          <Row
            key={type.id}
            icon={<TypeIcon type={type} size={20} />}
            title={type.name}
            detail={type.archived_at ? messages.archived : type.description || undefined}
          >
            {mayManage && (
              <TypeActions
                type={type}
                above={shown?.[shown.indexOf(type) - 1]}
                onEdit={() => setEditing(type)}
                onMerge={() => setMerging(type)}
              />
            )}
          </Row>
        )}
      </Rows>
      {editing && <TypeDialog type={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {merging && <MergeDialog type={merging} onClose={() => setMerging(null)} />}
    </Block>
  );
}
