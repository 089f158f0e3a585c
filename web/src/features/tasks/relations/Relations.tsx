import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, lazy, Suspense, useState } from "react";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconPlus } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { OtherTask } from "../panels/OtherTask";
import { Panel } from "../panels/Panel";
import panels from "../panels/panels.module.css";
import type { TaskPartProps } from "../registry";
import { useRelationActions } from "./actions";
import { messages } from "./messages";
import { type Relation, relationsQuery, relationTypesQuery } from "./queries";

const TaskPicker = lazy(() => import("../picker/TaskPicker"));

type Way = Pick<Relation, "type_id" | "direction" | "words">;

/** What else a task has to do with, in the words of the workspace. */
export default function Relations({ task }: TaskPartProps) {
  const workspaceId = useWorkspaceId();
  const relations = useLive(relationsQuery(workspaceId, task.id), "now-and-then");
  const { mayEdit } = useRights(task.project_id);
  const actions = useRelationActions(workspaceId, task.id);
  const [choosing, setChoosing] = useState<Way | null>(null);
  const all = relations.data ?? [];
  if (!mayEdit && all.length === 0 && !relations.isError) return null;
  return (
    <Panel title={messages.relations} actions={mayEdit && <AddMenu onChoose={setChoosing} />}>
      {relations.isError && !relations.data && (
        <ProblemNotice error={relations.error} retry={relations.refetch} />
      )}
      {[...new Set(all.map(({ words }) => words))].map((words) => (
        <Fragment key={words}>
          <h3 className={panels.group}>{words}</h3>
          <ul className={panels.rows} aria-label={words}>
            {all
              .filter((one) => one.words === words)
              .map((one) => (
                <OtherTask
                  key={`${one.type_id}${one.other_id}`}
                  task={one.task}
                  onRemove={mayEdit ? () => void actions.remove(one) : null}
                />
              ))}
          </ul>
        </Fragment>
      ))}
      {choosing && (
        <Suspense>
          <TaskPicker
            title={messages.choose(task.key, choosing.words)}
            projectId={task.project_id}
            except={[
              task.id,
              ...all.filter(({ type_id }) => type_id === choosing.type_id).map(({ other_id }) => other_id),
            ]}
            onClose={() => setChoosing(null)}
            onChoose={(other) => {
              setChoosing(null);
              void actions.put({ ...choosing, other_id: other.id });
            }}
          />
        </Suspense>
      )}
    </Panel>
  );
}

/** Every kind, from both sides. */
function AddMenu({ onChoose }: { onChoose: (way: Way) => void }) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...relationTypesQuery(useWorkspaceId()), enabled: isOpen });
  const ways = (data ?? []).flatMap(({ id, outward, inward }): Way[] => [
    { type_id: id, direction: "outward", words: outward },
    ...(inward ? [{ type_id: id, direction: "inward" as const, words: inward }] : []),
  ]);
  return (
    <Menu position="bottom-end" width={240} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Tooltip label={messages.add}>
          <ActionIcon size="sm" aria-label={messages.add}>
            <IconPlus size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <MenuDropdown mah={340} className={panels.menu}>
        {ways.map((way) => (
          <Menu.Item key={`${way.type_id}${way.direction}`} onClick={() => onChoose(way)}>
            {way.words}
          </Menu.Item>
        ))}
      </MenuDropdown>
    </Menu>
  );
}
