import { Menu, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { MenuDropdown } from "@/components/MenuDropdown";
import { projectQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { choosable, typesQuery } from "./queries";
import { TypeChoices } from "./TypeChoices";
import { TypeIcon } from "./TypeIcon";
import classes from "./types.module.css";

/** Of a task that is to be made. Undefined: nobody chose, so it is the project's default one. */
export type ChosenType = string | null | undefined;

interface Props {
  projectId: string;
  chosen: ChosenType;
  onChoose: (chosen: ChosenType) => void;
  /** The menu covers what is typed into: whether it is open. */
  onToggle?: (isOpen: boolean) => void;
}

/** A small button beside a title that is typed. */
export function TypePick({ projectId, chosen, onChoose, onToggle }: Props) {
  const workspaceId = useWorkspaceId();
  const types = useQuery(typesQuery(workspaceId));
  const project = useQuery(projectQuery(workspaceId, projectId));
  const id = chosen === undefined ? project.data?.default_type_id : chosen;
  const type = choosable(types.data ?? [], project.data).find((one) => one.id === id) ?? null;
  return (
    <Menu position="bottom-start" returnFocus={false} {...(onToggle ? { onChange: onToggle } : {})}>
      <Menu.Target>
        <UnstyledButton
          className={classes.pick}
          aria-label={messages.typeIs(type?.name ?? messages.plain)}
          title={type?.name ?? messages.plain}
        >
          <TypeIcon type={type} size={16} />
        </UnstyledButton>
      </Menu.Target>
      <MenuDropdown>
        <TypeChoices projectId={projectId} onChoose={(one) => onChoose(one?.id ?? null)} />
      </MenuDropdown>
    </Menu>
  );
}

/** What a new task is sent with. */
export function typeOf(chosen: ChosenType): { type_id?: string | null } {
  return chosen === undefined ? {} : { type_id: chosen };
}
