import { Menu } from "@mantine/core";
import { failed, told } from "@/components/feedback/toasts";
import { IconArrowsMove, IconCopy, IconExpand, IconLink, IconTrash } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { taskAddress } from "@/features/tasks/address";
import type { Spot } from "@/features/tasks/cache";
import { useTaskChanger } from "@/features/tasks/changes";
import { useOpenTask } from "@/features/tasks/opening";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./board.module.css";
import { type Column, spotAt } from "./board-data";
import { messages } from "./messages";

export interface MenuAnchor {
  task: TaskRow;
  x: number;
  y: number;
}

interface Props {
  anchor: MenuAnchor;
  columns: readonly Column[];
  onMove: (task: TaskRow, spot: Spot) => Promise<void>;
  onClose: () => void;
}

const OUTSIDE = ["mousedown", "touchstart"];

/** What can be done with a card; one menu for the whole board, where it was asked for. */
export function CardMenu({ anchor: { task, x, y }, columns, onMove, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const open = useOpenTask();
  const changer = useTaskChanger();
  const rights = useRights(task.project_id);
  const targets = columns.filter(({ section }) => section.id !== task.section_id);

  const copyLink = async () => {
    await navigator.clipboard.writeText(taskAddress(workspaceId, task.key));
    told(messages.linkCopied);
  };
  const duplicate = async () => {
    try {
      told(messages.duplicated((await changer.duplicate(task.id)).key));
    } catch (error) {
      failed(error);
    }
  };
  return (
    <Menu
      opened
      onClose={onClose}
      width={200}
      returnFocus
      // Not by keys: the one that opened it would close it at once.
      clickOutsideEvents={OUTSIDE}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={task.key}
          className={classes.anchor}
          style={{ left: x, top: y }}
        />
      </Menu.Target>
      <MenuDropdown mah={420} className={classes.menu}>
        <Menu.Item leftSection={<IconExpand size={15} />} onClick={() => open(task.key)}>
          {messages.open}
        </Menu.Item>
        <Menu.Item leftSection={<IconLink size={15} />} onClick={() => void copyLink()}>
          {messages.copyLink}
        </Menu.Item>
        {rights.mayCreate && (
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void duplicate()}>
            {messages.duplicate}
          </Menu.Item>
        )}
        {rights.mayEdit && targets.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{messages.moveTo}</Menu.Label>
            {targets.map((column) => (
              <Menu.Item
                key={column.section.id}
                leftSection={<IconArrowsMove size={15} />}
                onClick={() => void onMove(task, spotAt(column, task.id, 0))}
              >
                {column.section.name}
              </Menu.Item>
            ))}
          </>
        )}
        {rights.mayDelete && (
          <>
            <Menu.Divider />
            <Menu.Item
              color="var(--ot-bad)"
              leftSection={<IconTrash size={15} />}
              onClick={() => void changer.remove(task)}
            >
              {messages.remove}
            </Menu.Item>
          </>
        )}
      </MenuDropdown>
    </Menu>
  );
}
