import { Popover } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { toggled, useTaskChanger } from "../changes";
import { PropertyButton } from "../properties/PropertyButton";
import properties from "../properties/properties.module.css";
import type { TaskPartProps } from "../registry";
import { ColoredLabel } from "./ColoredLabel";
import { messages } from "./messages";
import { tagsQuery } from "./queries";

const TagChoices = lazy(() => import("./TagChoices"));

export function TagsProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const [isOpen, setOpen] = useState(false);
  const tags = useQuery({ ...tagsQuery(useWorkspaceId()), enabled: task.tag_ids.length > 0 || isOpen });
  const changer = useTaskChanger();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <PropertyButton isFixed={!mayEdit} onClick={() => setOpen((open) => !open)}>
          {task.tag_ids.length === 0 && <span className={properties.none}>{messages.none}</span>}
          {task.tag_ids.map((id) => {
            const tag = tags.data?.find((one) => one.id === id);
            return (
              <ColoredLabel
                key={id}
                name={tag?.name ?? messages.unknown}
                color={tag?.color ?? null}
                isFaded={Boolean(tag?.archived_at)}
              />
            );
          })}
        </PropertyButton>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <Suspense>
          <TagChoices
            projectId={task.project_id}
            chosen={task.tag_ids}
            onToggle={(id) => void changer.update(task, { tag_ids: toggled(task.tag_ids, id) })}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
