import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { Fragment, lazy, Suspense, useState } from "react";
import { useLive } from "@/api/live";
import type { Problem } from "@/api/problem";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconPlus } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { TaskLink } from "../opening";
import { messages as shared } from "../panels/messages";
import { Panel } from "../panels/Panel";
import panels from "../panels/panels.module.css";
import { type Dependency, dependenciesQuery } from "../queries";
import type { TaskPartProps } from "../registry";
import { useDependencyActions } from "./actions";
import { DependencyRow } from "./DependencyRow";
import classes from "./dependencies.module.css";
import { messages } from "./messages";

const TaskPicker = lazy(() => import("../picker/TaskPicker"));

type Direction = Dependency["direction"];

/** What a task waits for, and what waits for it. */
export default function Dependencies({ task }: TaskPartProps) {
  const hasAny = task.dependencies.blocked_by.length + task.dependencies.blocks.length > 0;
  const query = { ...dependenciesQuery(useWorkspaceId(), task.id), enabled: hasAny };
  const dependencies = useLive(query, "now-and-then");
  const { mayEdit } = useRights(task.project_id);
  const [choosing, setChoosing] = useState<Direction | null>(null);
  const [circle, setCircle] = useState<Problem | null>(null);
  const actions = useDependencyActions(task, setCircle);
  const all = dependencies.data ?? [];
  if (!mayEdit && all.length === 0 && !dependencies.isError) return null;
  const groups: [Direction, string][] = [
    ["blocked_by", messages.blockedBy],
    ["blocks", messages.blocks],
  ];
  return (
    <Panel title={messages.dependencies} actions={mayEdit && <AddMenu onChoose={setChoosing} />}>
      {dependencies.isError && !dependencies.data && (
        <ProblemNotice error={dependencies.error} retry={dependencies.refetch} />
      )}
      {circle && <Circle problem={circle} onClose={() => setCircle(null)} />}
      {groups.map(([direction, label]) => {
        const rows = all.filter((one) => one.direction === direction);
        if (rows.length === 0) return null;
        return (
          <Fragment key={direction}>
            <h3 className={panels.group}>{label}</h3>
            <ul className={panels.rows} aria-label={label}>
              {rows.map((one) => (
                <DependencyRow key={one.other_id} one={one} mayEdit={mayEdit} actions={actions} />
              ))}
            </ul>
          </Fragment>
        );
      })}
      {choosing && (
        <Suspense>
          <TaskPicker
            title={
              choosing === "blocked_by" ? messages.chooseBlockedBy(task.key) : messages.chooseBlocks(task.key)
            }
            projectId={task.project_id}
            except={[
              task.id,
              ...all.filter(({ direction }) => direction === choosing).map(({ other_id }) => other_id),
            ]}
            onClose={() => setChoosing(null)}
            onChoose={(other) => {
              setChoosing(null);
              setCircle(null);
              void actions.put(choosing, other.id, { type: "FS", lag_days: 0 });
            }}
          />
        </Suspense>
      )}
    </Panel>
  );
}

function AddMenu({ onChoose }: { onChoose: (direction: Direction) => void }) {
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Tooltip label={messages.add}>
          <ActionIcon size="sm" aria-label={messages.add}>
            <IconPlus size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <MenuDropdown>
        <Menu.Item onClick={() => onChoose("blocked_by")}>{messages.addBlockedBy}</Menu.Item>
        <Menu.Item onClick={() => onChoose("blocks")}>{messages.addBlocks}</Menu.Item>
      </MenuDropdown>
    </Menu>
  );
}

/** The way round, so that one sees which of its dependencies is the wrong one. */
function Circle({ problem, onClose }: { problem: Problem; onClose: () => void }) {
  const path = (problem.extra.path ?? []) as ({ key: string } | null)[];
  return (
    <div className={classes.circle} role="alert">
      {messages.circle}
      {path.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same task may be in it twice
        <Fragment key={index}>
          {index > 0 && <span aria-hidden>→</span>}
          {step ? <TaskLink taskKey={step.key}>{step.key}</TaskLink> : <span>{shared.hidden}</span>}
        </Fragment>
      ))}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onClose}>
        {messages.dismiss}
      </Button>
    </div>
  );
}
