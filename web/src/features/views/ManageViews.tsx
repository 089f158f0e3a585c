import { ActionIcon, Modal, Text, TextInput, Tooltip } from "@mantine/core";
import { useState } from "react";
import { useUser } from "@/app/session-hooks";
import { IconArrowDown, IconArrowUp, IconStar, IconTrash } from "@/components/icons";
import { useMay } from "@/features/workspaces/queries";
import type { SavedView } from "./filter";
import { messages } from "./messages";
import { useSavedViews } from "./saving";
import classes from "./views.module.css";

interface Props {
  projectId: string;
  views: readonly SavedView[];
  onClose: () => void;
}

/** Names, order and end of saved views: of one's own, and of those of others for whoever manages the project. */
export default function ManageViews({ projectId, views, onClose }: Props) {
  const mayManage = useMay("project:edit", projectId);
  return (
    <Modal opened onClose={onClose} title={messages.manageTitle} size="lg">
      {(["shared", "personal"] as const).map((scope) => {
        const inScope = views.filter((view) => view.scope === scope);
        if (inScope.length === 0) return null;
        return (
          <section key={scope} className={classes.shelf}>
            <h3>{scope === "shared" ? messages.shared : messages.own}</h3>
            <ul>
              {inScope.map((view, place) => (
                <ViewRow
                  key={view.id}
                  projectId={projectId}
                  view={view}
                  above={inScope[place - 1]}
                  below={inScope[place + 1]}
                  behind={inScope[place + 2]}
                  mayManage={mayManage}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {views.length === 0 && <Text size="sm">{messages.noViews}</Text>}
    </Modal>
  );
}

interface RowProps {
  projectId: string;
  view: SavedView;
  above: SavedView | undefined;
  below: SavedView | undefined;
  behind: SavedView | undefined;
  mayManage: boolean;
}

function ViewRow({ projectId, view, above, below, behind, mayManage }: RowProps) {
  const saved = useSavedViews(projectId);
  const user = useUser();
  const mayChange = view.created_by === user.id || mayManage;
  const [name, setName] = useState(view.name);
  const rename = () => {
    const wanted = name.trim();
    if (!wanted) setName(view.name);
    else if (wanted !== view.name) void saved.change(view, { name: wanted });
  };
  if (!mayChange) return <li>{view.name}</li>;
  return (
    <li>
      <TextInput
        size="xs"
        flex={1}
        miw={0}
        aria-label={messages.nameOf(view.name)}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === "Enter" && rename()}
      />
      {view.scope === "shared" && mayManage && (
        <Tooltip label={view.is_default ? messages.isDefault : messages.makeDefault}>
          <ActionIcon
            variant={view.is_default ? "light" : "subtle"}
            color={view.is_default ? "brand" : "gray"}
            aria-pressed={view.is_default}
            aria-label={messages.opensIn(view.name)}
            onClick={() => void saved.change(view, { is_default: !view.is_default })}
          >
            <IconStar size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      <ActionIcon
        disabled={!above}
        aria-label={messages.moveUp(view.name)}
        onClick={() => void saved.putBefore(view, above)}
      >
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon
        disabled={!below}
        aria-label={messages.moveDown(view.name)}
        onClick={() => void saved.putBefore(view, behind)}
      >
        <IconArrowDown size={15} />
      </ActionIcon>
      <ActionIcon color="red" aria-label={messages.remove(view.name)} onClick={() => void saved.remove(view)}>
        <IconTrash size={15} />
      </ActionIcon>
    </li>
  );
}
